// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The writing half of slot.h.
#include <algorithm>

#include "elanus/base/strcat.h"
#include "elanus/codegen/slot.h"

namespace elanus::codegen {

using idl::Type;

// `item`, `item2`, `item3`: locals of nested loops must not shadow each other.
static std::string Local(std::string_view name, int depth) {
  return depth == 1 ? std::string(name) : StrCat(name, depth);
}

static std::string ScalarOf(const Type& type, const std::string& place) {
  return type.AsEnum() != nullptr ? StrCat("static_cast<std::int32_t>(", place, ")") : place;
}

// "const std::int32_t item" or "const auto& item": what a loop over a container names its elements.
static std::string Loop(const Type& type, const std::string& name, const Target& target) {
  return IsScalar(type) ? StrCat("const ", CppType(type, target), " ", name) : StrCat("const auto& ", name);
}

// Writes a value whose field header, if any, has been written.
static void WriteValue(const Type& type, const std::string& place, int depth, const Target& target, Code& code) {
  const Type& real = type.Resolved();
  if (const std::string_view word = WireWord(real); !word.empty()) {
    return code.Line("w.Write", word, "(", ScalarOf(real, place), ");");
  }
  if (real.AsStruct() != nullptr) return code.Line("Write(w, ", place, ");");
  const std::string element = WireType(*real.element);
  if (real.kind == Type::Kind::kMap) {
    code.Line("w.MapBegin(", WireType(*real.key), ", ", element, ", ", place, ".size());");
    const std::string key = Local("key", depth);
    const std::string value = Local("value", depth);
    code.Open("for (const auto& [", key, ", ", value, "] : ", place, ") {");
    WriteValue(*real.key, key, depth + 1, target, code);
    WriteValue(*real.element, value, depth + 1, target, code);
    return code.Close("}");
  }
  code.Line("w.", real.kind == Type::Kind::kSet ? "Set" : "List", "Begin(", element, ", ", place, ".size());");
  const std::string item = Local("item", depth);
  const std::string head = StrCat("for (", Loop(*real.element, item, target), " : ", place, ")");
  if (IsContainer(*real.element)) {
    code.Open(head, " {");
    WriteValue(*real.element, item, depth + 1, target, code);
    return code.Close("}");
  }
  const std::string_view word = WireWord(*real.element);
  const std::string body = word.empty() ? StrCat("Write(w, ", item, ");")
                                        : StrCat("w.Write", word, "(", ScalarOf(*real.element, item), ");");
  code.Line(head, " ", body);
}

std::string WriteStatement(const Slot& slot) {
  const bool held = slot.holder != Slot::Holder::kPlain;
  const std::string place = held ? "*" + slot.place : slot.place;
  const std::string_view word = WireWord(*slot.type);
  if (word.empty()) return "";
  return StrCat("w.Field", word, "(", slot.id, ", ", ScalarOf(*slot.type, place), ");");
}

void WriteSlot(const Slot& slot, const Target& target, Code& code) {
  const bool held = slot.holder != Slot::Holder::kPlain;
  const std::string place = held ? "*" + slot.place : slot.place;
  std::string condition;
  if (held) condition = slot.place;
  if (!slot.unless.empty()) condition = StrCat(slot.place, " != ", slot.unless);

  if (const std::string statement = WriteStatement(slot); !statement.empty()) {
    if (condition.empty()) return code.Line(statement);
    const std::string line = StrCat("if (", condition, ") ", statement);
    if (code.Fits(line.size())) return code.Line(line);
    code.Line("if (", condition, ")");
    return code.Line("  ", statement);
  }
  if (!condition.empty()) code.Open("if (", condition, ") {");
  code.Line("w.FieldBegin(", WireType(*slot.type), ", ", slot.id, ");");
  // A container in a holder is reached by "->" through its own reference, so that its members read well.
  const bool inner = held && IsContainer(*slot.type);
  if (inner) code.Line("const auto& held = ", place, ";");
  WriteValue(*slot.type, inner ? "held" : place, 1, target, code);
  if (!condition.empty()) code.Close("}");
}

void WriteSlots(std::vector<Slot> slots, const Target& target, Code& code) {
  std::stable_partition(slots.begin(), slots.end(), [](const Slot& slot) { return IsFixed(*slot.type); });
  for (const Slot& slot : slots) WriteSlot(slot, target, code);
  code.Line("w.FieldStop();");
}

}  // namespace elanus::codegen
