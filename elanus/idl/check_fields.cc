// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Fields of structs, arguments and exceptions of functions: ids, names, and what `required`, `optional` and
// defaults may stand on. Where the word has no meaning it gets a warning and is corrected in the tree, so that
// generators need not know.
#include <string>
#include <string_view>
#include <unordered_map>

#include "elanus/base/strcat.h"
#include "elanus/idl/checks.h"

namespace elanus::idl {
namespace {

// `owner` as in "field id 1 is used twice in struct User".
void CheckIdsAndNames(const std::vector<Field>& fields, const std::string& owner, Diagnostics& diagnostics) {
  std::unordered_map<std::int16_t, const Field*> by_id;
  std::unordered_map<std::string_view, const Field*> by_name;
  for (const auto& field : fields) {
    auto [other, new_id] = by_id.emplace(field.id, &field);
    if (!new_id) {
      diagnostics.Error(field.id_position, StrCat("field id ", field.id, " is used twice in ", owner, ": by '",
                                                  other->second->name, "' and '", field.name, "'"));
    }
    auto [named, new_name] = by_name.emplace(field.name, &field);
    if (!new_name) {
      diagnostics.Error(field.position, StrCat("'", field.name, "' is declared twice in ", owner,
                                               ": the first is in line ", named->second->position.line));
    }
    if (field.id <= 0) {
      diagnostics.Warning(field.id_position,
                          StrCat("the id of '", field.name, "' in ", owner, " is not positive: ", field.id));
    }
  }
}

void CheckUnion(Struct& in, Diagnostics& diagnostics) {
  const Field* with_default = nullptr;
  for (auto& field : in.fields) {
    if (field.requiredness == Requiredness::kRequired) {
      diagnostics.Warning(field.position, StrCat("'required' has no meaning in a union: '", field.name, "' of union ",
                                                 in.name, " is taken as optional"));
    }
    field.requiredness = Requiredness::kOptional;
    if (!field.default_value) continue;
    if (with_default != nullptr) {
      diagnostics.Error(field.position, StrCat("union ", in.name, " has two fields with a default value: '",
                                               with_default->name, "' and '", field.name, "'"));
    }
    with_default = &field;
  }
}

void CheckFunctionFields(const Service& service, Function& function, Diagnostics& diagnostics) {
  std::string name = StrCat(service.name, ".", function.name);
  CheckIdsAndNames(function.arguments, StrCat("the arguments of ", name), diagnostics);
  CheckIdsAndNames(function.throws, StrCat("the exceptions of ", name), diagnostics);
  for (auto& argument : function.arguments) {
    if (argument.requiredness != Requiredness::kOptional) continue;
    diagnostics.Warning(argument.position, StrCat("'optional' has no meaning for an argument: '", argument.name,
                                                  "' of ", name, " is always there"));
    argument.requiredness = Requiredness::kDefault;
  }
  for (auto& thrown : function.throws) {
    if (thrown.requiredness == Requiredness::kRequired) {
      diagnostics.Warning(thrown.position, StrCat("'required' has no meaning for an exception: '", thrown.name, "' of ",
                                                  name, " is taken as optional"));
    }
    thrown.requiredness = Requiredness::kOptional;
  }
}

}  // namespace

void CheckFields(CheckContext& context) {
  for (const auto& file : context.program.files) {
    for (const auto& in : file->structs) {
      CheckIdsAndNames(in->fields, StrCat(FormName(in->form), " ", in->name), context.diagnostics);
      if (in->form == Struct::Form::kUnion) CheckUnion(*in, context.diagnostics);
    }
    for (const auto& service : file->services) {
      for (auto& function : service->functions) CheckFunctionFields(*service, function, context.diagnostics);
    }
  }
}

}  // namespace elanus::idl
