// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/checksum.h"

#include "elanus/wire/crc32c.h"

namespace elanus::protocol {

Status VerifyChecksum(std::string_view text, std::string_view bytes) {
  if (text.empty()) return Ok();
  const wire::Crc32cText computed = wire::ToText(wire::Crc32c(bytes));
  if (text == wire::View(computed)) return Ok();
  return DataLoss("payload validation error: expected crc32c ", wire::View(computed), " as computed over ",
                  bytes.size(), " bytes, got ", text.substr(0, 64));
}

}  // namespace elanus::protocol
