// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The reading half of slot.h.
#include "elanus/base/strcat.h"
#include "elanus/codegen/slot.h"

namespace elanus::codegen {

using idl::Type;

static std::string Local(std::string_view name, int depth) {
  return depth == 1 ? std::string(name) : StrCat(name, depth);
}

// "r.ReadI32()", with the cast of an enum: of scalars and text.
static std::string ReadExpression(const Type& type, const Target& target) {
  const std::string read = StrCat("r.Read", WireWord(type), "()");
  return type.AsEnum() != nullptr ? StrCat("static_cast<", CppType(type, target), ">(", read, ")") : read;
}

static std::string SizeOf(const Type& type, const Target& target) {
  return StrCat("sizeof(", CppType(type, target), ")");
}

static void ReadInto(const Type& type, const std::string& place, int depth, const Target& target, Code& code);

// Declares a local that holds a value that was read.
static void ReadLocal(const Type& type, const std::string& name, int depth, const Target& target, Code& code) {
  if (IsScalar(type))
    return code.Line("const ", CppType(type, target), " ", name, " = ", ReadExpression(type, target), ";");
  if (IsText(type)) return code.Line("std::string ", name, "(r.ReadString());");
  code.Line(CppType(type, target), " ", name, ";");
  ReadInto(type, name, depth, target, code);
}

static std::string Moved(const Type& type, const std::string& name) {
  return IsScalar(type) ? name : StrCat("std::move(", name, ")");
}

static void ReadList(const Type& list, const std::string& place, int depth, const Target& target, Code& code) {
  const Type& element = *list.element;
  const std::string count = Local("count", depth);
  const std::string i = Local("i", depth);
  code.AssignCall(StrCat("const std::size_t ", count), StrCat("r.ReadListBegin("),
                  {WireType(element), SizeOf(element, target)});
  code.Line(place, ".clear();");
  code.Line(place, ".reserve(", count, ");");
  const std::string head = StrCat("for (std::size_t ", i, " = 0; ", i, " < ", count, " && r.ok(); ++", i, ")");
  if (IsContainer(element)) {
    const std::string item = Local("item", depth);
    code.Open(head, " {");
    code.Line("auto& ", item, " = ", place, ".emplace_back();");
    ReadInto(element, item, depth + 1, target, code);
    return code.Close("}");
  }
  std::string body = StrCat("Read(r, ", place, ".emplace_back());");
  if (IsText(element)) body = StrCat(place, ".emplace_back(r.ReadString());");
  if (IsScalar(element)) body = StrCat(place, ".push_back(", ReadExpression(element, target), ");");
  const std::string line = StrCat(head, " ", body);
  if (code.Fits(line.size())) return code.Line(line);
  code.Open(head, " {");
  code.Line(body);
  code.Close("}");
}

static void ReadSet(const Type& set, const std::string& place, int depth, const Target& target, Code& code) {
  const Type& element = *set.element;
  const std::string count = Local("count", depth);
  const std::string i = Local("i", depth);
  code.Assign(StrCat("const std::size_t ", count), StrCat("r.ReadSetBegin(", WireType(element), ", ",
                                                          SizeOf(element, target), " + ::elanus::codegen::kTreeNode)"));
  code.Line(place, ".clear();");
  const std::string head = StrCat("for (std::size_t ", i, " = 0; ", i, " < ", count, " && r.ok(); ++", i, ")");
  const bool checked = HoldsDouble(element);
  if (!WireWord(element).empty() && !checked) {
    const std::string body =
        StrCat(place, IsText(element) ? ".emplace(" : ".insert(", ReadExpression(element, target), ");");
    if (code.Fits(head.size() + 1 + body.size())) return code.Line(head, " ", body);
    code.Open(head, " {");
    code.Line(body);
    return code.Close("}");
  }
  const std::string item = Local("item", depth);
  code.Open(head, " {");
  ReadLocal(element, item, depth + 1, target, code);
  if (checked) code.Line("r.CheckKey(", item, ");");
  code.Line(place, ".insert(", Moved(element, item), ");");
  code.Close("}");
}

static void ReadMap(const Type& map, const std::string& place, int depth, const Target& target, Code& code) {
  const std::string count = Local("count", depth);
  const std::string i = Local("i", depth);
  const std::string key = Local("key", depth);
  const std::string value = Local("value", depth);
  code.AssignCall(
      StrCat("const std::size_t ", count), StrCat("r.ReadMapBegin("),
      {WireType(*map.key), WireType(*map.element),
       StrCat(SizeOf(*map.key, target), " + ", SizeOf(*map.element, target), " + ::elanus::codegen::kTreeNode")});
  code.Line(place, ".clear();");
  code.Open("for (std::size_t ", i, " = 0; ", i, " < ", count, " && r.ok(); ++", i, ") {");
  ReadLocal(*map.key, key, depth + 1, target, code);
  if (HoldsDouble(*map.key)) code.Line("r.CheckKey(", key, ");");
  const bool both = IsContainer(*map.key) && IsContainer(*map.element);
  if (both) {
    // What reading the key has declared must not be in the way.
    code.Line(CppType(*map.element, target), " ", value, ";");
    code.Open("{");
    ReadInto(*map.element, value, depth + 1, target, code);
    code.Close("}");
  } else {
    ReadLocal(*map.element, value, depth + 1, target, code);
  }
  code.Line(place, ".insert_or_assign(", Moved(*map.key, key), ", ", Moved(*map.element, value), ");");
  code.Close("}");
}

// Reads into something that exists and may hold an older value.
static void ReadInto(const Type& type, const std::string& place, int depth, const Target& target, Code& code) {
  const Type& real = type.Resolved();
  switch (real.kind) {
    case Type::Kind::kList: return ReadList(real, place, depth, target, code);
    case Type::Kind::kSet: return ReadSet(real, place, depth, target, code);
    case Type::Kind::kMap: return ReadMap(real, place, depth, target, code);
    default: break;
  }
  if (real.AsStruct() != nullptr) return code.Line("Read(r, ", place, ");");
  code.Line(place, " = ", ReadExpression(type, target), ";");
}

static void ReadSlot(const Slot& slot, const Target& target, Code& code) {
  const Type& type = *slot.type;
  const bool arm = slot.holder == Slot::Holder::kArm || slot.holder == Slot::Holder::kBoxedArm;
  const bool held = slot.holder == Slot::Holder::kOptional || slot.holder == Slot::Holder::kBox;
  const bool boxed = slot.holder == Slot::Holder::kBox || slot.holder == Slot::Holder::kBoxedArm;
  const bool block = IsContainer(type) || (arm && WireWord(type).empty());
  code.Open("case ", slot.id, block ? ": {" : ":");
  code.Line("if (field.type != ", WireType(type), ") break;");
  if (boxed) code.Line("if (!r.Charge(1, ", SizeOf(type, target), ")) continue;");
  if (arm && !block) {
    const std::string read = ReadExpression(type, target);
    code.Line(slot.place, IsText(type) ? StrCat("(std::string(", read, "));") : StrCat("(", read, ");"));
  } else if (arm) {
    code.Line(CppType(type, target), " arm;");
    ReadInto(type, "arm", 1, target, code);
    code.Line(slot.place, "(std::move(arm));");
  } else if (held && IsText(type)) {
    code.Line(slot.place, ".emplace(r.ReadString());");
  } else if (held && block) {
    code.Line("auto& held = ", slot.place, ".emplace();");
    ReadInto(type, "held", 1, target, code);
  } else if (held && type.AsStruct() != nullptr) {
    code.Line("Read(r, ", slot.place, ".emplace());");
  } else {
    // A repeated field overwrites.
    if (type.AsStruct() != nullptr) code.Line(slot.place, " = ", CppType(type, target), "();");
    ReadInto(type, slot.place, 1, target, code);
  }
  if (!slot.seen.empty()) code.Line(slot.seen, " = true;");
  code.Line("continue;");
  if (block) return code.Close("}");
  code.Out();
}

void ReadSlots(const std::vector<Slot>& slots, const std::string& struct_name, const Target& target, Code& code) {
  for (const Slot& slot : slots) {
    if (!slot.seen.empty()) code.Line("bool ", slot.seen, " = false;");
  }
  if (slots.empty()) {
    return code.Line("for (::elanus::wire::Field field; r.NextField(field);) r.Skip(field.type);");
  }
  code.Open("for (::elanus::wire::Field field; r.NextField(field);) {");
  code.Open("switch (field.id) {");
  for (const Slot& slot : slots) ReadSlot(slot, target, code);
  code.Line("default: break;");
  code.Close("}");
  code.Line("r.Skip(field.type);");
  code.Close("}");
  for (const Slot& slot : slots) {
    if (slot.required.empty()) continue;
    code.Line("if (!", slot.seen, ") r.MissingField(\"", struct_name, "\", \"", slot.required, "\");");
  }
}

}  // namespace elanus::codegen
