// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/checks.h"

namespace elanus::idl {

void Check(Program& program, const ParseLimits& limits, Diagnostics& diagnostics) {
  CheckContext context(program, limits, diagnostics);
  CheckNames(context);
  CheckFields(context);
  CheckFunctions(context);
  Resolve(context);
  if (diagnostics.has_errors()) return;
  CheckTypedefs(context);
  CheckConstants(context);
  CheckServices(context);
  if (diagnostics.has_errors()) return;
  CheckStructs(context);
  CheckThrows(context);
  CheckStreaming(context);
  CheckValues(context);
  if (diagnostics.has_errors()) return;
  CheckDefaults(context);
  if (diagnostics.has_errors()) return;
  MarkOrdered(context);
  SortDeclarations(context);
}

}  // namespace elanus::idl
