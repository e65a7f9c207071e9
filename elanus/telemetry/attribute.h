// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A key and a value for spans, events and links: Attribute("user.id", 7). A view: it is encoded at once and never
// kept, so text needs to live only as long as the expression.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>
#include <utility>

namespace elanus {

// OpenTelemetry's integers are signed 64-bit: larger unsigned values are cut to INT64_MAX.
class AttributeValue {
 public:
  enum class Type : std::uint8_t { kBool, kInt, kDouble, kText };

  // Each kind has a constrained template of its own: in an overload set, a string literal would become a bool.
  template <class T>
    requires std::same_as<T, bool>
  AttributeValue(T value) : type_(Type::kBool), int_(value ? 1 : 0) {}  // NOLINT: implicit by design
  template <class T>
    requires(std::integral<T> && !std::same_as<T, bool>)
  AttributeValue(T value) : type_(Type::kInt), int_(ToInt(value)) {}  // NOLINT
  template <std::floating_point T>
  AttributeValue(T value) : type_(Type::kDouble), double_(static_cast<double>(value)) {}  // NOLINT
  template <class T>
    requires std::convertible_to<const T&, std::string_view>
  AttributeValue(const T& value) : type_(Type::kText), text_(value) {}  // NOLINT

  Type type() const { return type_; }
  bool AsBool() const { return int_ != 0; }
  std::int64_t AsInt() const { return int_; }
  double AsDouble() const { return double_; }
  std::string_view AsText() const { return text_; }

 private:
  template <class T>
  static std::int64_t ToInt(T value) {
    return std::in_range<std::int64_t>(value) ? static_cast<std::int64_t>(value) : INT64_MAX;
  }

  Type type_;
  union {
    std::int64_t int_;
    double double_;
    std::string_view text_;
  };
};

// Keys of one event or link must differ; on a span the last value of a key wins.
class Attribute {
 public:
  template <class T>
    requires std::constructible_from<AttributeValue, const T&>
  Attribute(std::string_view key, const T& value) : key(key), value(value) {}

  std::string_view key;
  AttributeValue value;
};

}  // namespace elanus
