// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protogen/generate.h"

#include "elanus/base/strcat.h"
#include "elanus/protogen/names.h"
#include "elanus/protogen/service_code.h"

namespace elanus::protogen {

bool IsBundled(std::string_view path) { return path.starts_with("google/protobuf/"); }

static Status Check(const ProtoFile& file, const ProtoSet& set, const ProtoNames& names) {
  for (const std::string& import : file.imports) {
    if (set.Find(import) == nullptr) {
      return InvalidArgument(file.path, " imports ", import, ": expected its descriptor in the set, it is not there");
    }
  }
  if (file.generic_services && !file.services.empty()) {
    return InvalidArgument(file.path,
                           ": expected cc_generic_services to be false, as protoc makes classes of its own of the "
                           "services otherwise, with the same names");
  }
  for (const ProtoService& service : file.services) {
    for (const ProtoMethod& method : service.methods) {
      for (const std::string* type : {&method.input, &method.output}) {
        if (names.HasMessage(*type)) continue;
        return InvalidArgument(file.path, ": method ", method.name, " of service ", service.name,
                               ": expected a message of the file or of its imports, got \"", *type, "\"");
      }
    }
  }
  return Ok();
}

Result<std::vector<codegen::GeneratedFile>> Generate(const ProtoSet& set, const std::vector<std::string>& paths) {
  const ProtoNames names(set);
  std::vector<codegen::GeneratedFile> out;
  for (const std::string& path : paths) {
    const ProtoFile* file = set.Find(path);
    if (file == nullptr) return InvalidArgument("expected the descriptor of ", path, " in the set, it is not there");
    if (Status status = Check(*file, set, names); !status.ok()) return status;
    const Target target(set, names, *file);
    out.emplace_back(Stem(path) + ".elanus.h", HeaderOf(target));
    out.emplace_back(Stem(path) + ".elanus.cc", SourceOf(target));
  }
  return out;
}

}  // namespace elanus::protogen
