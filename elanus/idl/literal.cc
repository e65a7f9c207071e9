// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/literal.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace elanus::idl {
namespace {

// `count` digits of `text` from `at` on; nothing when there are not as many.
std::optional<std::uint32_t> Digits(std::string_view text, std::size_t at, std::size_t count, int base) {
  if (text.size() < at + count) return std::nullopt;
  std::uint32_t value = 0;
  auto [end, error] = std::from_chars(text.data() + at, text.data() + at + count, value, base);
  if (error != std::errc() || end != text.data() + at + count) return std::nullopt;
  return value;
}

void AppendUtf8(std::string& out, std::uint32_t c) {
  auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

// The escapes of one letter, and what they stand for.
constexpr std::string_view kLetters = "abfnrtv\\'\"";
constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v\\'\"";

// Appends what the escape at the start of `text` (a backslash) means; the number of bytes it takes, 0 when
// it is none.
std::size_t AppendEscape(std::string& out, std::string_view text) {
  if (text.size() < 2) return 0;
  char kind = text[1];
  if (auto letter = kLetters.find(kind); letter != std::string_view::npos) {
    out.push_back(kMeanings[letter]);
    return 2;
  }
  if (kind == 'x') {
    auto value = Digits(text, 2, 2, 16);
    if (!value) return 0;
    out.push_back(static_cast<char>(*value));
    return 4;
  }
  if (kind == 'u' || kind == 'U') {
    std::size_t digits = kind == 'u' ? 4 : 8;
    auto value = Digits(text, 2, digits, 16);
    bool surrogate = value && *value >= 0xD800 && *value < 0xE000;
    if (!value || *value > 0x10FFFF || surrogate) return 0;
    AppendUtf8(out, *value);
    return 2 + digits;
  }
  auto octal = Digits(text, 1, 3, 8);
  if (!octal || *octal > 0xFF) return 0;
  out.push_back(static_cast<char>(*octal));
  return 4;
}

}  // namespace

std::string LiteralBytes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::size_t used = text[0] == '\\' ? AppendEscape(out, text) : 0;
    if (used == 0) {
      out.push_back(text[0]);
      used = 1;
    }
    text.remove_prefix(used);
  }
  return out;
}

std::string LiteralText(std::string_view quoted) {
  char delimiter = quoted.front();
  std::string out;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    bool escape = quoted[i] == '\\' && quoted[i + 1] == delimiter && i + 2 < quoted.size();
    if (escape) ++i;
    out.push_back(quoted[i]);
  }
  return out;
}

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"') out.push_back('\\');
    out.push_back(c);
  }
  out.push_back('"');
  return out;
}

}  // namespace elanus::idl
