// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/thrift/writer.h"

namespace elanus::wire {

void Writer::TooLong(std::string_view what, std::size_t size) {
  Fail(ApplicationError(AppException::kProtocolError, StrCat("thrift: expected a ", what, " of at most ", INT_MAX,
                                                             " bytes or elements, got ", size)));
}

}  // namespace elanus::wire
