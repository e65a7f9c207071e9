// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How generated types say what they hold: `User{id: 1, name: "Ada"}`. Generated sources include it; it needs
// nothing but the standard library and base, and is all inline.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "elanus/base/box.h"
#include "elanus/base/strcat.h"

namespace elanus::codegen {

// In double quotes; other bytes than printable ASCII and UTF-8 sequences as \x and two digits.
inline void PrintQuoted(std::string& out, std::string_view text) {
  constexpr char kDigits[] = "0123456789abcdef";
  out.push_back('"');
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out.push_back('\\');
    if (byte >= 0x20 && byte != 0x7f) {
      out.push_back(c);
    } else {
      out.append({'\\', 'x', kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
  out.push_back('"');
}

// Everything that a field can be. Generated enums have ToString(e), generated structs e.ToString().
template <class T>
void Print(std::string& out, const T& value) {
  if constexpr (std::is_arithmetic_v<T>) {
    base::AppendPart(out, value);
  } else if constexpr (std::is_enum_v<T>) {
    out.append(ToString(value));
  } else if constexpr (std::is_convertible_v<T, std::string_view>) {
    PrintQuoted(out, value);
  } else {
    out.append(value.ToString());
  }
}
template <class T>
void Print(std::string& out, const std::optional<T>& value);
template <class T>
void Print(std::string& out, const Box<T>& value);
template <class T>
void Print(std::string& out, const std::vector<T>& list);
template <class T>
void Print(std::string& out, const std::set<T>& set);
template <class K, class V>
void Print(std::string& out, const std::map<K, V>& map);

template <class Range, class Each>
void PrintEach(std::string& out, char open, const Range& range, char close, Each each) {
  out.push_back(open);
  bool first = true;
  for (const auto& item : range) {
    if (!first) out.append(", ");
    first = false;
    each(item);
  }
  out.push_back(close);
}

template <class T>
void Print(std::string& out, const std::optional<T>& value) {
  if (value) return Print(out, *value);
  out.append("unset");
}
template <class T>
void Print(std::string& out, const Box<T>& value) {
  if (value) return Print(out, *value);
  out.append("unset");
}
template <class T>
void Print(std::string& out, const std::vector<T>& list) {
  PrintEach(out, '[', list, ']', [&out](const T& item) { Print(out, item); });
}
template <class T>
void Print(std::string& out, const std::set<T>& set) {
  PrintEach(out, '{', set, '}', [&out](const T& item) { Print(out, item); });
}
template <class K, class V>
void Print(std::string& out, const std::map<K, V>& map) {
  PrintEach(out, '{', map, '}', [&out](const auto& entry) {
    Print(out, entry.first);
    out.append(": ");
    Print(out, entry.second);
  });
}

// Puts the fields of one struct together. Fields that are not set are left out.
class Printer {
 public:
  explicit Printer(std::string_view name) : out_(StrCat(name, "{")), empty_(out_.size()) {}

  template <class T>
  Printer& Field(std::string_view name, const T& value) {
    if (out_.size() != empty_) out_.append(", ");
    out_.append(name).append(": ");
    Print(out_, value);
    return *this;
  }
  template <class T>
  Printer& Field(std::string_view name, const std::optional<T>& value) {
    return value ? Field(name, *value) : *this;
  }
  template <class T>
  Printer& Field(std::string_view name, const Box<T>& value) {
    return value ? Field(name, *value) : *this;
  }
  std::string Done() { return std::move(out_.append("}")); }

 private:
  std::string out_;
  std::size_t empty_;
};

}  // namespace elanus::codegen
