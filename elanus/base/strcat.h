// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Text from parts, for error messages and log lines: StrCat("expected ", n, " bytes, got ", m).
#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

namespace elanus {

namespace base {

inline void AppendPart(std::string& out, std::string_view part) { out.append(part); }
inline void AppendPart(std::string& out, char part) { out.push_back(part); }
// A template, since a string literal would rather become a bool than a string_view.
inline void AppendPart(std::string& out, std::same_as<bool> auto part) { out.append(part ? "true" : "false"); }

template <class T>
  requires(std::is_arithmetic_v<T> && !std::same_as<T, bool> && !std::same_as<T, char>)
void AppendPart(std::string& out, T part) {
  char digits[32];
  auto end = std::to_chars(digits, digits + sizeof digits, part).ptr;
  out.append(digits, end);
}

}  // namespace base

// Parts are strings, characters, bools and numbers.
template <class... Parts>
std::string StrCat(const Parts&... parts) {
  std::string out;
  (base::AppendPart(out, parts), ...);
  return out;
}

}  // namespace elanus
