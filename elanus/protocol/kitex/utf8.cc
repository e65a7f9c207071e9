// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/utf8.h"

namespace elanus::protocol {

std::size_t DecodeUtf8(std::string_view text, std::uint32_t& point) {
  const auto at = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = at(0);
  if (first < 0x80) {
    point = first;
    return 1;
  }
  const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < size) return 0;
  std::uint32_t value = first & (0x7fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((at(i) & 0xc0) != 0x80) return 0;
    value = value << 6 | (at(i) & 0x3fu);
  }
  const bool overlong = value < (size == 4 ? 0x10000u : size == 3 ? 0x800u : 0x80u);
  const bool surrogate = value >= 0xd800 && value < 0xe000;
  if (overlong || surrogate || value > 0x10ffff) return 0;
  point = value;
  return size;
}

void AppendUtf8(std::uint32_t point, std::string& out) {
  const auto continued = [&out](std::uint32_t bits) { out.push_back(static_cast<char>(0x80 | (bits & 0x3f))); };
  if (point < 0x80) {
    out.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    out.push_back(static_cast<char>(0xc0 | point >> 6));
    continued(point);
  } else if (point < 0x10000) {
    out.push_back(static_cast<char>(0xe0 | point >> 12));
    continued(point >> 6);
    continued(point);
  } else {
    out.push_back(static_cast<char>(0xf0 | point >> 18));
    continued(point >> 12);
    continued(point >> 6);
    continued(point);
  }
}

}  // namespace elanus::protocol
