// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Reads and parses the main file and, depth first, what it includes.
#pragma once

#include <string>

#include "elanus/idl/ast.h"
#include "elanus/idl/diagnostic.h"
#include "elanus/idl/parse.h"

namespace elanus::idl {

// Fills the program's files and sources, dependencies first, and the `file` of every include. Reports files that
// cannot be read, syntax errors, include cycles and limits; the tree is of use only when it reported no error.
void Load(const std::string& path, const ParseOptions& options, Program& program, Diagnostics& diagnostics);

}  // namespace elanus::idl
