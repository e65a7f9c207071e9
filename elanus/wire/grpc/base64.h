// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Values of metadata whose key ends in "-bin": Base64 (RFC 4648), without padding when written.
#pragma once

#include <string_view>

#include "elanus/base/bytes.h"

namespace elanus::wire {

void AppendBase64(std::string_view bytes, Bytes& out);
// Appends the bytes; false, and nothing appended, when `text` is no Base64. Padding may be there or not.
bool AppendFromBase64(std::string_view text, Bytes& out);

}  // namespace elanus::wire
