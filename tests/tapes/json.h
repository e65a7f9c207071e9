// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What callers got, as the recorded client printed it, and read back into fields to be compared.
#pragma once

#include <concepts>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "elanus/base/status.h"
#include "elanus/base/strcat.h"
#include "interop/interop.h"
#include "tests/tapes/message.h"

namespace elanus::tapes {

// "got.inner.name" = "\"y\"", "error.kind" ...: the values of a JSON object. Texts are masked. Aborts when it is none.
Fields ParseJson(std::string_view json);

// Text; what is no UTF-8 becomes U+FFFD.
std::string Json(std::string_view text);
std::string Base64Json(std::string_view bytes);
std::string Json(const interop::Inner& value);
std::string Json(const interop::Choice& value);
std::string Json(const interop::Everything& value);
std::string Json(const interop::Old& value);
std::string Json(const interop::New& value);
std::string Json(const interop::NotFound& value);
std::string Json(const interop::Denied& value);
inline std::string Json(const std::string& text) { return Json(std::string_view(text)); }
template <class T>
  requires std::is_arithmetic_v<T>
std::string Json(T value) {
  if constexpr (sizeof(T) == 1 && !std::same_as<T, bool>)
    return StrCat(static_cast<int>(value));
  else
    return StrCat(value);
}
inline std::string Json(interop::Colour value) { return StrCat(static_cast<int>(value)); }

template <class T>
std::string Json(const std::vector<T>& values);
template <class T>
std::string Json(const std::set<T>& values);
template <class K, class V>
std::string Json(const std::map<K, V>& values);

template <class Container>
std::string JsonList(const Container& values) {
  std::string out;
  for (const auto& value : values) out += StrCat(out.empty() ? "[" : ",", Json(value));
  return out.empty() ? "[]" : out + "]";
}
template <class T>
std::string Json(const std::vector<T>& values) {
  return JsonList(values);
}
template <class T>
std::string Json(const std::set<T>& values) {
  return JsonList(values);
}
// Keys of objects are text.
template <class K, class V>
std::string Json(const std::map<K, V>& values) {
  std::string out;
  for (const auto& [key, value] : values) {
    const std::string name = Json(key);
    out += StrCat(out.empty() ? "{" : ",", name.starts_with('"') ? name : StrCat('"', name, '"'), ":", Json(value));
  }
  return out.empty() ? "{}" : out + "}";
}

// How a call ended, as the recorded client tells it: {"kind": ..., "code": ..., "text": ..., "extra": {...}}.
std::string ErrorJson(const Status& status);

}  // namespace elanus::tapes
