// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Constant values of the Thrift tree (ast.h): of constants and of the defaults of fields.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "elanus/idl/source.h"

namespace elanus::idl {

class Constant;
class Enum;
class EnumValue;

// What stands in the IDL. The checks see to it that it fits the type it is given to, so a generator goes by
// the type (Type::Resolved) first and by the kind second:
//   bool       kInt 0 or 1, or kIdentifier
//   integers   kInt in range, or kIdentifier
//   double     kInt, kDouble or kIdentifier
//   string, binary  kString or kIdentifier
//   enum       kInt (always one of its values) or kIdentifier
//   list, set  kList or kIdentifier
//   map        kMap or kIdentifier; an empty kList is taken for an empty map and an empty kMap for an empty list
//   struct     kMap whose keys are kString: names of fields; or kIdentifier
// An identifier means exactly one of: true or false; an enum value; another constant.
class ConstValue {
 public:
  enum class Kind : std::uint8_t { kInt, kDouble, kString, kIdentifier, kList, kMap };
  enum class Meaning : std::uint8_t { kNone, kTrue, kFalse, kEnumValue, kConstant };

  ConstValue() = default;

  Kind kind = Kind::kInt;
  std::int64_t integer = 0;                                // kInt
  double number = 0;                                       // kDouble
  std::string text;                                        // kString: as a literal (literal.h); kIdentifier: as written
  std::vector<ConstValue> list;                            // kList
  std::vector<std::pair<ConstValue, ConstValue>> entries;  // kMap, in source order
  Position position;

  // Of a kIdentifier, set by the checks.
  Meaning meaning = Meaning::kNone;
  const Enum* enumeration = nullptr;      // kEnumValue
  const EnumValue* enum_value = nullptr;  // kEnumValue
  const Constant* constant = nullptr;     // kConstant: its value has been checked against its own type
};

}  // namespace elanus::idl
