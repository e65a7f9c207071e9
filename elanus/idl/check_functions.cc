// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Functions: no name twice in a service, nothing comes back from oneway, only exceptions are thrown.
#include <string_view>
#include <unordered_map>

#include "elanus/base/strcat.h"
#include "elanus/idl/checks.h"

namespace elanus::idl {
namespace {

void CheckOneway(const Service& service, const Function& function, Diagnostics& diagnostics) {
  if (function.return_type) {
    diagnostics.Error(function.return_type->position,
                      StrCat("oneway function ", service.name, ".", function.name, " must return void, got ",
                             function.return_type->ToString()));
  }
  if (!function.throws.empty()) {
    diagnostics.Error(function.throws.front().position, StrCat("oneway function ", service.name, ".", function.name,
                                                               " cannot throw: nobody waits for an answer"));
  }
}

}  // namespace

void CheckFunctions(CheckContext& context) {
  for (const auto& file : context.program.files) {
    for (const auto& service : file->services) {
      std::unordered_map<std::string_view, const Function*> seen;
      for (const auto& function : service->functions) {
        auto [first, is_new] = seen.emplace(function.name, &function);
        if (!is_new) {
          context.diagnostics.Error(function.position,
                                    StrCat("'", function.name, "' is declared twice in service ", service->name,
                                           ": the first is in line ", first->second->position.line));
        }
        if (function.oneway) CheckOneway(*service, function, context.diagnostics);
      }
    }
  }
}

void CheckThrows(CheckContext& context) {
  for (const auto& file : context.program.files) {
    for (const auto& service : file->services) {
      for (const auto& function : service->functions) {
        for (const auto& thrown : function.throws) {
          const Struct* type = thrown.type.AsStruct();
          if (type != nullptr && type->form == Struct::Form::kException) continue;
          context.diagnostics.Error(
              thrown.type.position,
              StrCat(service->name, ".", function.name, " can only throw exceptions, got ",
                     type != nullptr ? StrCat(FormName(type->form), " ") : std::string(), thrown.type.ToString()));
        }
      }
    }
  }
}

}  // namespace elanus::idl
