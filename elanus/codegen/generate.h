// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The generator's entry: the C++ files of a checked program.
#pragma once

#include <string>
#include <vector>

#include "elanus/idl/ast.h"
#include "elanus/idl/diagnostic.h"

namespace elanus::codegen {

class GeneratedFile {
 public:
  GeneratedFile(std::string path, std::string text) : path(std::move(path)), text(std::move(text)) {}
  std::string path;  // under the folder for generated code: "user/user.h"
  std::string text;
};

class GenerateResult {
 public:
  GenerateResult() = default;
  bool ok() const { return diagnostics.empty(); }

  // A header and a source for each IDL file; none when there is an error.
  std::vector<GeneratedFile> files;
  // What cannot be generated, at its place in the IDL. All are errors.
  std::vector<idl::Diagnostic> diagnostics;
};

// The same program gives the same bytes.
GenerateResult Generate(const idl::Program& program);

}  // namespace elanus::codegen
