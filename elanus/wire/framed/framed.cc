// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/framed/framed.h"

#include <climits>
#include <cstdint>

#include "elanus/wire/endian.h"

namespace elanus::wire {

std::size_t BeginFrame(Bytes& out) {
  out.Reserve(4);
  out.Commit(4);
  return out.size();
}

Status EndFrame(Bytes& out, std::size_t mark) {
  const std::size_t size = out.size() - mark;
  if (size > INT_MAX) {
    return ApplicationError(AppException::kProtocolError,
                            StrCat("framed: expected a message of at most ", INT_MAX, " bytes, got ", size));
  }
  StoreBig<std::uint32_t>(out.data() + mark - 4, static_cast<std::uint32_t>(size));
  return Ok();
}

}  // namespace elanus::wire
