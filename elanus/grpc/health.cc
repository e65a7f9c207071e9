// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/grpc/health.h"

#include <optional>
#include <utility>

#include "elanus/grpc/encoded_message.h"
#include "elanus/grpc/file_descriptor.h"
#include "elanus/wire/protobuf/reader.h"
#include "elanus/wire/protobuf/writer.h"

namespace elanus::grpc {

namespace {

void WriteStatus(wire::ProtoWriter& w, ServingStatus status) {
  if (status != ServingStatus::kUnknown) w.Varint(1, static_cast<std::uint64_t>(status));
}

EncodedMessage HealthCheckResponse(ServingStatus status) {
  Bytes out;
  wire::ProtoWriter w(out);
  WriteStatus(w, status);
  return EncodedMessage(out);
}

// The service that a HealthCheckRequest names.
Result<std::string> ServiceOf(const EncodedMessage& request) {
  std::string service;
  wire::ProtoReader r(request.bytes);
  for (wire::ProtoField field; r.Next(field);) {
    if (field.number == 1 && field.type == wire::WireType::kBytes) {
      service = r.ReadBytes();
    } else {
      r.Skip(field);
    }
  }
  if (!r.ok()) return Internal("HealthCheckRequest: ", r.status().message());
  return service;
}

class HealthHandler {
 public:
  explicit HealthHandler(std::shared_ptr<HealthService> health) : health_(std::move(health)) {}

  Task<Result<EncodedMessage>> Check(const Context&, EncodedMessage request) {
    const Result<std::string> service = ServiceOf(request);
    if (!service.ok()) co_return service.status();
    const ServingStatus status = health_->Get(*service);
    if (status == ServingStatus::kServiceUnknown) co_return NotFound("unknown service ", *service);
    co_return HealthCheckResponse(status);
  }

  // A service that is not known yet may come. The stream of a server that stops ends, so that it holds nobody up.
  Task<Status> Watch(const Context& ctx, EncodedMessage request, StreamWriter<EncodedMessage>& out) {
    const Result<std::string> service = ServiceOf(request);
    if (!service.ok()) co_return service.status();
    HealthService::Watcher watcher(*health_, *async::Loop::Current());
    std::optional<ServingStatus> told;
    while (true) {
      watcher.changed().Reset();
      const bool last = health_->stopping();
      const ServingStatus status = health_->Get(*service);
      if (status != told) {
        const EncodedMessage response = HealthCheckResponse(status);
        Status sent = co_await out.Send(response);
        if (!sent.ok()) co_return sent;
        told = status;
      }
      if (last) co_return Unavailable("the server stops");
      Status waited = co_await watcher.changed().Wait(ctx.until());
      if (!waited.ok()) co_return waited;
    }
  }

  Task<Result<EncodedMessage>> List(const Context&, EncodedMessage) {
    Bytes out;
    wire::ProtoWriter w(out);
    for (const auto& [service, status] : health_->All()) {
      const std::size_t entry = w.BeginMessage(1);
      w.String(1, service);
      const std::size_t response = w.BeginMessage(2);
      WriteStatus(w, status);
      w.EndMessage(response);
      w.EndMessage(entry);
    }
    co_return EncodedMessage(out);
  }

 private:
  const std::shared_ptr<HealthService> health_;
};

constexpr Method kMethods[] = {
    rpc::ProtobufMethod<&HealthHandler::Check>("Check"),
    rpc::ProtobufMethod<&HealthHandler::Watch>("Watch"),
    rpc::ProtobufMethod<&HealthHandler::List>("List"),
};

// grpc/health/v1/health.proto.
std::string Descriptor() {
  Bytes out;
  FileDescriptor file(out, "grpc/health/v1/health.proto", "grpc.health.v1");
  file.Message("HealthCheckRequest", [](MessageDescriptor& m) { m.String(1, "service"); });
  file.Message("HealthCheckResponse", [](MessageDescriptor& m) {
    m.Enum("ServingStatus", {"UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"});
    m.OfEnum(1, "status", ".grpc.health.v1.HealthCheckResponse.ServingStatus");
  });
  file.Message("HealthListRequest", [](MessageDescriptor&) {});
  file.Message("HealthListResponse", [](MessageDescriptor& m) {
    m.MapEntry("StatusesEntry", ".grpc.health.v1.HealthCheckResponse");
    m.Repeated().OfMessage(1, "statuses", ".grpc.health.v1.HealthListResponse.StatusesEntry");
  });
  file.Service("Health", {
                             {"Check", "HealthCheckRequest", "HealthCheckResponse", MethodKind::kUnary},
                             {"List", "HealthListRequest", "HealthListResponse", MethodKind::kUnary},
                             {"Watch", "HealthCheckRequest", "HealthCheckResponse", MethodKind::kServerStream},
                         });
  return std::string(out.view());
}

}  // namespace

const ServiceInfo& HealthInfo() {
  static const std::string kFile = Descriptor();
  static const std::string_view kFiles[] = {kFile};
  static const ServiceInfo kInfo = {
      .name = "Health", .package = "grpc.health.v1", .methods = kMethods, .descriptors = kFiles};
  return kInfo;
}

std::shared_ptr<void> NewHealthHandler(std::shared_ptr<HealthService> health) {
  return std::make_shared<HealthHandler>(std::move(health));
}

}  // namespace elanus::grpc
