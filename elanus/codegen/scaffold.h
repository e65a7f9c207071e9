// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What `-service` writes beside the generated code: a handler to fill in, a main and a CMakeLists.txt, so that the
// folder builds as it is. What a person has written is never overwritten (kitex-features.md 26.2).
#pragma once

#include <string>
#include <vector>

#include "elanus/codegen/code.h"
#include "elanus/codegen/generate.h"
#include "elanus/codegen/names.h"
#include "elanus/codegen/types.h"
#include "elanus/idl/ast.h"

namespace elanus::codegen {

class ScaffoldOptions {
 public:
  ScaffoldOptions() = default;
  std::string module;   // the prefix of the library target with the generated code; empty: the service
  std::string service;  // the program's name, also in traces
  std::string idl;      // as the CMakeLists.txt names it
  std::vector<std::string> include_dirs;
  std::string gen_path;  // as the CMakeLists.txt names it
  bool use = false;      // gen_path holds code that is there already: the build does not generate
};

// What the folder has already; a text is empty when the file is missing.
class ScaffoldFiles {
 public:
  ScaffoldFiles() = default;
  std::string handler_header;
  std::string handler_source;
  bool has_main = false;
  bool has_cmake = false;
};

class ScaffoldResult {
 public:
  ScaffoldResult() = default;
  std::vector<GeneratedFile> files;  // to be written, with their whole text
  std::vector<std::string> notes;    // for the person who runs the tool
};

// For the services of the main file, except those that another of them extends.
ScaffoldResult Scaffold(const idl::Program& program, const ScaffoldOptions& options, const ScaffoldFiles& existing);

// "UserServiceHandler".
std::string HandlerClass(const Names& names, const idl::Service& service);

// The texts of handler.h and handler.cc. In scaffold_handler.cc.
class HandlerText {
 public:
  HandlerText(const Names& names, const idl::File& main, std::vector<const idl::Service*> services)
      : names_(names), target_(names, main, true), services_(std::move(services)) {}

  std::string Header() const;
  std::string Source() const;
  // Adds what is missing to the texts of a person; notes say what was added or could not be.
  void Complete(std::string& header, std::string& source, std::vector<std::string>& notes) const;

 private:
  void Declare(const idl::Function& function, Code& code) const;
  void Define(const idl::Service& service, const idl::Function& function, Code& code) const;
  std::vector<const idl::Function*> MissingIn(std::string_view body, const idl::Service& service) const;

  const Names& names_;
  Target target_;
  std::vector<const idl::Service*> services_;
};

}  // namespace elanus::codegen
