// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Types and annotations of the Thrift tree (ast.h).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "elanus/idl/source.h"

namespace elanus::idl {

class Declaration;
class Enum;
class Struct;

// `name = "value"`; one without a value has has_value false and an empty value.
class Annotation {
 public:
  Annotation() = default;
  std::string name;
  std::string value;  // as a literal of the IDL: only the delimiter is unescaped (literal.h)
  bool has_value = false;
  Position position;
};
using Annotations = std::vector<Annotation>;

// The value of the last annotation with that name, "" when it has none; null when there is none.
const std::string* Find(const Annotations& annotations, std::string_view name);

enum class BaseType : std::uint8_t { kBool, kByte, kI16, kI32, kI64, kDouble, kString, kBinary };
// "bool", "byte", "i16"... as the IDL spells it; kByte is also what `i8` means.
std::string_view BaseTypeName(BaseType type);

// A type where it is used. Move-only.
class Type {
 public:
  enum class Kind : std::uint8_t { kBase, kList, kSet, kMap, kNamed };

  Type() = default;

  // This type with typedefs followed: never a kNamed that names a typedef. Needs a checked program.
  const Type& Resolved() const;
  // The enum, or the struct (union, exception), that Resolved() names; else null. Need a checked program.
  const Enum* AsEnum() const;
  const Struct* AsStruct() const;
  bool IsBase(BaseType type) const;
  // "map<string, base.User>", without annotations.
  std::string ToString() const;

  Kind kind = Kind::kBase;
  BaseType base = BaseType::kBool;      // kBase
  std::unique_ptr<Type> key;            // kMap
  std::unique_ptr<Type> element;        // kList, kSet, and the value of a kMap
  std::string name;                     // kNamed: as written, perhaps "base.User"
  const Declaration* target = nullptr;  // kNamed, set by the checks: a Typedef, an Enum or a Struct of any file
  std::optional<std::string> cpp_type;  // of a container
  Annotations annotations;
  Position position;
};

}  // namespace elanus::idl
