// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/ast.h"

namespace elanus::idl {

const EnumValue* Enum::Find(std::string_view name) const {
  for (const auto& value : values) {
    if (value.name == name) return &value;
  }
  return nullptr;
}

const EnumValue* Enum::Find(std::int64_t value) const {
  for (const auto& candidate : values) {
    if (candidate.value == value) return &candidate;
  }
  return nullptr;
}

const Field* Struct::Find(std::string_view name) const {
  for (const auto& field : fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

std::string_view FormName(Struct::Form form) {
  switch (form) {
    case Struct::Form::kStruct: return "struct";
    case Struct::Form::kUnion: return "union";
    case Struct::Form::kException: return "exception";
  }
  return "";
}

const std::string* File::FindNamespace(std::string_view language) const {
  for (const auto& candidate : namespaces) {
    if (candidate.language == language) return &candidate.name;
  }
  return nullptr;
}

const Declaration* File::Find(std::string_view name) const {
  for (const Declaration* declaration : declarations) {
    if (declaration->name == name) return declaration;
  }
  return nullptr;
}

}  // namespace elanus::idl
