// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Constants and default values fit the types they are given to.
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "elanus/base/strcat.h"
#include "elanus/idl/checks.h"
#include "elanus/idl/literal.h"
#include "elanus/idl/number.h"
#include "elanus/idl/type_ids.h"
#include "elanus/idl/walk.h"

namespace elanus::idl {
namespace {

using Kind = ConstValue::Kind;
using Meaning = ConstValue::Meaning;
constexpr std::size_t kShown = 40;

std::string Shorten(std::string_view text) { return StrCat(text.substr(0, kShown), text.size() > kShown ? "..." : ""); }

std::string Describe(const ConstValue& value) {
  switch (value.kind) {
    case Kind::kInt: return StrCat(value.integer);
    case Kind::kDouble: return PrintDouble(value.number);
    case Kind::kString: return Shorten(Quoted(value.text));
    case Kind::kList: return "a list";
    case Kind::kMap: return "a map";
    case Kind::kIdentifier: break;
  }
  if (value.constant != nullptr) {
    return StrCat("'", value.text, "', a constant of type ", Shorten(value.constant->type.ToString()));
  }
  if (value.enum_value != nullptr) return StrCat("'", value.text, "', a value of enum ", value.enumeration->name);
  return StrCat("'", value.text, "'");
}

std::string Describe(const Type& type) {
  const Type& resolved = type.Resolved();
  std::string text = Shorten(type.ToString());
  return &resolved == &type ? text : StrCat(text, " (", Shorten(resolved.ToString()), ")");
}

class IntRange {
 public:
  std::int64_t min;
  std::int64_t max;
};

template <class T>
IntRange RangeOf() {
  return IntRange{std::numeric_limits<T>::min(), std::numeric_limits<T>::max()};
}

std::optional<IntRange> FindRange(const Type& resolved) {
  if (resolved.kind != Type::Kind::kBase) return std::nullopt;
  switch (resolved.base) {
    case BaseType::kByte: return RangeOf<std::int8_t>();
    case BaseType::kI16: return RangeOf<std::int16_t>();
    case BaseType::kI32: return RangeOf<std::int32_t>();
    case BaseType::kI64: return RangeOf<std::int64_t>();
    default: return std::nullopt;
  }
}

// What a value of a constant is in the end. Chains are bounded (CheckConstants).
const ConstValue& Final(const ConstValue& value) {
  const ConstValue* last = &value;
  while (last->meaning == Meaning::kConstant) last = &last->constant->value;
  return *last;
}

// A text that is the same for the same key of a map. Nothing for structs and containers, and for what does not fit.
std::optional<std::string> KeyText(const Type& type, const ConstValue& key) {
  const ConstValue& last = Final(key);
  if (last.meaning == Meaning::kEnumValue) return StrCat(last.enum_value->value);
  if (last.meaning == Meaning::kTrue) return "1";
  if (last.meaning == Meaning::kFalse) return "0";
  if (last.kind == Kind::kString && type.Resolved().kind == Type::Kind::kBase) return LiteralBytes(last.text);
  if (last.kind == Kind::kDouble) return PrintDouble(last.number);
  if (last.kind != Kind::kInt) return std::nullopt;
  return type.IsBase(BaseType::kDouble) ? PrintDouble(static_cast<double>(last.integer)) : StrCat(last.integer);
}

class ValueChecker {
 public:
  ValueChecker(CheckContext& context, const File& file) : context_(context), file_(file) {}

  // Reports at most one error for each value in `value`. Recursion is bounded by the nesting of the text.
  void CheckValue(const Type& type, const ConstValue& value) {
    if (value.kind == Kind::kIdentifier && value.meaning == Meaning::kNone) return ReportUnknown(type, value);
    const Type& resolved = type.Resolved();
    switch (resolved.kind) {
      case Type::Kind::kBase: return CheckBase(type, value);
      case Type::Kind::kList:
      case Type::Kind::kSet: return CheckList(type, value);
      case Type::Kind::kMap: return CheckMap(type, value);
      case Type::Kind::kNamed: break;
    }
    if (const Enum* in = resolved.AsEnum()) return CheckEnum(type, *in, value);
    CheckStruct(type, *resolved.AsStruct(), value);
  }

 private:
  void Error(const ConstValue& at, std::string message) { context_.diagnostics.Error(at.position, std::move(message)); }

  void Mismatch(const Type& type, const ConstValue& value) {
    Error(value, StrCat("expected a value of type ", Describe(type), ", got ", Describe(value)));
  }

  void ReportUnknown(const Type& type, const ConstValue& value) {
    std::string problem;
    const Declaration* found = context_.symbols.Find(file_, value.text, &problem);
    if (found != nullptr) {
      return Error(value, StrCat("expected a value, got '", value.text, "', which is ", KindName(*found)));
    }
    const Enum* wanted = type.AsEnum();
    if (wanted != nullptr && context_.symbols.FindValue(*wanted, value.text) != nullptr) {
      // As the type is written here it has the include's prefix, unless it is a typedef.
      bool direct = &type.Resolved() == &type;
      problem += StrCat(": write '", direct ? type.name : wanted->name, ".", value.text, "'");
    }
    Error(value, StrCat("'", Shorten(value.text), "' ", problem));
  }

  // For containers and structs: another constant of the same type. True when the value is one.
  bool CheckReference(const Type& type, const ConstValue& value) {
    if (value.meaning != Meaning::kConstant) return false;
    if (ids_.Of(value.constant->type) != ids_.Of(type)) Mismatch(type, value);
    return true;
  }

  void CheckBase(const Type& type, const ConstValue& value) {
    const Type& resolved = type.Resolved();
    const ConstValue& last = Final(value);
    if (auto range = FindRange(resolved)) return CheckInt(type, *range, value, last);
    bool fits = false;
    switch (resolved.base) {
      case BaseType::kBool:
        fits = last.meaning == Meaning::kTrue || last.meaning == Meaning::kFalse ||
               (last.kind == Kind::kInt && (last.integer == 0 || last.integer == 1));
        break;
      case BaseType::kDouble: fits = last.kind == Kind::kInt || last.kind == Kind::kDouble; break;
      default: fits = last.kind == Kind::kString; break;
    }
    if (!fits) Mismatch(type, value);
  }

  void CheckInt(const Type& type, IntRange range, const ConstValue& value, const ConstValue& last) {
    std::int64_t number = last.integer;
    if (last.meaning == Meaning::kEnumValue) {
      number = last.enum_value->value;
    } else if (last.kind != Kind::kInt) {
      return Mismatch(type, value);
    }
    if (number >= range.min && number <= range.max) return;
    Error(value, StrCat(number, " is outside the range of ", Describe(type), ", ", range.min, "..", range.max));
  }

  void CheckEnum(const Type& type, const Enum& in, const ConstValue& value) {
    const ConstValue& last = Final(value);
    if (last.meaning == Meaning::kEnumValue && last.enumeration == &in) return;
    if (last.kind != Kind::kInt) return Mismatch(type, value);
    if (context_.symbols.FindValue(in, last.integer) != nullptr) return;
    Error(value, StrCat("enum ", in.name, " has no value ", last.integer));
  }

  void CheckList(const Type& type, const ConstValue& value) {
    if (CheckReference(type, value)) return;
    bool empty_map = value.kind == Kind::kMap && value.entries.empty();
    if (value.kind != Kind::kList && !empty_map) return Mismatch(type, value);
    for (const auto& element : value.list) CheckValue(*type.Resolved().element, element);
  }

  void CheckMap(const Type& type, const ConstValue& value) {
    if (CheckReference(type, value)) return;
    bool empty_list = value.kind == Kind::kList && value.list.empty();
    if (value.kind != Kind::kMap && !empty_list) return Mismatch(type, value);
    std::unordered_set<std::string> given;
    for (const auto& [key, mapped] : value.entries) {
      CheckValue(*type.Resolved().key, key);
      CheckValue(*type.Resolved().element, mapped);
      auto text = KeyText(*type.Resolved().key, key);
      if (text && !given.insert(*text).second) Error(key, StrCat("the map has this key twice: ", Describe(key)));
    }
  }

  void CheckStruct(const Type& type, const Struct& in, const ConstValue& value) {
    if (CheckReference(type, value)) return;
    if (value.kind != Kind::kMap) return Mismatch(type, value);
    std::unordered_set<const Field*> given;
    for (const auto& [key, mapped] : value.entries) {
      std::string what = StrCat(FormName(in.form), " ", in.name);
      if (key.kind != Kind::kString) {
        Error(key, StrCat("expected the name of a field of ", what, " as a string, got ", Describe(key)));
        continue;
      }
      const Field* field = context_.symbols.FindField(in, key.text);
      if (field == nullptr) {
        Error(key, StrCat(what, " has no field named ", Shorten(Quoted(key.text))));
      } else if (!given.insert(field).second) {
        Error(key, StrCat("field ", Quoted(key.text), " of ", what, " is given twice"));
      } else if (in.form == Struct::Form::kUnion && given.size() > 1) {
        Error(key, StrCat(what, " holds one field, got a second one, ", Quoted(key.text)));
      } else {
        CheckValue(field->type, mapped);
      }
    }
  }

  CheckContext& context_;
  const File& file_;
  TypeIds ids_;
};

}  // namespace

void CheckValues(CheckContext& context) {
  for (const auto& file : context.program.files) {
    ValueChecker checker(context, *file);
    ForEachValue(*file, [&checker](const Type& type, const ConstValue& value) { checker.CheckValue(type, value); });
  }
}

}  // namespace elanus::idl
