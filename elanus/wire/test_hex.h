// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For tests: bytes written as hex, as the specification writes them.
#pragma once

#include <string>
#include <string_view>

namespace elanus::wire {

// Blanks and what else is no hex digit are passed over: "8001 0001 | 00".
inline std::string FromHex(std::string_view text) {
  std::string bytes;
  int high = -1;
  for (char c : text) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(c);
    if (digit == std::string_view::npos) continue;
    if (high < 0) {
      high = static_cast<int>(digit);
    } else {
      bytes += static_cast<char>(high << 4 | static_cast<int>(digit));
      high = -1;
    }
  }
  return bytes;
}

inline std::string ToHex(std::string_view bytes) {
  std::string text;
  for (char c : bytes) {
    text += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    text += "0123456789abcdef"[static_cast<unsigned char>(c) & 0xf];
  }
  return text;
}

}  // namespace elanus::wire
