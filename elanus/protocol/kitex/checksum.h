// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The checksum that came with a message (wire.md 3.7).
#pragma once

#include <string_view>

#include "elanus/base/status.h"

namespace elanus::protocol {

// Ok when `text` is empty (none came) or is the checksum of `bytes`. Compared as text, as Kitex does: upper-case
// digits are refused.
Status VerifyChecksum(std::string_view text, std::string_view bytes);

}  // namespace elanus::protocol
