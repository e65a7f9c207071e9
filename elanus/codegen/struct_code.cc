// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Structs and exceptions of type_code.h.
#include <algorithm>

#include "elanus/base/strcat.h"
#include "elanus/codegen/slot.h"
#include "elanus/codegen/type_code.h"
#include "elanus/codegen/value.h"

namespace elanus::codegen {

// More parameters than this cannot be told apart where a constructor is called.
static constexpr std::size_t kMostParameters = 6;

std::string MemberType(const idl::Field& field, const Target& target) {
  const std::string type = CppType(field.type, target);
  switch (HolderOf(field)) {
    case Slot::Holder::kOptional: return StrCat("std::optional<", type, ">");
    case Slot::Holder::kBox: return StrCat("::elanus::Box<", type, ">");
    default: break;
  }
  return type;
}

// What stands behind the member's name: " = 0", "{}" or nothing.
static std::string Initialiser(const idl::Field& field) {
  if (HolderOf(field) != Slot::Holder::kPlain) return "";
  if (field.type.AsEnum() != nullptr) return "{}";
  if (field.type.IsBase(idl::BaseType::kBool)) return " = false";
  return IsFixed(field.type) ? " = 0" : "";
}

// The parameters of the second constructor; none when there is no such constructor.
static std::vector<const idl::Field*> Parameters(const idl::Struct& of) {
  std::vector<const idl::Field*> fields;
  for (const idl::Field& field : of.fields) {
    if (field.requiredness == idl::Requiredness::kRequired) fields.push_back(&field);
  }
  std::sort(fields.begin(), fields.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
  if (fields.size() > kMostParameters) fields.clear();
  return fields;
}

static std::vector<std::string> ParameterList(const std::vector<const idl::Field*>& fields, std::string_view suffix,
                                              const Target& target) {
  std::vector<std::string> out;
  for (const idl::Field* field : fields) {
    out.push_back(StrCat(CppType(field->type, target), " ", target.names.Of(*field), suffix));
  }
  return out;
}

void DeclareStruct(const idl::Struct& of, const Target& target, Code& code) {
  const std::string& name = target.names.Of(of);
  const bool exception = of.form == idl::Struct::Form::kException;
  code.Comment(of.comment);
  code.Open("struct ", name, exception ? " : ::elanus::DeclaredException {" : " {");
  if (exception) {
    code.Line("static constexpr std::string_view kName = \"", target.names.Package(*of.file), ".", of.name, "\";");
    code.Blank();
  }
  for (const idl::Field& field : of.fields) {
    code.Comment(field.comment);
    const std::string member = StrCat(MemberType(field, target), " ", target.names.Of(field));
    if (field.default_value && HolderOf(field) == Slot::Holder::kPlain) {
      AssignValue(member, *field.default_value, field.type, target, code);
    } else {
      code.Line(member, Initialiser(field), ";");
    }
  }
  code.Blank();
  code.Line(name, "() = default;");
  if (const auto fields = Parameters(of); !fields.empty()) {
    const bool shadows = std::any_of(fields.begin(), fields.end(), [&target](const idl::Field* field) {
      return target.names.IsConstant(target.names.Of(*field), target.file);
    });
    code.Wrapped(StrCat(name, "("), ParameterList(fields, shadows ? "_in" : "", target), ");");
  }
  code.Line("bool operator==(const ", name, "& other) const;");
  if (of.ordered) code.Line("bool operator<(const ", name, "& other) const;");
  code.Line("std::string ToString() const;");
  code.Close("};");
  code.Line("static_assert(!std::is_aggregate_v<", name, ">);");
}

static void DefineConstructor(const idl::Struct& of, const Target& target, Code& code) {
  const auto fields = Parameters(of);
  if (fields.empty()) return;
  const std::string& name = target.names.Of(of);
  // The parameters must not have the names of fields.
  std::string suffix = "_in";
  const auto taken = [&](const idl::Field& field) { return target.names.Of(field).ends_with(suffix); };
  while (std::any_of(of.fields.begin(), of.fields.end(), taken)) suffix += "_in";
  std::vector<std::string> inits;
  for (const idl::Field* field : fields) {
    const std::string& member = target.names.Of(*field);
    const std::string value = member + suffix;
    inits.push_back(StrCat(member, "(", IsScalar(field->type) ? value : StrCat("std::move(", value, ")"), ")"));
  }
  const std::string before = StrCat(name, "::", name, "(");
  const std::string list = Join(ParameterList(fields, suffix, target));
  const std::string all = StrCat(before, list, ") : ", Join(inits), " {}");
  if (code.Fits(all.size())) return code.Line(all);
  code.Wrapped(before, ParameterList(fields, suffix, target), ")");
  const std::string line = StrCat("    : ", Join(inits), " {}");
  if (code.Fits(line.size())) return code.Line(line);
  for (std::size_t i = 0; i < inits.size(); ++i) {
    code.Line(i == 0 ? "    : " : "      ", inits[i], i + 1 < inits.size() ? "," : " {}");
  }
}

// What operators call the other value: "other", unless a field has that name.
static std::string OtherName(const idl::Struct& of, const Target& target) {
  Scope fields;
  for (const idl::Field& field : of.fields) fields.Take(target.names.Of(field));
  return fields.Add("other");
}

static void DefineEquality(const idl::Struct& of, const Target& target, Code& code) {
  const std::string& name = target.names.Of(of);
  const std::string other = OtherName(of, target);
  if (of.fields.empty()) return code.Line("bool ", name, "::operator==(const ", name, "&) const { return true; }");
  const std::string head = StrCat("bool ", name, "::operator==(const ", name, "& ", other, ") const");
  std::vector<std::string> parts;
  for (const idl::Field& field : of.fields) {
    parts.push_back(StrCat(target.names.Of(field), " == ", other, ".", target.names.Of(field)));
  }
  const std::string all = StrCat("return ", Join(parts, " && "), ";");
  if (code.Fits(head.size() + all.size() + 5)) return code.Function(head, all);
  code.Open(head, " {");
  std::string line = "return ";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string part = parts[i] + (i + 1 == parts.size() ? ";" : " &&");
    if (i > 0 && !code.Fits(line.size() + part.size() + 1)) {
      code.Line(line);
      line = "       ";
    } else if (i > 0) {
      line += " ";
    }
    line += part;
  }
  code.Line(line);
  code.Close("}");
}

static void DefineOrder(const idl::Struct& of, const Target& target, Code& code) {
  const std::string& name = target.names.Of(of);
  if (of.fields.empty()) return code.Line("bool ", name, "::operator<(const ", name, "&) const { return false; }");
  const std::string other = OtherName(of, target);
  std::vector<std::string> mine;
  std::vector<std::string> theirs;
  for (const idl::Field& field : of.fields) {
    mine.push_back(target.names.Of(field));
    theirs.push_back(StrCat(other, ".", target.names.Of(field)));
  }
  const std::string head = StrCat("bool ", name, "::operator<(const ", name, "& ", other, ") const");
  const std::string line = StrCat("return std::tie(", Join(mine), ") < std::tie(", Join(theirs), ");");
  if (code.Fits(2 + line.size())) return code.Function(head, line);
  code.Open(head, " {");
  code.Wrapped("return std::tie(", mine, ") <");
  code.Wrapped("       std::tie(", theirs, ");");
  code.Close("}");
}

static void DefineToString(const idl::Struct& of, const Target& target, Code& code) {
  const std::string head = StrCat("std::string ", target.names.Of(of), "::ToString() const");
  std::string line = StrCat("return ::elanus::codegen::Printer(\"", of.name, "\")");
  std::vector<std::string> calls;
  for (const idl::Field& field : of.fields) {
    calls.push_back(StrCat(".Field(\"", field.name, "\", ", target.names.Of(field), ")"));
  }
  calls.push_back(".Done()");
  const std::string all = StrCat(line, Join(calls, ""), ";");
  if (code.Fits(2 + all.size())) return code.Function(head, all);
  code.Open(head, " {");
  code.Line(line);
  for (std::size_t i = 0; i < calls.size(); ++i) code.Line("    ", calls[i], i + 1 == calls.size() ? ";" : "");
  code.Close("}");
}

void DeclareCodec(const idl::Struct& of, const Target& target, Code& code) {
  const std::string& name = target.names.Of(of);
  code.Line("void Write(::elanus::wire::Writer& w, const ", name, "& v);");
  code.Line("void Read(::elanus::wire::Reader& r, ", name, "& v);");
}

void DefineStruct(const idl::Struct& of, const Target& target, Code& code) {
  const std::string& name = target.names.Of(of);
  DefineConstructor(of, target, code);
  code.Blank();
  DefineEquality(of, target, code);
  code.Blank();
  if (of.ordered) DefineOrder(of, target, code);
  code.Blank();
  DefineToString(of, target, code);
  code.Blank();

  const std::vector<Slot> slots = SlotsOf(of, target);
  if (slots.empty()) {
    code.Function(StrCat("void Write(::elanus::wire::Writer& w, const ", name, "&)"), "w.FieldStop();");
  } else {
    code.Open("void Write(::elanus::wire::Writer& w, const ", name, "& v) {");
    WriteSlots(slots, target, code);
    code.Close("}");
  }
  code.Blank();
  code.Open("void Read(::elanus::wire::Reader& r, ", name, slots.empty() ? "&" : "& v", ") {");
  code.Line("::elanus::wire::Reader::Nest nest(r);");
  ReadSlots(slots, of.name, target, code);
  code.Close("}");
}

}  // namespace elanus::codegen
