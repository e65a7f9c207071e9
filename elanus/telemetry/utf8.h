// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Protobuf strings must be UTF-8: a collector refuses a whole batch for one bad byte. So text is looked at before it
// is encoded.
#pragma once

#include <string>
#include <string_view>

namespace elanus::telemetry {

// Well-formed, in the sense of the Unicode standard: no overlong forms, no surrogates, nothing above U+10FFFF.
bool IsUtf8(std::string_view text);

// The same text with U+FFFD for each byte that does not belong to a well-formed sequence.
std::string ToUtf8(std::string_view text);

// No more than `limit` bytes from the front, cut before a character that does not fit whole.
std::string_view CutUtf8(std::string_view text, std::size_t limit);

}  // namespace elanus::telemetry
