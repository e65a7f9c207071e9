// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/slot.h"

#include "elanus/base/strcat.h"
#include "elanus/codegen/value.h"

namespace elanus::codegen {

Slot::Holder HolderOf(const idl::Field& field) {
  if (field.boxed) return Slot::Holder::kBox;
  const bool optional = field.requiredness == idl::Requiredness::kOptional;
  return optional && !field.default_value ? Slot::Holder::kOptional : Slot::Holder::kPlain;
}

std::vector<Slot> SlotsOf(const idl::Struct& of, const Target& target) {
  std::vector<Slot> slots;
  for (const idl::Field& field : of.fields) {
    const std::string& name = target.names.Of(field);
    Slot slot(field.id, field.type, StrCat("v.", name));
    slot.holder = HolderOf(field);
    if (slot.holder == Slot::Holder::kPlain && field.requiredness == idl::Requiredness::kOptional) {
      const idl::ConstValue& value = *field.default_value;
      const bool simple = value.kind == idl::ConstValue::Kind::kIdentifier || !WireWord(field.type).empty();
      slot.unless = simple ? Value(value, field.type, target) : StrCat(target.names.Of(of), "().", name);
    }
    if (field.requiredness == idl::Requiredness::kRequired) {
      slot.required = field.name;
      slot.seen = StrCat("has_", name);
    }
    slots.push_back(std::move(slot));
  }
  return slots;
}

}  // namespace elanus::codegen
