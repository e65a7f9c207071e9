// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protogen/plugin.h"

#include <vector>

#include "elanus/base/bytes.h"
#include "elanus/base/strcat.h"
#include "elanus/protogen/generate.h"
#include "elanus/wire/protobuf/reader.h"
#include "elanus/wire/protobuf/writer.h"

namespace elanus::protogen {

// The request's files and parameter.
static Status ReadRequest(std::string_view request, ProtoSet& set, std::vector<std::string>& paths) {
  wire::ProtoReader r(request);
  for (wire::ProtoField field; r.Next(field);) {
    if (field.type != wire::WireType::kBytes) {
      r.Skip(field);
    } else if (field.number == 1) {
      paths.emplace_back(r.ReadBytes());
    } else if (field.number == 2) {
      const std::string_view parameter = r.ReadBytes();
      if (!parameter.empty()) return InvalidArgument("expected no parameter, got \"", parameter, "\"");
    } else if (field.number == 15) {
      Result<ProtoFile> file = ReadFile(r.ReadBytes());
      if (!file) return file.status();
      set.files.push_back(std::move(*file));
    } else {
      r.Skip(field);
    }
  }
  return r.status();
}

static Result<std::vector<codegen::GeneratedFile>> Answer(std::string_view request) {
  ProtoSet set;
  std::vector<std::string> paths;
  if (Status status = ReadRequest(request, set, paths); !status.ok()) return status;
  return Generate(set, paths);
}

std::string RunPlugin(std::string_view request) {
  Bytes out;
  wire::ProtoWriter w(out);
  const Result<std::vector<codegen::GeneratedFile>> files = Answer(request);
  if (!files) {
    w.String(1, files.status().message());
    return std::string(out.view());
  }
  w.Varint(2, 1);  // supported_features: optional fields of proto3
  for (const codegen::GeneratedFile& file : *files) {
    const std::size_t mark = w.BeginMessage(15);
    w.String(1, file.path);
    w.String(15, file.text);
    w.EndMessage(mark);
  }
  return std::string(out.view());
}

}  // namespace elanus::protogen
