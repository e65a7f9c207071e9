// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/type_ids.h"

namespace elanus::idl {

TypeIds::Id TypeIds::Of(const Type& type) {
  if (type.target != nullptr && type.target->kind == Declaration::Kind::kTypedef) {
    auto known = typedefs_.find(type.target);
    if (known != typedefs_.end()) return known->second;
    Id id = Of(static_cast<const Typedef*>(type.target)->type);
    typedefs_[type.target] = id;
    return id;
  }
  Id key = type.key ? Of(*type.key) : 0;
  Id element = type.element ? Of(*type.element) : 0;
  BaseType base = type.kind == Type::Kind::kBase ? type.base : BaseType::kBool;
  return ids_.emplace(Key(type.kind, base, type.target, key, element), ids_.size() + 1).first->second;
}

}  // namespace elanus::idl
