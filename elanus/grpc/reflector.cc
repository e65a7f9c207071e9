// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The numbers of fields are those of grpc/reflection/v1/reflection.proto.
#include "elanus/grpc/reflector.h"

#include "elanus/base/log.h"
#include "elanus/base/strcat.h"
#include "elanus/wire/protobuf/reader.h"
#include "elanus/wire/protobuf/writer.h"

namespace elanus::grpc {

using Kind = ReflectionRequest::Kind;
using wire::ProtoField;
using wire::ProtoReader;
using wire::ProtoWriter;
using wire::WireType;

// An ExtensionRequest.
static void ReadExtension(ProtoReader& r, ReflectionRequest& to) {
  for (ProtoField field; r.Next(field);) {
    if (field.number == 1 && field.type == WireType::kBytes) {
      to.text = r.ReadBytes();
    } else if (field.number == 2 && field.type == WireType::kVarint) {
      to.number = r.ReadInt();
    } else {
      r.Skip(field);
    }
  }
}

Result<ReflectionRequest> ReflectionRequest::Parse(std::string_view body) {
  ReflectionRequest request;
  request.body = body;
  ProtoReader r(body);
  for (ProtoField field; r.Next(field);) {
    if (field.type != WireType::kBytes || field.number > static_cast<std::uint32_t>(Kind::kListServices)) {
      r.Skip(field);
      continue;
    }
    const auto kind = static_cast<Kind>(field.number);
    if (field.number == 1) {
      request.host = r.ReadBytes();
    } else if (kind == Kind::kFileOfExtension) {
      request.kind = kind;
      r.ReadMessage([&request](ProtoReader& inner) { ReadExtension(inner, request); });
    } else if (kind >= Kind::kFileByName) {
      request.kind = kind;
      request.text = r.ReadBytes();
    } else {
      r.Skip(field);
    }
  }
  if (!r.ok()) return Internal("ServerReflectionRequest: ", r.status().message());
  return request;
}

Reflector::Reflector(const std::vector<const ServiceInfo*>& services) {
  for (const ServiceInfo* service : services) {
    const std::string name =
        service->package.empty() ? std::string(service->name) : StrCat(service->package, ".", service->name);
    // Tools ask at once for the descriptors of all that is listed, and give up when one is missing.
    (service->descriptors.empty() ? thrift_ : names_).insert(name);
    for (const std::string_view file : service->descriptors) {
      if (Status added = index_.Add(file); !added.ok()) LogWarning("reflection of ", name, ": ", added.message());
    }
  }
}

namespace {

void WriteError(ProtoWriter& w, Code code, const std::string& message) {
  const std::size_t error = w.BeginMessage(7);
  w.Varint(1, static_cast<std::uint64_t>(code));
  w.String(2, message);
  w.EndMessage(error);
}

// The file, and what it imports, directly or not.
void WriteFiles(ProtoWriter& w, const DescriptorIndex& index, const DescriptorIndex::File& file,
                std::set<std::string_view>& sent) {
  std::vector<const DescriptorIndex::File*> files = {&file};
  sent.insert(file.name);
  const std::size_t response = w.BeginMessage(4);
  for (std::size_t i = 0; i < files.size(); ++i) {
    w.String(1, files[i]->bytes);
    for (const std::string_view name : files[i]->dependencies) {
      const DescriptorIndex::File* needed = index.ByName(name);
      if (needed != nullptr && sent.insert(needed->name).second) files.push_back(needed);
    }
  }
  w.EndMessage(response);
}

void WriteExtensions(ProtoWriter& w, std::string_view message,
                     const std::map<std::int64_t, const DescriptorIndex::File*>& extensions) {
  const std::size_t response = w.BeginMessage(5);
  w.String(1, message);
  const std::size_t numbers = w.BeginMessage(2);
  for (const auto& [number, file] : extensions) w.RawVarint(static_cast<std::uint64_t>(number));
  w.EndMessage(numbers);
  w.EndMessage(response);
}

void WriteServices(ProtoWriter& w, const std::set<std::string>& names) {
  const std::size_t response = w.BeginMessage(6);
  for (const std::string& name : names) {
    const std::size_t service = w.BeginMessage(1);
    w.String(1, name);
    w.EndMessage(service);
  }
  w.EndMessage(response);
}

}  // namespace

std::string Reflector::Answer(const ReflectionRequest& request, std::set<std::string_view>& sent) const {
  Bytes out;
  ProtoWriter w(out);
  w.String(1, request.host);
  w.String(2, request.body);
  const auto file = [&](const DescriptorIndex::File* found, const std::string& what) {
    if (found != nullptr) return WriteFiles(w, index_, *found, sent);
    WriteError(w, Code::kNotFound, what);
  };
  switch (request.kind) {
    case Kind::kFileByName:
      file(index_.ByName(request.text), StrCat("no file ", request.text, " belongs to a service of this server"));
      break;
    case Kind::kFileOfSymbol: {
      const bool thrift = thrift_.contains(std::string(request.text));
      file(index_.BySymbol(request.text),
           thrift ? StrCat(request.text, " is a Thrift service: it has no Protobuf descriptor")
                  : StrCat("no file of this server declares ", request.text));
      break;
    }
    case Kind::kFileOfExtension:
      file(index_.ByExtension(request.text, request.number),
           StrCat("no file of this server declares extension ", request.number, " of ", request.text));
      break;
    case Kind::kExtensionsOf:
      if (const auto* extensions = index_.ExtensionsOf(request.text); extensions != nullptr) {
        WriteExtensions(w, request.text, *extensions);
      } else {
        WriteError(w, Code::kNotFound, StrCat("no file of this server declares message ", request.text));
      }
      break;
    case Kind::kListServices: WriteServices(w, names_); break;
    case Kind::kNone:
      WriteError(w, Code::kInvalidArgument,
                 "expected a ServerReflectionRequest that asks for a file, a symbol, an extension or the list of "
                 "services, got none of them");
      break;
  }
  return std::string(out.view());
}

}  // namespace elanus::grpc
