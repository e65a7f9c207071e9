// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A tree back as IDL text, in one canonical form. Parsing what it prints gives the same tree, positions aside: that is
// how the parser and the tree are tested against each other, and what tools that rewrite IDL print with.
#pragma once

#include <string>

#include "elanus/idl/ast.h"

namespace elanus::idl {

// One declaration of each kind per block, in source order; every field with its id, every enum value with its number;
// comments as "//" lines above what they belong to. Two spaces of indentation.
std::string Print(const File& file);

std::string Print(const Type& type);
std::string Print(const ConstValue& value);

}  // namespace elanus::idl
