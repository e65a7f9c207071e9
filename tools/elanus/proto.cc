// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tools/elanus/proto.h"

#include <algorithm>
#include <filesystem>

#include "elanus/base/strcat.h"
#include "elanus/codegen/scaffold.h"
#include "elanus/protogen/generate.h"
#include "elanus/protogen/names.h"
#include "tools/elanus/files.h"
#include "tools/elanus/output.h"
#include "tools/elanus/process.h"

namespace elanus::tool {

namespace {

namespace fs = std::filesystem;

// Goes with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_(MakeFolder()) {}
  TemporaryFolder(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  static std::string MakeFolder() {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "elanus-XXXXXX").string();
    return MakeTemporaryFolder(pattern) ? pattern : "";
  }
  std::string path_;
};

std::string Absolute(const std::string& path) {
  std::string out = fs::absolute(path).lexically_normal().string();
  if (out.size() > 1 && out.ends_with('/')) out.pop_back();
  return out;
}

bool Holds(const std::string& folder, const std::string& path) {
  return path.starts_with(folder == "/" ? folder : folder + "/");
}

// Where protoc looks: the folders that are given, and those of files which lie in none of them.
std::vector<std::string> SearchPath(const GenerateOptions& o) {
  std::vector<std::string> folders;
  for (const std::string& dir : o.include_dirs) folders.push_back(Absolute(dir));
  for (const std::string& idl : o.idls) {
    const std::string path = Absolute(idl);
    const auto holds = [&path](const std::string& folder) { return Holds(folder, path); };
    if (std::none_of(folders.begin(), folders.end(), holds)) folders.push_back(fs::path(path).parent_path().string());
  }
  return folders;
}

// What importers call the file: its path under the first folder that holds it.
std::string ImportPath(const std::string& idl, const std::vector<std::string>& folders) {
  const std::string path = Absolute(idl);
  for (const std::string& folder : folders) {
    if (Holds(folder, path)) return path.substr(folder == "/" ? 1 : folder.size() + 1);
  }
  return path;
}

// False when protoc failed; it has said why.
bool Protoc(const std::vector<std::string>& folders, std::vector<std::string> arguments) {
  std::vector<std::string> command = {"protoc"};
  for (const std::string& folder : folders) command.push_back("-I" + folder);
  command.insert(command.end(), arguments.begin(), arguments.end());
  const Status status = RunProgram(command);
  if (status.code() == Code::kNotFound) {
    Complain(kFailed, "expected the program protoc (Debian: protobuf-compiler), it is not there");
  }
  return status.ok();
}

// protoc writes elsewhere first, so that files which stay as they were are not touched.
int WriteGenerated(const protogen::ProtoSet& set, const std::vector<std::string>& folders, const std::string& scratch,
                   const GenerateOptions& o, Output& output) {
  std::vector<std::string> paths;
  for (const protogen::ProtoFile& file : set.files) {
    if (!protogen::IsBundled(file.path)) paths.push_back(file.path);
  }
  const Result<std::vector<codegen::GeneratedFile>> ours = protogen::Generate(set, paths);
  if (!ours) return Complain(kFailed, ours.status().message());
  std::vector<std::string> arguments = {"--cpp_out=" + scratch};
  arguments.insert(arguments.end(), paths.begin(), paths.end());
  if (!Protoc(folders, arguments)) return kFailed;
  for (const std::string& path : paths) {
    for (const char* suffix : {".pb.h", ".pb.cc"}) {
      const std::string name = protogen::Stem(path) + suffix;
      output.Write(In(o.gen_path, name), ReadIfThere(In(scratch, name)));
    }
  }
  for (const codegen::GeneratedFile& file : *ours) output.Write(In(o.gen_path, file.path), file.text);
  return 0;
}

codegen::ScaffoldResult ScaffoldProto(const protogen::ProtoSet& set, const protogen::ProtoFile& file,
                                      const GenerateOptions& o) {
  const std::vector<codegen::Handler> handlers = protogen::Handlers(set, file);
  if (handlers.empty()) {
    codegen::ScaffoldResult none;
    none.notes.push_back(StrCat(file.path, " declares no service: there is nothing to handle"));
    return none;
  }
  codegen::ScaffoldOptions options = ScaffoldOptionsOf(o);
  options.proto = true;
  return codegen::ScaffoldOf(protogen::Stem(file.path) + ".elanus.h", handlers, options, ExistingFiles());
}

}  // namespace

int GenerateProto(const GenerateOptions& o) {
  const TemporaryFolder scratch;
  if (scratch.path().empty()) return Complain(kFailed, "cannot make a temporary folder");
  const std::vector<std::string> folders = SearchPath(o);
  const std::string descriptors = In(scratch.path(), "descriptors");
  std::vector<std::string> arguments = {"--include_imports", "--include_source_info",
                                        "--descriptor_set_out=" + descriptors};
  for (const std::string& idl : o.idls) arguments.push_back(Absolute(idl));
  if (!Protoc(folders, arguments)) return kFailed;
  const Result<protogen::ProtoSet> set = protogen::ReadSet(ReadIfThere(descriptors));
  if (!set) return Complain(kFailed, StrCat("protoc's descriptors: ", set.status().message()));
  Output output(o.verbose);
  if (o.use.empty()) {
    if (const int failed = WriteGenerated(*set, folders, scratch.path(), o, output); failed != 0) return failed;
  }
  if (!o.service.empty()) {
    const protogen::ProtoFile* main = set->Find(ImportPath(o.idls[0], folders));
    if (main == nullptr) return Complain(kFailed, StrCat("protoc's descriptors: ", o.idls[0], " is not among them"));
    WriteScaffold(ScaffoldProto(*set, *main, o), output);
  }
  return output.code();
}

}  // namespace elanus::tool
