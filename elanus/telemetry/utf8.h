// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Protobuf strings must be UTF-8: a collector refuses a whole batch for one bad byte. So text is looked at before it
// is encoded.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace elanus::telemetry {

// Looks at every byte; for text that is not ASCII.
bool IsWellFormed(std::string_view text);

// Nothing but ASCII, which most text is: no branch a byte.
inline bool IsAscii(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080u;
  std::uint64_t seen = 0;
  std::uint64_t word = 0;
  if (text.size() < sizeof word) {
    for (const char c : text) seen |= static_cast<std::uint64_t>(static_cast<unsigned char>(c));
    return (seen & 0x80) == 0;
  }
  // The last word may overlap the one before.
  for (std::size_t i = 0; i + sizeof word < text.size(); i += sizeof word) {
    std::memcpy(&word, text.data() + i, sizeof word);
    seen |= word;
  }
  std::memcpy(&word, text.data() + text.size() - sizeof word, sizeof word);
  return ((seen | word) & kHighBits) == 0;
}

// Well-formed, in the sense of the Unicode standard: no overlong forms, no surrogates, nothing above U+10FFFF.
inline bool IsUtf8(std::string_view text) { return IsAscii(text) || IsWellFormed(text); }

// The same text with U+FFFD for each byte that does not belong to a well-formed sequence.
std::string ToUtf8(std::string_view text);

// No more than `limit` bytes from the front, cut before a character that does not fit whole.
std::string_view CutUtf8(std::string_view text, std::size_t limit);

}  // namespace elanus::telemetry
