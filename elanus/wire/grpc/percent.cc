// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/grpc/percent.h"

namespace elanus::wire {

namespace {

bool Plain(char c) { return c >= 0x20 && c <= 0x7e && c != '%'; }

int Digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

void AppendPercentEncoded(std::string_view text, Bytes& out) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    // A field of HTTP/2 has no blanks at its ends; many peers drop one that has.
    const bool blank_end = c == ' ' && (i == 0 || i + 1 == text.size());
    if (Plain(c) && !blank_end) {
      out.Append({&c, 1});
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    const char encoded[] = {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    out.Append({encoded, sizeof encoded});
  }
}

std::string PercentDecoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool whole = text[i] == '%' && text.size() - i > 2;
    const int high = whole ? Digit(text[i + 1]) : -1;
    const int low = whole ? Digit(text[i + 2]) : -1;
    if (high < 0 || low < 0) {
      out.push_back(text[i]);
    } else {
      out.push_back(static_cast<char>(high << 4 | low));
      i += 2;
    }
  }
  return out;
}

}  // namespace elanus::wire
