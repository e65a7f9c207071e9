// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Bytes as a string literal: what is printable stays readable, the rest has three octal digits, which no digit behind
// them can change. A question mark might begin a trigraph.
#include "elanus/protogen/service_code.h"

namespace elanus::protogen {

static std::string Escaped(char c) {
  if (c == '"' || c == '\\' || c == '?') return {'\\', c};
  if (c >= 0x20 && c < 0x7f) return {c};
  const auto byte = static_cast<unsigned char>(c);
  const auto digit = [byte](int shift) { return static_cast<char>('0' + (byte >> shift & 7)); };
  return {'\\', digit(6), digit(3), digit(0)};
}

std::vector<std::string> Literal(std::string_view bytes, std::size_t columns) {
  std::vector<std::string> lines;
  std::string line = "\"";
  for (const char c : bytes) {
    const std::string escaped = Escaped(c);
    if (line.size() + escaped.size() + 1 > columns) {
      lines.push_back(line + "\"");
      line = "\"";
    }
    line += escaped;
  }
  lines.push_back(line + "\"");
  return lines;
}

}  // namespace elanus::protogen
