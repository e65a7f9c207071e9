// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The fields of a struct, of a method's arguments or of its result, as the codec sees them, and the code that
// writes and reads them (wire.md 1.3).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "elanus/codegen/code.h"
#include "elanus/codegen/types.h"
#include "elanus/idl/ast.h"

namespace elanus::codegen {

// One field and where its value is in C++.
class Slot {
 public:
  // How the place holds its value.
  enum class Holder {
    kPlain,
    kOptional,
    kBox,
    kArm,       // of a union: `place` is its setter
    kBoxedArm,  // which makes a Box
  };

  Slot(std::int16_t id, const idl::Type& type, std::string place) : id(id), type(&type), place(std::move(place)) {}

  std::int16_t id;
  const idl::Type* type;
  std::string place;  // an lvalue: "v.name"
  Holder holder = Holder::kPlain;
  // The expression of the default of a plain optional field: it is written when it differs.
  std::string unless;
  // The IDL's name of a field that must be there, else empty; and the local that remembers it.
  std::string required;
  std::string seen;
};

// The holder of a field of a struct: decisions.md, "Generated C++".
Slot::Holder HolderOf(const idl::Field& field);

// The fields of a struct in source order; places are "v.<name>". Not for unions.
std::vector<Slot> SlotsOf(const idl::Struct& of, const Target& target);

// What writes a field in one statement, without its condition; empty when it takes several.
std::string WriteStatement(const Slot& slot);

// Writes one field through `w`; its place is plain, optional or a Box.
void WriteSlot(const Slot& slot, const Target& target, Code& code);

// Writes each field through `w`, in the order of Kitex's fast codec: fields of fixed length first.
void WriteSlots(std::vector<Slot> slots, const Target& target, Code& code);

// The loop over the fields that `r` gives, and the check for those that are missing in `struct_name`.
void ReadSlots(const std::vector<Slot>& slots, const std::string& struct_name, const Target& target, Code& code);

}  // namespace elanus::codegen
