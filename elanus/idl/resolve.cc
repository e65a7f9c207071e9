// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Ties names to what they name. Identifiers in values that mean nothing are left to CheckValues, which
// knows the type that is wanted and can say more.
#include <string>
#include <string_view>

#include "elanus/base/strcat.h"
#include "elanus/idl/checks.h"
#include "elanus/idl/walk.h"

namespace elanus::idl {
namespace {

class Resolver {
 public:
  Resolver(CheckContext& context, File& file) : context_(context), file_(file) {}

  void Run() {
    ForEachType(file_, [this](Type& type) { ForEachPart(type, [this](Type& part) { ResolveType(part); }); });
    ForEachValue(file_, [this](const Type&, ConstValue& value) {
      ForEachPartOfValue(value, [this](ConstValue& part) { ResolveValue(part); });
    });
    for (const auto& service : file_.services) {
      if (!service->base_name.empty()) ResolveBase(*service);
    }
  }

 private:
  void Error(Position position, std::string message) { context_.diagnostics.Error(position, std::move(message)); }

  void ResolveType(Type& type) {
    if (type.kind != Type::Kind::kNamed) return;
    std::string problem;
    const Declaration* found = context_.symbols.Find(file_, type.name, &problem);
    if (found == nullptr) {
      if (type.name == "uuid" || type.name == "slist") {
        return Error(type.position, StrCat("the type ", type.name, " is not supported: use string"));
      }
      return Error(type.position, StrCat("the type '", type.name, "' ", problem));
    }
    if (found->kind == Declaration::Kind::kConstant || found->kind == Declaration::Kind::kService) {
      return Error(type.position, StrCat("expected a type, got '", type.name, "', which is ", KindName(*found)));
    }
    type.target = found;
  }

  void ResolveValue(ConstValue& value) {
    if (value.kind != ConstValue::Kind::kIdentifier) return;
    if (value.text == "true" || value.text == "false") {
      value.meaning = value.text == "true" ? ConstValue::Meaning::kTrue : ConstValue::Meaning::kFalse;
      return;
    }
    std::string_view name = value.text;
    const Declaration* found = context_.symbols.Find(file_, name);
    if (found != nullptr && found->kind == Declaration::Kind::kConstant) {
      value.meaning = ConstValue::Meaning::kConstant;
      value.constant = static_cast<const Constant*>(found);
      return;
    }
    auto dot = name.rfind('.');
    if (dot == std::string_view::npos) return;
    value.enumeration = EnumBehind(context_.symbols.Find(file_, name.substr(0, dot)));
    if (value.enumeration == nullptr) return;
    value.enum_value = context_.symbols.FindValue(*value.enumeration, name.substr(dot + 1));
    if (value.enum_value == nullptr) {
      return Error(value.position,
                   StrCat("enum ", value.enumeration->name, " has no value named '", name.substr(dot + 1), "'"));
    }
    value.meaning = ConstValue::Meaning::kEnumValue;
  }

  // A value may also be named by a typedef of its enum. Typedefs can still go in circles here: it is enough to follow
  // as many as CheckTypedefs will allow.
  const Enum* EnumBehind(const Declaration* owner) const {
    for (int steps = 0; owner != nullptr && steps <= context_.limits.type_parts; ++steps) {
      if (owner->kind == Declaration::Kind::kEnum) return static_cast<const Enum*>(owner);
      if (owner->kind != Declaration::Kind::kTypedef) return nullptr;
      owner = static_cast<const Typedef*>(owner)->type.target;
    }
    return nullptr;
  }

  void ResolveBase(Service& service) {
    std::string problem;
    const Declaration* found = context_.symbols.Find(file_, service.base_name, &problem);
    if (found == nullptr) {
      return Error(service.base_position, StrCat("the service '", service.base_name, "' ", problem));
    }
    if (found->kind != Declaration::Kind::kService) {
      return Error(service.base_position,
                   StrCat("expected a service, got '", service.base_name, "', which is ", KindName(*found)));
    }
    service.base = static_cast<const Service*>(found);
  }

  CheckContext& context_;
  File& file_;
};

}  // namespace

void Resolve(CheckContext& context) {
  for (const auto& file : context.program.files) Resolver(context, *file).Run();
}

}  // namespace elanus::idl
