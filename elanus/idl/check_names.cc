// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// No two declarations of a file with one name, no two values of an enum with one name or number.
#include <string_view>
#include <unordered_map>

#include "elanus/base/strcat.h"
#include "elanus/idl/checks.h"
#include "elanus/idl/parser.h"

namespace elanus::idl {
namespace {

void CheckEnum(const Enum& in, Diagnostics& diagnostics) {
  std::unordered_map<std::string_view, const EnumValue*> by_name;
  std::unordered_map<std::int32_t, const EnumValue*> by_number;
  for (const auto& value : in.values) {
    auto [named, new_name] = by_name.emplace(value.name, &value);
    if (!new_name) {
      diagnostics.Error(value.position, StrCat("enum ", in.name, " has two values named '", value.name,
                                               "': the first is in line ", named->second->position.line));
      continue;
    }
    auto [numbered, new_number] = by_number.emplace(value.value, &value);
    if (!new_number) {
      diagnostics.Error(value.position, StrCat("'", numbered->second->name, "' and '", value.name, "' of enum ",
                                               in.name, " both have the value ", value.value));
    }
  }
}

}  // namespace

void CheckNames(CheckContext& context) {
  for (const auto& file : context.program.files) {
    std::unordered_map<std::string_view, const Declaration*> seen;
    for (const Declaration* declaration : file->declarations) {
      if (IsTypeWord(declaration->name) || declaration->name == "true" || declaration->name == "false") {
        context.diagnostics.Error(
            declaration->position,
            StrCat("'", declaration->name, "' cannot be declared: it means something in Thrift itself"));
      }
      auto [first, is_new] = seen.emplace(declaration->name, declaration);
      if (is_new) continue;
      context.diagnostics.Error(declaration->position,
                                StrCat("'", declaration->name, "' is declared twice: the first is ",
                                       KindName(*first->second), " in line ", first->second->position.line));
    }
    for (const auto& in : file->enums) CheckEnum(*in, context.diagnostics);
  }
}

}  // namespace elanus::idl
