// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tools/elanus/output.h"

#include <cstdio>
#include <filesystem>

#include "tools/elanus/files.h"

namespace elanus::tool {

int Complain(int code, const std::string& what) {
  std::fprintf(stderr, "elanus: %s\n", what.c_str());
  return code;
}

std::string In(const std::string& folder, const std::string& path) {
  return (std::filesystem::path(folder) / path).string();
}

void Output::Write(const std::string& path, std::string_view text) {
  const Result<bool> written = WriteIfChanged(path, text);
  if (!written) {
    if (code_ == 0) code_ = Complain(kFailed, written.status().message());
  } else if (verbose_) {
    std::printf("%s %s\n", *written ? "wrote" : "kept ", path.c_str());
  }
}

codegen::ScaffoldOptions ScaffoldOptionsOf(const GenerateOptions& o) {
  codegen::ScaffoldOptions options;
  options.module = LastPart(o.module);
  options.service = o.service;
  options.idl = o.idls[0];
  options.include_dirs = o.include_dirs;
  options.use = !o.use.empty();
  options.gen_path = options.use ? o.use : o.gen_path;
  return options;
}

codegen::ScaffoldFiles ExistingFiles() {
  codegen::ScaffoldFiles existing;
  existing.handler_header = ReadIfThere("handler.h");
  existing.handler_source = ReadIfThere("handler.cc");
  existing.has_main = Exists("main.cc");
  existing.has_cmake = Exists("CMakeLists.txt");
  return existing;
}

void WriteScaffold(const codegen::ScaffoldResult& scaffold, Output& output) {
  for (const auto& file : scaffold.files) output.Write(file.path, file.text);
  for (const std::string& note : scaffold.notes) std::printf("%s\n", note.c_str());
}

}  // namespace elanus::tool
