// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What .proto files say of services and types, out of the descriptors that protoc makes of them. Only what the code of
// services needs; the code of messages is protoc's own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "elanus/base/result.h"

namespace elanus::protogen {

class ProtoMessage {
 public:
  std::string name;
  std::vector<ProtoMessage> nested;
};

class ProtoMethod {
 public:
  std::string name;
  std::string comment;
  std::string input;  // ".user.GetUserRequest"
  std::string output;
  bool client_streams = false;
  bool server_streams = false;
};

class ProtoService {
 public:
  std::string name;
  std::string comment;
  std::vector<ProtoMethod> methods;
};

class ProtoFile {
 public:
  std::string path;  // as others import it: "shop/user.proto"
  std::string package;
  std::vector<std::string> imports;
  std::vector<ProtoMessage> messages;
  std::vector<std::string> other_names;  // of enums, their values and extensions: C++ names of the package too
  std::vector<ProtoService> services;
  bool generic_services = false;  // cc_generic_services: protoc makes classes of the services as well
  std::string descriptor;         // the FileDescriptorProto without the source's comments and positions
};

class ProtoSet {
 public:
  std::vector<ProtoFile> files;  // each behind what it imports
  // Null when it is not there.
  const ProtoFile* Find(std::string_view path) const;
};

// A FileDescriptorProto, and a FileDescriptorSet as `protoc --descriptor_set_out` writes it.
Result<ProtoFile> ReadFile(std::string_view descriptor);
Result<ProtoSet> ReadSet(std::string_view descriptors);

}  // namespace elanus::protogen
