// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What `-service` writes beside the generated code: a handler to fill in, a main and a CMakeLists.txt, so that the
// folder builds as it is. What a person has written is never overwritten (kitex-features.md 26.2).
#pragma once

#include <string>
#include <vector>

#include "elanus/codegen/generate.h"
#include "elanus/codegen/handler.h"
#include "elanus/codegen/names.h"
#include "elanus/idl/ast.h"

namespace elanus::codegen {

class ScaffoldOptions {
 public:
  ScaffoldOptions() = default;
  std::string module;   // the prefix of the library target with the generated code; empty: the service
  std::string service;  // the program's name, also in traces
  std::string idl;      // as the CMakeLists.txt names it
  bool proto = false;   // it is a .proto file
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

// The same for handlers of any language, at least one. `include`: the header of the generated code.
ScaffoldResult ScaffoldOf(const std::string& include, const std::vector<Handler>& handlers,
                          const ScaffoldOptions& options, const ScaffoldFiles& existing);

// "UserServiceHandler".
std::string HandlerClass(const Names& names, const idl::Service& service);

// What implements the service. In scaffold_handler.cc.
Handler HandlerOf(const Names& names, const idl::File& main, const idl::Service& service);

}  // namespace elanus::codegen
