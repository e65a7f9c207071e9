// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A Protobuf message as its bytes. The services in this folder read and write their few fields by hand, so that no
// server needs libprotobuf for them.
#pragma once

#include <string>
#include <utility>

#include "elanus/base/bytes.h"
#include "elanus/rpc/protobuf_method.h"

namespace elanus::grpc {

class EncodedMessage {
 public:
  EncodedMessage() = default;
  explicit EncodedMessage(std::string bytes) : bytes(std::move(bytes)) {}
  explicit EncodedMessage(const Bytes& encoded) : bytes(encoded.view()) {}
  std::string bytes;
};

}  // namespace elanus::grpc

namespace elanus::rpc {

template <>
inline Status EncodeProtobuf<grpc::EncodedMessage>(const void* message, Bytes& out) {
  out.Append(static_cast<const grpc::EncodedMessage*>(message)->bytes);
  return Ok();
}

template <>
inline Status DecodeProtobuf<grpc::EncodedMessage>(std::string_view body, const Limits&, void* message) {
  static_cast<grpc::EncodedMessage*>(message)->bytes = body;
  return Ok();
}

}  // namespace elanus::rpc
