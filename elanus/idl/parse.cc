// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/parse.h"

#include <utility>

#include "elanus/idl/checks.h"
#include "elanus/idl/load.h"

namespace elanus::idl {

ParseResult Parse(const std::string& path, const ParseOptions& options) {
  Diagnostics diagnostics(options.limits.errors);
  auto program = std::make_shared<Program>();
  Load(path, options, *program, diagnostics);
  if (!diagnostics.has_errors()) Check(*program, options.limits, diagnostics);
  ParseResult result;
  if (!diagnostics.has_errors()) result.program = std::move(program);
  result.diagnostics = std::move(diagnostics).Take();
  return result;
}

}  // namespace elanus::idl
