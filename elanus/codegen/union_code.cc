// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Unions of type_code.h: a class around std::variant whose first state is unset.
#include "elanus/base/strcat.h"
#include "elanus/codegen/slot.h"
#include "elanus/codegen/type_code.h"

namespace elanus::codegen {

static std::vector<std::string> ArmNames(const idl::Struct& of) {
  std::vector<std::string> names;
  for (const idl::Field& field : of.fields) names.push_back(Constant(field.name));
  return Scope({"kUnset"}).AddAll(names);
}

// Unions have no optional members: an arm that holds its own union is boxed, the others are plain.
static std::string ArmType(const idl::Field& field, const Target& target) {
  const std::string type = CppType(field.type, target);
  return field.boxed ? StrCat("::elanus::Box<", type, ">") : type;
}

// "const Inner* inner() const", "Inner* inner()", "Choice& set_inner(Inner value)": `scope` is "" or "Choice::".
static std::string Getter(const idl::Field& field, bool constant, const std::string& scope, const Target& target) {
  return StrCat(constant ? "const " : "", CppType(field.type, target), "* ", scope, target.names.Of(field), "()",
                constant ? " const" : "");
}
static std::string Setter(const idl::Struct& of, const idl::Field& field, const std::string& scope,
                          const Target& target) {
  return StrCat(target.names.Of(of), "& ", scope, "set_", field.name, "(", CppType(field.type, target), " value)");
}

void DeclareUnion(const idl::Struct& of, const Target& target, Code& code) {
  const std::string& name = target.names.Of(of);
  code.Comment(of.comment);
  code.Line("// A union: at most one arm is set. It cannot be sent with none.");
  code.Open("class ", name, " {");
  code.Label("public:");
  std::vector<std::string> arms = ArmNames(of);
  arms.insert(arms.begin(), "kUnset");
  code.Wrapped("enum class Arm { ", arms, " };");
  code.Blank();
  code.Line(name, "() = default;");
  code.Line("Arm arm() const { return static_cast<Arm>(value_.index()); }");
  code.Line("void Clear();");
  code.Blank();
  code.Line("// The value of an arm: null unless it is the one that is set. Setting one clears the others.");
  for (const idl::Field& field : of.fields) {
    code.Comment(field.comment);
    code.Line(Getter(field, true, "", target), ";");
    code.Line(Getter(field, false, "", target), ";");
    code.Line(Setter(of, field, "", target), ";");
  }
  code.Blank();
  code.Line("bool operator==(const ", name, "& other) const;");
  if (of.ordered) code.Line("bool operator<(const ", name, "& other) const;");
  code.Line("std::string ToString() const;");
  code.Blank();
  code.Label("private:");
  std::vector<std::string> types = {"std::monostate"};
  for (const idl::Field& field : of.fields) types.push_back(ArmType(field, target));
  const std::string line = StrCat("std::variant<", Join(types), "> value_;");
  if (code.Fits(line.size())) {
    code.Line(line);
  } else {
    code.Wrapped("std::variant<", types, ">");
    code.Line("    value_;");
  }
  code.Close("};");
  code.Line("static_assert(!std::is_aggregate_v<", name, ">);");
}

// Not in the header: what an arm holds may be incomplete there.
static void DefineAccess(const idl::Struct& of, const Target& target, Code& code) {
  const std::string scope = target.names.Of(of) + "::";
  code.Line("void ", scope, "Clear() { value_.emplace<0>(); }");
  std::size_t index = 0;
  for (const idl::Field& field : of.fields) {
    ++index;
    const std::string get = StrCat("std::get_if<", index, ">(&value_)");
    for (const bool constant : {true, false}) {
      const std::string head = Getter(field, constant, scope, target);
      code.Blank();
      if (field.boxed) {
        code.Open(head, " {");
        code.Line("auto* box = ", get, ";");
        code.Line("return box != nullptr ? &**box : nullptr;");
        code.Close("}");
      } else {
        code.Function(head, StrCat("return ", get, ";"));
      }
    }
    code.Blank();
    code.Open(Setter(of, field, scope, target), " {");
    code.Line("value_.emplace<", index, ">(", IsScalar(field.type) ? "value" : "std::move(value)", ");");
    code.Line("return *this;");
    code.Close("}");
  }
}

static void DefineWrite(const idl::Struct& of, const std::vector<std::string>& arms, const Target& target, Code& code) {
  const std::string& name = target.names.Of(of);
  code.Open("void Write(::elanus::wire::Writer& w, const ", name, "& v) {");
  code.Open("switch (v.arm()) {");
  const std::string unset = StrCat("case ", name, "::Arm::kUnset:");
  const std::string fail = StrCat("return w.Fail(::elanus::InvalidArgument(\"union ", of.name,
                                  ": expected one arm to be set, got none\"));");
  if (code.Fits(unset.size() + 1 + fail.size())) {
    code.Line(unset, " ", fail);
  } else {
    code.Line(unset);
    code.Line("  ", fail);
  }
  for (std::size_t i = 0; i < of.fields.size(); ++i) {
    const idl::Field& field = of.fields[i];
    Slot slot(field.id, field.type, StrCat("*v.", target.names.Of(field), "()"));
    const std::string label = StrCat("case ", name, "::Arm::", arms[i], ":");
    if (const std::string statement = WriteStatement(slot); !statement.empty()) {
      code.Line(label, " ", statement, " break;");
    } else {
      const bool block = IsContainer(field.type);
      code.Open(label, block ? " {" : "");
      if (block) {
        code.Line("const auto& held = ", slot.place, ";");
        slot.place = "held";
      }
      WriteSlot(slot, target, code);
      code.Line("break;");
      if (block) {
        code.Close("}");
      } else {
        code.Out();
      }
    }
  }
  code.Close("}");
  code.Line("w.FieldStop();");
  code.Close("}");
}

static void DefineRead(const idl::Struct& of, const Target& target, Code& code) {
  code.Open("void Read(::elanus::wire::Reader& r, ", target.names.Of(of), of.fields.empty() ? "&) {" : "& v) {");
  code.Line("::elanus::wire::Reader::Nest nest(r);");
  std::vector<Slot> slots;
  for (const idl::Field& field : of.fields) {
    Slot slot(field.id, field.type, StrCat("v.set_", field.name));
    slot.holder = field.boxed ? Slot::Holder::kBoxedArm : Slot::Holder::kArm;
    slots.push_back(std::move(slot));
  }
  ReadSlots(slots, of.name, target, code);
  code.Close("}");
}

void DefineUnion(const idl::Struct& of, const Target& target, Code& code) {
  const std::string& name = target.names.Of(of);
  const std::vector<std::string> arms = ArmNames(of);
  DefineAccess(of, target, code);
  code.Blank();
  code.Line("bool ", name, "::operator==(const ", name, "& other) const { return value_ == other.value_; }");
  code.Blank();
  if (of.ordered)
    code.Line("bool ", name, "::operator<(const ", name, "& other) const { return value_ < other.value_; }");
  code.Blank();
  code.Open("std::string ", name, "::ToString() const {");
  code.Line("::elanus::codegen::Printer printer(\"", of.name, "\");");
  for (const idl::Field& field : of.fields) {
    // By `this`: an arm may be called like the locals.
    code.Line("if (const auto* set = this->", target.names.Of(field), "()) printer.Field(\"", field.name, "\", *set);");
  }
  code.Line("return printer.Done();");
  code.Close("}");
  code.Blank();
  DefineWrite(of, arms, target, code);
  code.Blank();
  DefineRead(of, target, code);
}

}  // namespace elanus::codegen
