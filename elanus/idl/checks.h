// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What must be true of a program beyond its grammar (spec: kitex-features.md 27.2), one function a file. Check()
// runs them in stages; each stage relies on what those before it found to be in order.
#pragma once

#include "elanus/idl/ast.h"
#include "elanus/idl/diagnostic.h"
#include "elanus/idl/limits.h"
#include "elanus/idl/symbols.h"

namespace elanus::idl {

class CheckContext {
 public:
  CheckContext(Program& program, const ParseLimits& limits, Diagnostics& diagnostics)
      : program(program), limits(limits), diagnostics(diagnostics), symbols(program) {}

  Program& program;
  const ParseLimits& limits;
  Diagnostics& diagnostics;
  const Symbols symbols;
};

// All checks of a program whose files are parsed and loaded; sets what ast.h says is set by the checks.
void Check(Program& program, const ParseLimits& limits, Diagnostics& diagnostics);

// Stage 1, on names as they stand.
void CheckNames(CheckContext& context);      // declarations and enum values: no name and no value twice
void CheckFields(CheckContext& context);     // ids and names of fields; what `required` and defaults may be on
void CheckFunctions(CheckContext& context);  // names of functions; oneway
void Resolve(CheckContext& context);         // types, identifiers in values, bases of services

// Stage 2, on resolved names: nothing goes in circles or grows without bound.
void CheckTypedefs(CheckContext& context);
void CheckConstants(CheckContext& context);
void CheckServices(CheckContext& context);
// Stage 3: needs types that can be followed to their end.
void CheckStructs(CheckContext& context);  // structs that hold themselves; sets Field::boxed, Struct::recursive
void CheckThrows(CheckContext& context);
void CheckStreaming(CheckContext& context);  // sets Function::streaming
void CheckValues(CheckContext& context);     // constants and defaults against their types

// Stage 4: needs values that fit their types.
void CheckDefaults(CheckContext& context);  // no default value constructs its own struct again

// Stage 5, on a program without errors.
void MarkOrdered(CheckContext& context);       // sets Struct::ordered
void SortDeclarations(CheckContext& context);  // sets File::in_order

}  // namespace elanus::idl
