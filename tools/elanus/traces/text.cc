// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// UTF-8 is walked by hand: the standard library has nothing for it.
#include "tools/elanus/traces/text.h"

#include <cstdio>
#include <ctime>

namespace elanus::traces {
namespace {

constexpr char32_t kInvalid = 0xFFFFFFFF;

// Takes one character off the front.
char32_t Take(std::string_view& text) {
  auto first = static_cast<unsigned char>(text.front());
  text.remove_prefix(1);
  if (first < 0x80) return first;
  int more = first >= 0xF0 && first < 0xF5   ? 3
             : first >= 0xE0 && first < 0xF0 ? 2
             : first >= 0xC2 && first < 0xE0 ? 1
                                             : 0;
  if (more == 0 || text.size() < static_cast<std::size_t>(more)) return kInvalid;
  char32_t point = first & (0x3F >> more);
  for (int i = 0; i < more; ++i) {
    auto next = static_cast<unsigned char>(text[static_cast<std::size_t>(i)]);
    if ((next & 0xC0) != 0x80) return kInvalid;
    point = point << 6 | (next & 0x3Fu);
  }
  constexpr char32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
  if (point < kSmallest[more] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return kInvalid;
  text.remove_prefix(static_cast<std::size_t>(more));
  return point;
}

bool Within(char32_t point, char32_t from, char32_t to) { return point >= from && point <= to; }

// Shown as themselves, and only where they stand.
bool Harmless(char32_t point) {
  if (point < 0x20 || Within(point, 0x7F, 0x9F) || point == kInvalid) return false;
  return !Within(point, 0x200B, 0x200F) && !Within(point, 0x2028, 0x202E) && !Within(point, 0x2060, 0x206F) &&
         point != 0xFEFF;
}

bool Wide(char32_t point) {
  return Within(point, 0x1100, 0x115F) || Within(point, 0x2E80, 0xA4CF) || Within(point, 0xAC00, 0xD7A3) ||
         Within(point, 0xF900, 0xFAFF) || Within(point, 0xFE30, 0xFE6F) || Within(point, 0xFF00, 0xFF60) ||
         Within(point, 0xFFE0, 0xFFE6) || Within(point, 0x1F300, 0x1FAFF) || Within(point, 0x20000, 0x3FFFD);
}

// "%.*f unit" with three digits that matter.
std::string Scaled(double number, const char* unit) {
  char out[48];
  std::snprintf(out, sizeof out, "%.*f %s", number < 9.995 ? 2 : number < 99.95 ? 1 : 0, number, unit);
  return out;
}

}  // namespace

std::string Printable(std::string_view text, bool ascii) {
  std::string out;
  while (!text.empty()) {
    std::string_view before = text;
    char32_t point = Take(text);
    if (!Harmless(point) || (ascii && point >= 0x80)) {
      out.push_back('?');
    } else {
      out.append(before.substr(0, before.size() - text.size()));
    }
  }
  return out;
}

std::size_t Columns(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) columns += Wide(Take(text)) ? 2 : 1;
  return columns;
}

std::string Fit(std::string_view text, std::size_t columns) {
  std::string out(text);
  if (std::size_t used = Columns(text); used <= columns) return out.append(columns - used, ' ');
  if (columns < 2) return std::string(columns, '.');
  std::size_t used = 0;
  std::string_view rest = text;
  while (!rest.empty()) {
    std::string_view before = rest;
    std::size_t width = Wide(Take(rest)) ? 2 : 1;
    if (used + width > columns - 2) {
      out.resize(text.size() - before.size());
      break;
    }
    used += width;
  }
  out += "..";
  return out.append(columns - 2 - used, ' ');
}

std::string DurationText(std::uint64_t nanos) {
  auto number = static_cast<double>(nanos);
  if (nanos < 1000) return std::to_string(nanos) + " ns";
  if (number < 999.5e3) return Scaled(number / 1e3, "us");
  if (number < 999.5e6) return Scaled(number / 1e6, "ms");
  if (number < 59.95e9) return Scaled(number / 1e9, "s");
  std::uint64_t seconds = nanos / 1'000'000'000;
  char out[48];
  std::snprintf(out, sizeof out, "%llum %02us", static_cast<unsigned long long>(seconds / 60),
                static_cast<unsigned>(seconds % 60));
  return out;
}

std::string TimeText(std::uint64_t unix_nanos) {
  auto seconds = static_cast<std::time_t>(unix_nanos / 1'000'000'000);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char out[64];
  std::size_t length = std::strftime(out, sizeof out, "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(out + length, sizeof out - length, ".%03uZ", static_cast<unsigned>(unix_nanos / 1'000'000 % 1000));
  return out;
}

}  // namespace elanus::traces
