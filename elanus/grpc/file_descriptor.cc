// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The numbers are those of google/protobuf/descriptor.proto.
#include "elanus/grpc/file_descriptor.h"

#include "elanus/base/strcat.h"

namespace elanus::grpc {

MessageDescriptor& MessageDescriptor::Repeated() {
  repeated_ = true;
  return *this;
}

MessageDescriptor& MessageDescriptor::InOneof() {
  in_oneof_ = true;
  return *this;
}

void MessageDescriptor::Field(int number, std::string_view name, std::uint64_t type, std::string_view type_name) {
  constexpr std::uint64_t kOptional = 1, kRepeated = 3;
  const std::size_t field = w_.BeginMessage(2);
  w_.String(1, name);
  w_.Int(3, number);
  w_.Varint(4, repeated_ ? kRepeated : kOptional);
  w_.Varint(5, type);
  if (!type_name.empty()) w_.String(6, type_name);
  if (in_oneof_) w_.Varint(9, 0);
  w_.EndMessage(field);
  repeated_ = in_oneof_ = false;
}

void MessageDescriptor::Oneof(std::string_view name) {
  const std::size_t oneof = w_.BeginMessage(8);
  w_.String(1, name);
  w_.EndMessage(oneof);
}

void MessageDescriptor::Enum(std::string_view name, std::initializer_list<std::string_view> values) {
  const std::size_t of = w_.BeginMessage(4);
  w_.String(1, name);
  std::uint64_t number = 0;
  for (const std::string_view value : values) {
    const std::size_t each = w_.BeginMessage(2);
    w_.String(1, value);
    w_.Varint(2, number++);
    w_.EndMessage(each);
  }
  w_.EndMessage(of);
}

void MessageDescriptor::MapEntry(std::string_view name, std::string_view type) {
  const std::size_t entry = w_.BeginMessage(3);
  w_.String(1, name);
  MessageDescriptor fields(w_);
  fields.String(1, "key");
  fields.OfMessage(2, "value", type);
  const std::size_t options = w_.BeginMessage(7);
  w_.Bool(7, true);  // map_entry
  w_.EndMessage(options);
  w_.EndMessage(entry);
}

FileDescriptor::FileDescriptor(Bytes& out, std::string_view name, std::string_view package)
    : w_(out), package_(package) {
  w_.String(1, name);
  w_.String(2, package);
  w_.String(12, "proto3");
}

void FileDescriptor::Service(std::string_view name, std::initializer_list<MethodDescriptor> methods) {
  const std::size_t service = w_.BeginMessage(6);
  w_.String(1, name);
  for (const MethodDescriptor& method : methods) {
    const std::size_t each = w_.BeginMessage(2);
    w_.String(1, method.name);
    w_.String(2, StrCat(".", package_, ".", method.request));
    w_.String(3, StrCat(".", package_, ".", method.response));
    if (method.kind == MethodKind::kClientStream || method.kind == MethodKind::kBidiStream) w_.Bool(5, true);
    if (method.kind == MethodKind::kServerStream || method.kind == MethodKind::kBidiStream) w_.Bool(6, true);
    w_.EndMessage(each);
  }
  w_.EndMessage(service);
}

}  // namespace elanus::grpc
