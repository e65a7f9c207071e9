// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Goes over all types and all values of a file, in source order of each kind, so that each check says only what
// it does with one.
#pragma once

#include <utility>

#include "elanus/idl/ast.h"

namespace elanus::idl {

// Calls visit(fields) for the fields of structs, the arguments and the throws lists of functions.
template <class AnyFile, class Visit>
void ForEachFieldList(AnyFile& file, Visit visit) {
  for (auto& in : file.structs) visit(in->fields);
  for (auto& in : file.services) {
    for (auto& function : in->functions) {
      visit(function.arguments);
      visit(function.throws);
    }
  }
}

// Calls visit(type) for every type that is written in the file, not for the parts of containers.
template <class AnyFile, class Visit>
void ForEachType(AnyFile& file, Visit visit) {
  for (auto& in : file.typedefs) visit(in->type);
  for (auto& in : file.constants) visit(in->type);
  for (auto& in : file.services) {
    for (auto& function : in->functions) {
      if (function.return_type) visit(*function.return_type);
    }
  }
  ForEachFieldList(file, [&visit](auto& fields) {
    for (auto& field : fields) visit(field.type);
  });
}

// Calls visit(type, value) for every constant and every default value, not for the values in values.
template <class AnyFile, class Visit>
void ForEachValue(AnyFile& file, Visit visit) {
  for (auto& in : file.constants) visit(in->type, in->value);
  ForEachFieldList(file, [&visit](auto& fields) {
    for (auto& field : fields) {
      if (field.default_value) visit(field.type, *field.default_value);
    }
  });
}

// Calls visit(part) for the type itself and the parts of containers in it. Does not follow names.
template <class AnyType, class Visit>
void ForEachPart(AnyType& type, const Visit& visit) {
  visit(type);
  if (type.key) ForEachPart(*type.key, visit);
  if (type.element) ForEachPart(*type.element, visit);
}

// Calls visit(part) for the value itself and all values in it.
template <class AnyValue, class Visit>
void ForEachPartOfValue(AnyValue& value, const Visit& visit) {
  visit(value);
  for (auto& part : value.list) ForEachPartOfValue(part, visit);
  for (auto& [key, mapped] : value.entries) {
    ForEachPartOfValue(key, visit);
    ForEachPartOfValue(mapped, visit);
  }
}

}  // namespace elanus::idl
