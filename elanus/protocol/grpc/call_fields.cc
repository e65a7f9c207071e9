// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/call_fields.h"

#include "elanus/wire/grpc/timeout.h"

namespace elanus::protocol {

namespace {

// What RFC 3986 allows in a host and port.
bool IsAuthority(std::string_view text) {
  static constexpr std::string_view kMarks = "-._~%!$&'()*+,;=:@[]";
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter && kMarks.find(c) == kMarks.npos) return false;
  }
  return !text.empty();
}

void AddPath(const session::CallHead& head, Fields& out) {
  Bytes& path = out.BeginValue(":path");
  path.Append("/");
  if (!head.package.empty()) {
    path.Append(head.package);
    path.Append(".");
  }
  path.Append(head.service);
  path.Append("/");
  path.Append(head.method);
  out.EndValue();
}

}  // namespace

Status AddCallHead(const session::CallHead& head, const session::SessionOptions& options, bool gzip, Fields& out) {
  out.AddConstant(":method", "POST");
  out.AddConstant(":scheme", options.tls ? "https" : "http");
  AddPath(head, out);
  out.Add(":authority", IsAuthority(head.to_service) ? head.to_service : std::string_view("localhost"));
  out.AddConstant("content-type", head.payload == Payload::kThrift ? "application/grpc+thrift" : "application/grpc");
  out.AddConstant("user-agent", "elanus/0.1.0");
  out.AddConstant("te", "trailers");
  if (gzip) {
    out.AddConstant("grpc-encoding", "gzip");
    // A Kitex server without gzip refuses a list without identity; one with gzip compresses every answer to a list with
    // gzip: so it is named only by who uses it (wire.md 7.6).
    out.AddConstant("grpc-accept-encoding", "identity,gzip");
  }
  if (head.timeout.count() != 0) out.Add("grpc-timeout", wire::GrpcTimeoutText(head.timeout).view(), true);
  if (head.metadata != nullptr) {
    if (Status status = out.AddMetainfo(*head.metadata); !status.ok()) return status;
    if (Status status = out.AddMetadata(*head.metadata, MetaKind::kPlain); !status.ok()) return status;
  }
  if (!options.meta_handlers) return Ok();
  out.Add("destination-service", head.to_service);
  out.Add("destination-method", head.method);
  out.Add("source-service", head.from_service);
  out.Add("source-method", head.from_method);
  return Ok();
}

}  // namespace elanus::protocol
