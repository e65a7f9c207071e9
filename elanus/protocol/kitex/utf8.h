// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// UTF-8, one character at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace elanus::protocol {

inline constexpr std::uint32_t kReplacement = 0xfffd;

// The bytes of the character at the front of `text`, which must not be empty; 0 when they are no UTF-8 (cut short,
// overlong, a surrogate, above U+10FFFF). `point` is set when they are.
std::size_t DecodeUtf8(std::string_view text, std::uint32_t& point);

// `point` must be a Unicode scalar value.
void AppendUtf8(std::uint32_t point, std::string& out);

}  // namespace elanus::protocol
