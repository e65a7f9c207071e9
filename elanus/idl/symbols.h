// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Finds declarations by the names that the files of a program use for them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "elanus/idl/ast.h"

namespace elanus::idl {

// Views the names in the program's tree, which must stay where they are.
class Symbols {
 public:
  explicit Symbols(const Program& program);

  // What `name` means in `file`: "User" of the file itself, "base.User" of an included file. Null when there is no
  // such declaration; `*problem` then says why, as the end of a sentence ("is not declared").
  const Declaration* Find(const File& file, std::string_view name, std::string* problem = nullptr) const;

  // Like Enum::Find, in constant time.
  const EnumValue* FindValue(const Enum& in, std::string_view name) const;
  const EnumValue* FindValue(const Enum& in, std::int64_t value) const;
  // Like Struct::Find, in constant time.
  const Field* FindField(const Struct& in, std::string_view name) const;

 private:
  template <class T>
  using ByName = std::unordered_map<std::string_view, const T*>;
  class Scope {
   public:
    ByName<Declaration> own;
    std::unordered_map<std::string_view, std::vector<const File*>> includes;  // by the prefix they are used with
  };
  class EnumIndex {
   public:
    ByName<EnumValue> by_name;
    std::unordered_map<std::int64_t, const EnumValue*> by_value;
  };
  void AddFile(const File& file);
  const Declaration* FindOwn(const File& file, std::string_view name) const;

  std::unordered_map<const File*, Scope> scopes_;
  std::unordered_map<const Enum*, EnumIndex> enums_;
  std::unordered_map<const Struct*, ByName<Field>> structs_;
};

// "typedef", "constant", "enum", "struct"... with its article: "a constant", "an enum".
std::string_view KindName(const Declaration& declaration);

}  // namespace elanus::idl
