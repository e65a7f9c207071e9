// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/type.h"

#include "elanus/base/strcat.h"
#include "elanus/idl/ast.h"

namespace elanus::idl {

const std::string* Find(const Annotations& annotations, std::string_view name) {
  for (auto it = annotations.rbegin(); it != annotations.rend(); ++it) {
    if (it->name == name) return &it->value;
  }
  return nullptr;
}

std::string_view BaseTypeName(BaseType type) {
  switch (type) {
    case BaseType::kBool: return "bool";
    case BaseType::kByte: return "byte";
    case BaseType::kI16: return "i16";
    case BaseType::kI32: return "i32";
    case BaseType::kI64: return "i64";
    case BaseType::kDouble: return "double";
    case BaseType::kString: return "string";
    case BaseType::kBinary: return "binary";
  }
  return "";
}

const Type& Type::Resolved() const {
  const Type* type = this;
  while (type->kind == Kind::kNamed && type->target != nullptr && type->target->kind == Declaration::Kind::kTypedef) {
    type = &static_cast<const Typedef*>(type->target)->type;
  }
  return *type;
}

const Enum* Type::AsEnum() const {
  const Declaration* found = Resolved().target;
  return found != nullptr && found->kind == Declaration::Kind::kEnum ? static_cast<const Enum*>(found) : nullptr;
}

const Struct* Type::AsStruct() const {
  const Declaration* found = Resolved().target;
  return found != nullptr && found->kind == Declaration::Kind::kStruct ? static_cast<const Struct*>(found) : nullptr;
}

bool Type::IsBase(BaseType type) const {
  const Type& resolved = Resolved();
  return resolved.kind == Kind::kBase && resolved.base == type;
}

std::string Type::ToString() const {
  switch (kind) {
    case Kind::kBase: return std::string(BaseTypeName(base));
    case Kind::kList: return StrCat("list<", element->ToString(), ">");
    case Kind::kSet: return StrCat("set<", element->ToString(), ">");
    case Kind::kMap: return StrCat("map<", key->ToString(), ", ", element->ToString(), ">");
    case Kind::kNamed: return name;
  }
  return "";
}

}  // namespace elanus::idl
