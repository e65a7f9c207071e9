// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/value.h"

#include <charconv>
#include <cmath>

#include "elanus/base/strcat.h"
#include "elanus/idl/literal.h"

namespace elanus::codegen {

using idl::BaseType;
using idl::ConstValue;
using idl::Type;

// The length of the UTF-8 sequence that begins there, 0 when none does.
static std::size_t Utf8Length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const std::size_t length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80) return 0;
  }
  return length;
}

static void AppendOctal(std::string& out, unsigned char byte) {
  out.push_back('\\');
  for (const int shift : {6, 3, 0}) out.push_back(static_cast<char>('0' + ((byte >> shift) & 7)));
}

std::string StringLiteral(std::string_view bytes) {
  std::string out = "\"";
  for (std::size_t i = 0; i < bytes.size();) {
    const char c = bytes[i];
    const auto byte = static_cast<unsigned char>(c);
    const std::size_t sequence = byte >= 0x80 ? Utf8Length(bytes.substr(i)) : 0;
    if (sequence > 0) {
      out.append(bytes.substr(i, sequence));
      i += sequence;
      continue;
    }
    const bool trigraph = c == '?' && out.ends_with('?');
    if (c == '"' || c == '\\' || trigraph) {
      out.append({'\\', c});
    } else if (c == '\n') {
      out.append("\\n");
    } else if (c == '\t') {
      out.append("\\t");
    } else if (byte < 0x20 || byte >= 0x7f) {
      AppendOctal(out, byte);
    } else {
      out.push_back(c);
    }
    ++i;
  }
  out.push_back('"');
  if (bytes.find('\0') == std::string_view::npos) return out;
  return StrCat("std::string(", out, ", ", bytes.size(), ")");
}

static std::string Integer(std::int64_t value) { return value == INT64_MIN ? "INT64_MIN" : StrCat(value); }

static std::string Double(double value) {
  if (!std::isfinite(value)) return value < 0 ? "-HUGE_VAL" : "HUGE_VAL";
  char digits[32];
  const auto* end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  std::string out(digits, static_cast<std::size_t>(end - digits));
  if (out.find_first_of(".e") == std::string::npos) out.append(".0");
  return out;
}

static std::string EnumName(const idl::Enum& of, const idl::EnumValue& value, const Target& target) {
  return StrCat(target.Name(of), "::", target.names.Of(value));
}

// A constant by its full name: a field of the same name must not stand for it.
static std::string ConstantName(const idl::Constant& constant, const Target& target) {
  return StrCat("::", target.names.NamespaceText(*constant.file), "::", target.names.Of(constant),
                IsFunction(constant) ? "()" : "");
}

static std::string Identifier(const ConstValue& value, const Type& type, const Target& target) {
  switch (value.meaning) {
    case ConstValue::Meaning::kTrue: return "true";
    case ConstValue::Meaning::kFalse: return "false";
    case ConstValue::Meaning::kEnumValue: {
      const std::string name = EnumName(*value.enumeration, *value.enum_value, target);
      if (type.AsEnum() == value.enumeration) return name;
      return StrCat("static_cast<", CppType(type, target), ">(", name, ")");
    }
    case ConstValue::Meaning::kConstant: break;
    case ConstValue::Meaning::kNone: return "{}";  // the checks let none through
  }
  const Type& of = value.constant->type.Resolved();
  const Type& to = type.Resolved();
  const std::string name = ConstantName(*value.constant, target);
  if (IsText(to)) return StrCat("std::string(", name, ")");
  if (IsContainer(to) || to.AsStruct() != nullptr) return name;
  const bool same =
      of.kind == to.kind && of.target == to.target && (of.kind != Type::Kind::kBase || of.base == to.base);
  return same ? name : StrCat("static_cast<", CppType(type, target), ">(", name, ")");
}

static std::string Scalar(const ConstValue& value, const Type& type, const Target& target) {
  if (const idl::Enum* of = type.AsEnum()) {
    const idl::EnumValue* found = of->Find(value.integer);
    if (found != nullptr) return EnumName(*of, *found, target);
    return StrCat("static_cast<", CppType(type, target), ">(", Integer(value.integer), ")");
  }
  if (IsText(type)) return StringLiteral(idl::LiteralBytes(value.text));
  if (type.IsBase(BaseType::kBool)) return value.integer != 0 ? "true" : "false";
  if (type.IsBase(BaseType::kDouble)) {
    return Double(value.kind == ConstValue::Kind::kInt ? static_cast<double>(value.integer) : value.number);
  }
  return Integer(value.integer);
}

// "v.name = "x";" for each field that the value names.
static std::vector<std::string> Setters(const ConstValue& value, const idl::Struct& of, const Target& target) {
  std::vector<std::string> out;
  for (const auto& [key, each] : value.entries) {
    const idl::Field* field = of.Find(key.text);
    if (field == nullptr) continue;
    const std::string text = Value(each, field->type, target);
    const bool arm = of.form == idl::Struct::Form::kUnion;
    out.push_back(arm ? StrCat("v.set_", field->name, "(", text, ");")
                      : StrCat("v.", target.names.Of(*field), " = ", text, ";"));
  }
  return out;
}

std::string Value(const ConstValue& value, const Type& type, const Target& target) {
  if (value.kind == ConstValue::Kind::kIdentifier) return Identifier(value, type, target);
  const Type& real = type.Resolved();
  const std::string name = CppType(type, target);
  if (const idl::Struct* of = real.AsStruct()) {
    if (value.entries.empty()) return name + "()";
    return StrCat("[] { ", name, " v; ", Join(Setters(value, *of, target), " "), " return v; }()");
  }
  if (!IsContainer(real)) return Scalar(value, real, target);
  std::vector<std::string> items;
  for (const ConstValue& each : value.list) items.push_back(Value(each, *real.element, target));
  for (const auto& [key, each] : value.entries) {
    items.push_back(StrCat("{", Value(key, *real.key, target), ", ", Value(each, *real.element, target), "}"));
  }
  return StrCat(name, "{", Join(items), "}");
}

void AssignValue(const std::string& left, const ConstValue& value, const Type& type, const Target& target, Code& code) {
  const idl::Struct* of = type.AsStruct();
  if (of == nullptr || value.kind == ConstValue::Kind::kIdentifier || value.entries.empty()) {
    return code.Assign(left, Value(value, type, target));
  }
  code.Open(left, " = [] {");
  code.Line(CppType(type, target), " v;");
  for (const std::string& each : Setters(value, *of, target)) code.Line(each);
  code.Line("return v;");
  code.Close("}();");
}

bool IsFunction(const idl::Constant& constant) {
  return IsContainer(constant.type) || constant.type.AsStruct() != nullptr;
}

void DeclareConstant(const idl::Constant& constant, const Target& target, Code& code) {
  const std::string& name = target.names.Of(constant);
  code.Comment(constant.comment);
  if (IsFunction(constant)) return code.Line("const ", CppType(constant.type, target), "& ", name, "();");
  std::string value = Value(constant.value, constant.type, target);
  std::string type = CppType(constant.type, target);
  if (IsText(constant.type)) {
    type = "std::string_view";
    if (constant.value.kind == ConstValue::Kind::kIdentifier) {
      value = ConstantName(*constant.value.constant, target);
    } else if (value.starts_with("std::string(")) {
      value.insert(sizeof("std::string") - 1, "_view");
    }
  }
  code.Assign(StrCat("inline constexpr ", type, " ", name), value);
}

void DefineConstant(const idl::Constant& constant, const Target& target, Code& code) {
  const std::string type = CppType(constant.type, target);
  code.Open("const ", type, "& ", target.names.Of(constant), "() {");
  AssignValue(StrCat("static const ", type, " kValue"), constant.value, constant.type, target, code);
  code.Line("return kValue;");
  code.Close("}");
}

}  // namespace elanus::codegen
