// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/generate.h"

#include <map>

#include "elanus/base/strcat.h"
#include "elanus/codegen/file_code.h"
#include "elanus/codegen/names.h"
#include "elanus/codegen/stream_code.h"

namespace elanus::codegen {

static void RefuseMethods(const idl::File& file, std::vector<idl::Diagnostic>& out) {
  for (const auto& service : file.services) {
    for (const idl::Function& function : service->functions) {
      const idl::Struct* result = function.return_type ? function.return_type->AsStruct() : nullptr;
      if (result != nullptr && result->form == idl::Struct::Form::kException) {
        out.emplace_back(
            idl::Severity::kError, function.return_type->position,
            StrCat("method ", function.name, " of service ", service->name, " returns exception ", result->name,
                   ", which would look as if it were thrown: return a struct that holds it"));
      }
      RefuseMessages(*service, function, out);
    }
  }
}

// Two files of one C++ namespace must not declare the same name, nor make the same file.
static void RefuseClashes(const idl::Program& program, const Names& names, std::vector<idl::Diagnostic>& out) {
  std::map<std::string, const idl::File*> paths;
  std::map<std::string, const idl::Declaration*> declared;
  for (const auto& file : program.files) {
    const auto [path, fresh_path] = paths.try_emplace(names.Path(*file), file.get());
    if (!fresh_path) {
      idl::Diagnostic clash(idl::Severity::kError, idl::Position(),
                            StrCat("makes the same generated file as ", path->second->path, ": ", path->first,
                                   ".h; rename one of them or give it another namespace"));
      clash.path = file->path;
      out.push_back(std::move(clash));
    }
    for (const idl::Declaration* each : file->declarations) {
      const std::string full = StrCat(names.NamespaceText(*file), "::", each->name);
      const auto [first, fresh] = declared.try_emplace(full, each);
      if (fresh) continue;
      out.emplace_back(idl::Severity::kError, each->position,
                       StrCat(each->name, " is also declared in ", first->second->file->path,
                              ", which has the same C++ namespace ", names.NamespaceText(*file)));
    }
  }
}

GenerateResult Generate(const idl::Program& program) {
  GenerateResult result;
  const Names names(program);
  for (const auto& file : program.files) RefuseMethods(*file, result.diagnostics);
  RefuseClashes(program, names, result.diagnostics);
  if (!result.ok()) return result;
  for (const auto& file : program.files) {
    const Target target(names, *file);
    result.files.emplace_back(names.Path(*file) + ".h", HeaderOf(target));
    result.files.emplace_back(names.Path(*file) + ".cc", SourceOf(target));
  }
  return result;
}

}  // namespace elanus::codegen
