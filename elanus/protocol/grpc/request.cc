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
  Bytes texts = std::move(texts_);
  Bytes scratch = std::move(scratch_);
  Metadata metadata = std::move(metadata_);
  texts.Clear();
  metadata.Clear();
  *this = GrpcRequest();
  texts_ = std::move(texts);
  scratch_ = std::move(scratch);
  metadata_ = std::move(metadata);
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
  grpc_ = true;
  if (rest.size() < 2) return;
  subtype_ = Keep(rest.substr(1));
  thrift_ = rest.substr(1) == "thrift";
}

void GrpcRequest::Read(std::string_view name, std::string_view value) {
  if (name.empty()) return;
  switch (name[0]) {
    case ':':
      if (name == ":path") {
        path_ = Keep(value);
      } else if (name == ":method") {
        post_ = value == "POST";
        if (!post_) method_ = Keep(value);
      }
      return;
    case 'c':
      if (name == "content-type") return ReadContentType(value);
      if (name == "content-length") return;
      break;
    case 'g':
      if (name == "grpc-timeout") {
        const auto timeout = wire::ParseGrpcTimeout(value);
        bad_timeout_ = !timeout;
        timed_ = true;
        timeout_ = timeout.value_or(Duration(0));
        return;
      }
      if (name == "grpc-encoding") {
        encoding_ = value == "gzip" ? Encoding::kGzip : value == "identity" ? Encoding::kIdentity : Encoding::kUnknown;
        encoding_name_ = Keep(value);
        return;
      }
      if (name == "grpc-accept-encoding") {
        takes_gzip_ = takes_gzip_ || value.find("gzip") != value.npos;
        return;
      }
      break;
    default: break;
  }
  ReadOther(name, value);
}

void GrpcRequest::ReadOther(std::string_view name, std::string_view value) {
  if (name == "source-service") {
    from_service_ = Keep(value);
  } else if (name == "source-method") {
    from_method_ = Keep(value);
  } else if (name == "destination-service") {
    to_service_ = Keep(value);
  } else if (name != "destination-method" && !IsReservedHeader(name)) {
    AddIncoming(name, value, MetaKind::kPlain, scratch_, metadata_);
  }
}

const HttpAnswer* GrpcRequest::foreign() const {
  if (post_) return grpc_ ? nullptr : &kWrongContent;
  if (Text(method_) != "GET" && Text(method_) != "HEAD") return &kWrongMethod;
  return Text(path_) == "/" ? &kHealth : &kNotFound;
}

Status GrpcRequest::Fill(bool meta_handlers, session::RequestHead& head) const {
  head.transport = Transport::kGrpc;
  head.payload = thrift_ ? Payload::kThrift : Payload::kProtobuf;
  head.concurrent = head.followed = true;
  head.timeout = timed_ && timeout_.count() == 0 ? Duration(1) : timeout_;
  if (meta_handlers) {
    head.from_service = Text(from_service_);
    head.from_method = Text(from_method_);
    head.to_service = Text(to_service_);
  }
  const std::string_view path = Text(path_);
  const std::size_t slash = path.rfind('/');
  if (slash == path.npos || slash == 0 || slash + 1 == path.size()) {
    return Unimplemented("malformed method name: expected /package.Service/Method, got ", path);
  }
  head.method = path.substr(slash + 1);
  const std::string_view service = path.substr(1, slash - 1);
  const std::size_t dot = service.rfind('.');
  head.service = service.substr(dot + 1);
  if (dot != service.npos) head.package = service.substr(0, dot);
  if (bad_timeout_) return Internal("malformed grpc-timeout: expected at most 8 digits and one of n u m S M H");
  if (encoding_ == Encoding::kUnknown) {
    return Unimplemented("expected grpc-encoding identity or gzip, got ", Text(encoding_name_));
  }
  return Ok();
}

}  // namespace elanus::protocol
