// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How the types of the IDL are written in C++ and on the wire.
#pragma once

#include <string>
#include <string_view>

#include "elanus/codegen/names.h"
#include "elanus/idl/ast.h"

namespace elanus::codegen {

// What the functions of the generator ask all the time: the names, and the file that code is made for.
class Target {
 public:
  Target(const Names& names, const idl::File& file, bool outside = false)
      : names(names), file(file), outside(outside) {}
  const Names& names;
  const idl::File& file;
  bool outside;  // the code is in no namespace: a person's

  std::string Name(const idl::Declaration& declaration) const {
    return outside ? names.Full(declaration) : names.Of(declaration, file);
  }
};

// "std::vector<Inner>"; typedefs by their names.
std::string CppType(const idl::Type& type, const Target& target);
// "::elanus::wire::TType::kI32".
std::string WireType(const idl::Type& type);
// The word in Read<Word>, Write<Word> and Field<Word> of the wire: "I32", "String"; "" for the other types.
std::string_view WireWord(const idl::Type& type);

// bool, integers, double: not enums.
bool IsFixed(const idl::Type& type);
// IsFixed or an enum: passed by value.
bool IsScalar(const idl::Type& type);
bool IsText(const idl::Type& type);
bool IsContainer(const idl::Type& type);
// Whether a double is in it, by whatever way: such a value may not equal itself.
bool HoldsDouble(const idl::Type& type);

}  // namespace elanus::codegen
