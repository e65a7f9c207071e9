// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Writes what descriptor.proto calls a FileDescriptorProto, for the .proto files of this folder's own services:
// reflection shows them to callers.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/rpc/method.h"
#include "elanus/wire/protobuf/writer.h"

namespace elanus::grpc {

// The inside of one message. Type names are full ones with a dot before them: ".grpc.health.v1.HealthCheckRequest".
class MessageDescriptor {
 public:
  explicit MessageDescriptor(wire::ProtoWriter& w) : w_(w) {}

  void String(int number, std::string_view name) { Field(number, name, kString); }
  void Int32(int number, std::string_view name) { Field(number, name, kInt32); }
  void Raw(int number, std::string_view name) { Field(number, name, kBytes); }
  void OfMessage(int number, std::string_view name, std::string_view type) { Field(number, name, kMessage, type); }
  void OfEnum(int number, std::string_view name, std::string_view type) { Field(number, name, kEnum, type); }
  // The next field is repeated, or belongs to the oneof that was declared.
  MessageDescriptor& Repeated();
  MessageDescriptor& InOneof();

  // At most one.
  void Oneof(std::string_view name);
  // Values count from 0.
  void Enum(std::string_view name, std::initializer_list<std::string_view> values);
  // What a map<string, type> is made of; the map is a repeated field of it.
  void MapEntry(std::string_view name, std::string_view type);

 private:
  // FieldDescriptorProto.Type.
  static constexpr std::uint64_t kInt32 = 5, kString = 9, kMessage = 11, kBytes = 12, kEnum = 14;
  void Field(int number, std::string_view name, std::uint64_t type, std::string_view type_name = "");

  wire::ProtoWriter& w_;
  bool repeated_ = false;
  bool in_oneof_ = false;
};

class MethodDescriptor {
 public:
  MethodDescriptor(std::string_view name, std::string_view request, std::string_view response, MethodKind kind)
      : name(name), request(request), response(response), kind(kind) {}
  std::string_view name;
  std::string_view request;  // of the same package
  std::string_view response;
  MethodKind kind;
};

class FileDescriptor {
 public:
  FileDescriptor(Bytes& out, std::string_view name, std::string_view package);

  template <class Fill>
  void Message(std::string_view name, Fill&& fill) {
    const std::size_t message = w_.BeginMessage(4);
    w_.String(1, name);
    MessageDescriptor descriptor(w_);
    fill(descriptor);
    w_.EndMessage(message);
  }
  void Service(std::string_view name, std::initializer_list<MethodDescriptor> methods);

 private:
  wire::ProtoWriter w_;
  std::string package_;
};

}  // namespace elanus::grpc
