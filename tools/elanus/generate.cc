// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tools/elanus/generate.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <memory>
#include <set>

#include "elanus/base/strcat.h"
#include "elanus/codegen/generate.h"
#include "elanus/codegen/scaffold.h"
#include "elanus/idl/parse.h"
#include "tools/elanus/files.h"
#include "tools/elanus/output.h"
#include "tools/elanus/proto.h"

namespace elanus::tool {

namespace {

// One target's name in CMake.
bool IsTargetName(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.' || c == '+';
  });
}

// By the word or by the suffixes.
bool IsProto(const GenerateOptions& o) {
  return o.type == "protobuf" || (o.type.empty() && !o.idls.empty() && o.idls[0].ends_with(".proto"));
}

// Empty when the options fit together.
std::string Misuse(const GenerateOptions& o) {
  if (!o.type.empty() && o.type != "thrift" && o.type != "protobuf") {
    return StrCat("-type: expected thrift or protobuf, got \"", o.type, "\"");
  }
  for (const std::string& idl : o.idls) {
    if (idl.ends_with(IsProto(o) ? ".thrift" : ".proto")) {
      return StrCat("expected files of one language, ", IsProto(o) ? "protobuf" : "thrift", ", got ", idl);
    }
  }
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

int GenerateThrift(const GenerateOptions& o) {
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
  if (!o.service.empty()) {
    WriteScaffold(codegen::Scaffold(*programs[0], ScaffoldOptionsOf(o), ExistingFiles()), output);
  }
  return output.code();
}

}  // namespace

std::string LastPart(const std::string& module) { return module.substr(module.rfind('/') + 1); }

int Generate(const GenerateOptions& o) {
  if (const std::string misuse = Misuse(o); !misuse.empty()) return Complain(kWrongUse, misuse);
  return IsProto(o) ? GenerateProto(o) : GenerateThrift(o);
}

}  // namespace elanus::tool
