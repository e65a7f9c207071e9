// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/request.h"

#include <utility>

#include "elanus/protocol/grpc/fields.h"
#include "elanus/protocol/grpc/metadata_in.h"
#include "elanus/wire/grpc/timeout.h"

namespace elanus::protocol {

namespace {

constexpr std::string_view kContentType = "application/grpc";
constexpr std::string_view kText = "text/plain; charset=utf-8";
// For load balancers and for the curious; a browser does not come here without TLS.
constexpr HttpAnswer kHealth{"200", kText, "This is a gRPC server.\n"};
constexpr HttpAnswer kNotFound{"404", kText, "There is nothing here but gRPC.\n"};
constexpr HttpAnswer kWrongMethod{"405", kText, "Expected the method POST.\n"};
constexpr HttpAnswer kWrongContent{"415", kText, "Expected content-type application/grpc.\n"};

}  // namespace

void GrpcRequest::Clear() {
  texts_.Clear();
  metadata_.Clear();
  found_ = Found();
}

GrpcRequest::Part GrpcRequest::Keep(std::string_view text) {
  Part part;
  part.at = static_cast<std::uint32_t>(texts_.size());
  part.size = static_cast<std::uint32_t>(text.size());
  texts_.Append(text);
  return part;
}

void GrpcRequest::ReadContentType(std::string_view value) {
  if (!value.starts_with(kContentType)) return;
  const std::string_view rest = value.substr(kContentType.size());
  if (!rest.empty() && rest[0] != '+' && rest[0] != ';') return;
  found_.grpc = true;
  if (rest.size() < 2) return;
  found_.subtype = Keep(rest.substr(1));
  found_.thrift = rest.substr(1) == "thrift";
}

void GrpcRequest::Read(std::string_view name, std::string_view value) {
  if (name.empty()) return;
  switch (name[0]) {
    case ':':
      if (name == ":path") {
        found_.path = Keep(value);
      } else if (name == ":method") {
        found_.post = value == "POST";
        if (!found_.post) found_.method = Keep(value);
      }
      return;
    case 'c':
      if (name == "content-type") return ReadContentType(value);
      if (name == "content-length") return;
      break;
    case 'g':
      if (name == "grpc-timeout") {
        const auto timeout = wire::ParseGrpcTimeout(value);
        found_.bad_timeout = !timeout;
        found_.timed = true;
        found_.timeout = timeout.value_or(Duration(0));
        return;
      }
      if (name == "grpc-encoding") {
        found_.encoding = value == "gzip"       ? Encoding::kGzip
                          : value == "identity" ? Encoding::kIdentity
                                                : Encoding::kUnknown;
        found_.encoding_name = Keep(value);
        return;
      }
      if (name == "grpc-accept-encoding") {
        found_.takes_gzip = found_.takes_gzip || value.find("gzip") != value.npos;
        return;
      }
      break;
    default: break;
  }
  ReadOther(name, value);
}

void GrpcRequest::ReadOther(std::string_view name, std::string_view value) {
  if (name == "source-service") {
    found_.from_service = Keep(value);
  } else if (name == "source-method") {
    found_.from_method = Keep(value);
  } else if (name == "destination-service") {
    found_.to_service = Keep(value);
  } else if (name != "destination-method" && !IsReservedHeader(name)) {
    AddIncoming(name, value, MetaKind::kPlain, scratch_, metadata_);
  }
}

const HttpAnswer* GrpcRequest::foreign() const {
  if (found_.post) return found_.grpc ? nullptr : &kWrongContent;
  if (Text(found_.method) != "GET" && Text(found_.method) != "HEAD") return &kWrongMethod;
  return Text(found_.path) == "/" ? &kHealth : &kNotFound;
}

Status GrpcRequest::Fill(bool meta_handlers, session::RequestHead& head) const {
  head.transport = Transport::kGrpc;
  head.payload = found_.thrift ? Payload::kThrift : Payload::kProtobuf;
  head.concurrent = head.followed = true;
  head.timeout = found_.timed && found_.timeout.count() == 0 ? Duration(1) : found_.timeout;
  if (meta_handlers) {
    head.from_service = Text(found_.from_service);
    head.from_method = Text(found_.from_method);
    head.to_service = Text(found_.to_service);
  }
  const std::string_view path = Text(found_.path);
  const std::size_t slash = path.rfind('/');
  if (slash == path.npos || slash == 0 || slash + 1 == path.size()) {
    return Unimplemented("malformed method name: expected /package.Service/Method, got ", path);
  }
  head.method = path.substr(slash + 1);
  const std::string_view service = path.substr(1, slash - 1);
  const std::size_t dot = service.rfind('.');
  head.service = service.substr(dot + 1);
  if (dot != service.npos) head.package = service.substr(0, dot);
  if (found_.bad_timeout) return Internal("malformed grpc-timeout: expected at most 8 digits and one of n u m S M H");
  if (found_.encoding == Encoding::kUnknown) {
    return Unimplemented("expected grpc-encoding identity or gzip, got ", Text(found_.encoding_name));
  }
  return Ok();
}

}  // namespace elanus::protocol
