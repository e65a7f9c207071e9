// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Tells whether two types mean the same, typedefs followed, names and annotations aside.
#pragma once

#include <cstddef>
#include <map>
#include <tuple>

#include "elanus/idl/ast.h"

namespace elanus::idl {

// Gives equal types equal numbers. Each typedef is looked into once, so comparing costs what is written in the type,
// however much it stands for.
class TypeIds {
 public:
  using Id = std::size_t;
  // The types must not change while this lives; typedefs must have an end.
  Id Of(const Type& type);

 private:
  using Key = std::tuple<Type::Kind, BaseType, const Declaration*, Id, Id>;
  std::map<Key, Id> ids_;
  std::map<const Declaration*, Id> typedefs_;
};

}  // namespace elanus::idl
