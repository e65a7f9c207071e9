// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tools/elanus/generate.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <set>

#include "elanus/base/strcat.h"
#include "elanus/codegen/generate.h"
#include "elanus/codegen/scaffold.h"
#include "elanus/idl/parse.h"
#include "tools/elanus/files.h"

namespace elanus::tool {

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUse = 2;

int Complain(int code, const std::string& what) {
  std::fprintf(stderr, "elanus: %s\n", what.c_str());
  return code;
}

// One target's name in CMake.
bool IsTargetName(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.' || c == '+';
  });
}

// A Go module is a path; its last part names what is built.
std::string LastPart(const std::string& module) { return module.substr(module.rfind('/') + 1); }

// Empty when the options fit together.
std::string Misuse(const GenerateOptions& o) {
  for (const std::string& idl : o.idls) {
    if (o.type == "protobuf" || (o.type.empty() && idl.ends_with(".proto"))) {
      return "-type protobuf: Protobuf is not generated yet, only Thrift";
    }
  }
  if (!o.type.empty() && o.type != "thrift") return StrCat("-type: expected thrift, got \"", o.type, "\"");
  if (o.idls.size() > 1 && !o.service.empty()) return "-service: expected one IDL file, got several";
  if (!o.service.empty() && !IsTargetName(o.service)) {
    return StrCat("-service: expected letters, digits, '_', '-', '.' or '+', got \"", o.service, "\"");
  }
  if (!o.module.empty() && !IsTargetName(LastPart(o.module))) {
    return StrCat("-module: expected a name of letters, digits, '_', '-', '.' or '+', got \"", o.module, "\"");
  }
  if (!o.use.empty() && o.service.empty()) return "-use: expected -service with it, which uses the generated code";
  if (!o.use.empty() && !Exists(o.use)) return StrCat("-use: ", o.use, " does not exist");
  return "";
}

// Writes files and remembers the first failure.
class Output {
 public:
  explicit Output(bool verbose) : verbose_(verbose) {}

  void Write(const std::string& path, std::string_view text) {
    const Result<bool> written = WriteIfChanged(path, text);
    if (!written) {
      if (code_ == 0) code_ = Complain(kFailed, written.status().message());
    } else if (verbose_) {
      std::printf("%s %s\n", *written ? "wrote" : "kept ", path.c_str());
    }
  }
  void Note(const std::string& text) const { std::printf("%s\n", text.c_str()); }
  int code() const { return code_; }

 private:
  bool verbose_;
  int code_ = 0;
};

std::string In(const std::string& folder, const std::string& path) {
  return (std::filesystem::path(folder) / path).string();
}

void WriteScaffold(const idl::Program& program, const GenerateOptions& o, Output& output) {
  codegen::ScaffoldOptions options;
  options.module = LastPart(o.module);
  options.service = o.service;
  options.idl = o.idls[0];
  options.include_dirs = o.include_dirs;
  options.use = !o.use.empty();
  options.gen_path = options.use ? o.use : o.gen_path;
  codegen::ScaffoldFiles existing;
  existing.handler_header = ReadIfThere("handler.h");
  existing.handler_source = ReadIfThere("handler.cc");
  existing.has_main = Exists("main.cc");
  existing.has_cmake = Exists("CMakeLists.txt");
  const codegen::ScaffoldResult scaffold = codegen::Scaffold(program, options, existing);
  for (const auto& file : scaffold.files) output.Write(file.path, file.text);
  for (const std::string& note : scaffold.notes) output.Note(note);
}

// The generated files of all programs, each once: they may include the same files.
class Generated {
 public:
  // False, and the reasons on standard error, when there is something wrong.
  bool Add(const idl::Program& program) {
    const codegen::GenerateResult result = codegen::Generate(program);
    if (!result.ok()) {
      std::fputs(idl::Render(result.diagnostics).c_str(), stderr);
      return false;
    }
    for (const auto& file : result.files) {
      if (paths_.insert(file.path).second) files_.push_back(file);
    }
    return true;
  }

  void Write(const GenerateOptions& o, Output& output) const {
    for (const auto& file : files_) output.Write(In(o.gen_path, file.path), file.text);
  }

 private:
  std::vector<codegen::GeneratedFile> files_;
  std::set<std::string> paths_;
};

}  // namespace

int Generate(const GenerateOptions& o) {
  if (const std::string misuse = Misuse(o); !misuse.empty()) return Complain(kWrongUse, misuse);
  idl::ParseOptions parse;
  parse.include_dirs = o.include_dirs;
  std::vector<std::shared_ptr<const idl::Program>> programs;
  Generated generated;
  for (const std::string& path : o.idls) {
    const idl::ParseResult parsed = idl::Parse(path, parse);
    std::fputs(parsed.Render().c_str(), stderr);
    if (!parsed.ok() || !generated.Add(*parsed.program)) return kFailed;
    programs.push_back(parsed.program);
  }
  Output output(o.verbose);
  if (o.use.empty()) generated.Write(o, output);
  if (!o.service.empty()) WriteScaffold(*programs[0], o, output);
  return output.code();
}

}  // namespace elanus::tool
