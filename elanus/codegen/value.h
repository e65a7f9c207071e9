// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Constants of the IDL as C++ expressions.
#pragma once

#include <string>
#include <string_view>

#include "elanus/codegen/code.h"
#include "elanus/codegen/types.h"
#include "elanus/idl/ast.h"

namespace elanus::codegen {

// An expression of the C++ type of `type`, which the checks have found `value` to fit.
std::string Value(const idl::ConstValue& value, const idl::Type& type, const Target& target);

// `left = value;` for the same: a struct takes several lines.
void AssignValue(const std::string& left, const idl::ConstValue& value, const idl::Type& type, const Target& target,
                 Code& code);

// The bytes as a C++ string literal; a std::string made of it when they hold a NUL.
std::string StringLiteral(std::string_view bytes);

// Declares a constant in the header; one that is a container or a struct is a function, defined by DefineConstant,
// so that nothing depends on the order in which sources are initialised.
void DeclareConstant(const idl::Constant& constant, const Target& target, Code& code);
void DefineConstant(const idl::Constant& constant, const Target& target, Code& code);
// Whether DefineConstant has something to define.
bool IsFunction(const idl::Constant& constant);

}  // namespace elanus::codegen
