// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Enums, structs, exceptions and unions: their declarations and what stands in the source.
#pragma once

#include "elanus/codegen/code.h"
#include "elanus/codegen/types.h"
#include "elanus/idl/ast.h"

namespace elanus::codegen {

void DeclareEnum(const idl::Enum& of, const Target& target, Code& code);
void DefineEnum(const idl::Enum& of, const Target& target, Code& code);

// Structs and exceptions.
void DeclareStruct(const idl::Struct& of, const Target& target, Code& code);
void DefineStruct(const idl::Struct& of, const Target& target, Code& code);

void DeclareUnion(const idl::Struct& of, const Target& target, Code& code);
void DefineUnion(const idl::Struct& of, const Target& target, Code& code);

// The codec's declarations, for any of the three.
void DeclareCodec(const idl::Struct& of, const Target& target, Code& code);

// The type of a member that holds a field: std::optional, elanus::Box or the plain type.
std::string MemberType(const idl::Field& field, const Target& target);

}  // namespace elanus::codegen
