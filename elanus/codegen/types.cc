// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/types.h"

#include <set>

#include "elanus/base/strcat.h"
#include "elanus/idl/walk.h"

namespace elanus::codegen {

using idl::BaseType;
using idl::Type;

static std::string_view CppBase(BaseType type) {
  switch (type) {
    case BaseType::kBool: return "bool";
    case BaseType::kByte: return "std::int8_t";
    case BaseType::kI16: return "std::int16_t";
    case BaseType::kI32: return "std::int32_t";
    case BaseType::kI64: return "std::int64_t";
    case BaseType::kDouble: return "double";
    case BaseType::kString:
    case BaseType::kBinary: break;
  }
  return "std::string";
}

static std::string_view BaseWord(BaseType type) {
  switch (type) {
    case BaseType::kBool: return "Bool";
    case BaseType::kByte: return "Byte";
    case BaseType::kI16: return "I16";
    case BaseType::kI32: return "I32";
    case BaseType::kI64: return "I64";
    case BaseType::kDouble: return "Double";
    case BaseType::kString:
    case BaseType::kBinary: break;
  }
  return "String";
}

std::string CppType(const Type& type, const Target& target) {
  switch (type.kind) {
    case Type::Kind::kBase: return std::string(CppBase(type.base));
    case Type::Kind::kList: return StrCat("std::vector<", CppType(*type.element, target), ">");
    case Type::Kind::kSet: return StrCat("std::set<", CppType(*type.element, target), ">");
    case Type::Kind::kMap:
      return StrCat("std::map<", CppType(*type.key, target), ", ", CppType(*type.element, target), ">");
    case Type::Kind::kNamed: break;
  }
  return target.Name(*type.target);
}

std::string_view WireWord(const Type& type) {
  const Type& real = type.Resolved();
  if (real.kind == Type::Kind::kBase) return BaseWord(real.base);
  return real.AsEnum() != nullptr ? "I32" : "";
}

std::string WireType(const Type& type) {
  const Type& real = type.Resolved();
  std::string_view word = WireWord(real);
  switch (real.kind) {
    case Type::Kind::kList: word = "List"; break;
    case Type::Kind::kSet: word = "Set"; break;
    case Type::Kind::kMap: word = "Map"; break;
    default:
      if (word.empty()) word = "Struct";
  }
  return StrCat("::elanus::wire::TType::k", word);
}

bool IsText(const Type& type) { return type.IsBase(BaseType::kString) || type.IsBase(BaseType::kBinary); }

bool IsFixed(const Type& type) { return type.Resolved().kind == Type::Kind::kBase && !IsText(type); }

bool IsScalar(const Type& type) { return IsFixed(type) || type.AsEnum() != nullptr; }

bool IsContainer(const Type& type) {
  const Type::Kind kind = type.Resolved().kind;
  return kind == Type::Kind::kList || kind == Type::Kind::kSet || kind == Type::Kind::kMap;
}

static bool HoldsDouble(const Type& type, std::set<const idl::Declaration*>& seen) {
  bool found = false;
  idl::ForEachPart(type, [&](const Type& part) {
    if (part.IsBase(BaseType::kDouble)) found = true;
    if (found || part.target == nullptr || !seen.insert(part.target).second) return;
    if (part.target->kind == idl::Declaration::Kind::kTypedef) {
      found = HoldsDouble(static_cast<const idl::Typedef*>(part.target)->type, seen);
    } else if (const idl::Struct* of = part.AsStruct()) {
      for (const idl::Field& field : of->fields) found = found || HoldsDouble(field.type, seen);
    }
  });
  return found;
}

bool HoldsDouble(const Type& type) {
  std::set<const idl::Declaration*> seen;
  return HoldsDouble(type, seen);
}

}  // namespace elanus::codegen
