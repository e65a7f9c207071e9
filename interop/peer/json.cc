// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/json.h"

#include <cmath>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace peer {

namespace {

std::string Base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = i; j < i + 3; ++j) {
      group = group << 8 | (j < bytes.size() ? static_cast<unsigned char>(bytes[j]) : 0);
    }
    for (int digit = 3; digit >= 0; --digit) text.push_back(kDigits[group >> (6 * digit) & 63]);
  }
  const std::size_t missing = (3 - bytes.size() % 3) % 3;
  return text.replace(text.size() - missing, missing, std::string(missing, '='));
}

// Whole numbers without a point, as other peers print them.
Json Number(double value) {
  if (value == std::trunc(value) && std::abs(value) < 1e15) return static_cast<std::int64_t>(value);
  return value;
}

template <class T>
Json Plain(const T& value) {
  if constexpr (std::is_enum_v<T>) {
    return static_cast<std::int32_t>(value);
  } else if constexpr (IsStruct<T>) {
    return ToJson(value);
  } else {
    return value;
  }
}

template <class C>
Json List(const C& values) {
  Json list = Json::array();
  for (const auto& value : values) list.push_back(Plain(value));
  return list;
}

std::string Key(const std::string& key) { return key; }
std::string Key(std::int32_t key) { return std::to_string(key); }
std::string Key(interop::Colour key) { return std::to_string(static_cast<std::int32_t>(key)); }

template <class M, class ToValue>
Json Map(const M& values, ToValue to_value) {
  Json map = Json::object();
  for (const auto& [key, value] : values) map[Key(key)] = to_value(value);
  return map;
}

template <class T>
void SetIf(Json& json, const char* name, const std::optional<T>& value) {
  if (value) json[name] = Plain(*value);
}

Json Nested(const interop::Everything& value) {
  Json nested = Json::array();
  for (const auto& maps : value.nested) {
    Json list = Json::array();
    for (const auto& map : maps) list.push_back(Map(map, [](const std::string& text) { return text; }));
    nested.push_back(std::move(list));
  }
  return nested;
}

Json Inners(const std::vector<interop::Inner>& inners) { return List(inners); }

}  // namespace

Json ToJson(const interop::Inner& value) {
  Json json;
  json["name"] = value.name;
  json["count"] = value.count;
  if (value.tags) json["tags"] = List(*value.tags);
  return json;
}

Json ToJson(const interop::Choice& value) {
  Json json = Json::object();
  if (value.text() != nullptr) json["text"] = *value.text();
  if (value.number() != nullptr) json["number"] = *value.number();
  if (value.inner() != nullptr) json["inner"] = ToJson(*value.inner());
  return json;
}

Json ToJson(const interop::Everything& value) {
  Json json;
  json["b"] = value.b;
  json["y"] = value.y;
  json["s"] = value.s;
  json["i"] = value.i;
  json["l"] = value.l;
  json["d"] = Number(value.d);
  json["str"] = value.str;
  json["bin"] = Base64(value.bin);
  json["colour"] = Plain(value.colour);
  json["ints"] = List(value.ints);
  json["words"] = List(value.words);
  json["inners"] = Map(value.inners, [](const interop::Inner& inner) { return ToJson(inner); });
  json["inner"] = ToJson(value.inner);
  json["nested"] = Nested(value);
  SetIf(json, "maybe", value.maybe);
  json["must"] = value.must;
  json["at"] = value.at;
  SetIf(json, "choice", value.choice);
  json["with_default"] = value.with_default;
  json["with_text"] = value.with_text;
  json["colours"] = List(value.colours);
  json["by_colour"] = Map(value.by_colour, Inners);
  if (value.maybe_double) json["maybe_double"] = Number(*value.maybe_double);
  SetIf(json, "maybe_bool", value.maybe_bool);
  // Go's encoder leaves out binary that is set and empty, and so do all.
  if (value.maybe_binary && !value.maybe_binary->empty()) json["maybe_binary"] = Base64(*value.maybe_binary);
  return json;
}

Json ToJson(const interop::Old& value) {
  Json json;
  json["a"] = value.a;
  return json;
}

Json ToJson(const interop::New& value) {
  Json json;
  json["a"] = value.a;
  SetIf(json, "b", value.b);
  if (value.c) json["c"] = Map(*value.c, Inners);
  if (value.d) json["d"] = List(*value.d);
  SetIf(json, "e", value.e);
  return json;
}

Json ToJson(const interop::NotFound& value) {
  Json json;
  json["what"] = value.what;
  SetIf(json, "code", value.code);
  return json;
}

Json ToJson(const interop::Denied& value) {
  Json json;
  json["reason"] = value.reason;
  return json;
}

std::string Text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace peer
