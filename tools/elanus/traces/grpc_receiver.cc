// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tools/elanus/traces/grpc_receiver.h"

#include <string>
#include <utility>

#include "elanus/async/runtime.h"
#include "elanus/otlp/trace_service.h"
#include "elanus/server/server.h"
#include "tools/elanus/traces/receiver.h"

namespace elanus::traces {

namespace {

using grpc::EncodedMessage;

class Traces final : public otlp::TraceService {
 public:
  explicit Traces(Receiver& receiver) : receiver_(receiver) {}
  Task<Result<EncodedMessage>> Export(const Context&, EncodedMessage request) override {
    Result<std::string> answer = receiver_.Export(request.bytes);
    if (!answer.ok()) co_return answer.status();
    co_return EncodedMessage(std::move(*answer));
  }

 private:
  Receiver& receiver_;
};

// The other signals have a service each, all of one form.
class Ignored final : public otlp::TraceService {
 public:
  explicit Ignored(Receiver& receiver) : receiver_(receiver) {}
  static ServiceInfo Info(std::string_view name, std::string_view package) {
    ServiceInfo info = TraceService::Info();
    info.name = name;
    info.package = package;
    return info;
  }
  Task<Result<EncodedMessage>> Export(const Context&, EncodedMessage) override {
    co_return EncodedMessage(receiver_.Ignore());
  }

 private:
  Receiver& receiver_;
};

Runtime::Options OneLoop() {
  Runtime::Options options;
  options.loops = 1;
  return options;
}

}  // namespace

class GrpcReceiver::Impl {
 public:
  Impl(Receiver& receiver, const Address& address)
      : server_(WithRuntime(runtime_), WithServiceAddr(address.ToString()), WithExitWaitTime(std::chrono::seconds(1))) {
    server_.Register(otlp::TraceService::Info(), std::make_shared<Traces>(receiver));
    const auto ignored = std::make_shared<Ignored>(receiver);
    server_.Register(metrics_, ignored);
    server_.Register(logs_, ignored);
  }
  Server& server() { return server_; }

 private:
  const ServiceInfo metrics_ = Ignored::Info("MetricsService", "opentelemetry.proto.collector.metrics.v1");
  const ServiceInfo logs_ = Ignored::Info("LogsService", "opentelemetry.proto.collector.logs.v1");
  Runtime runtime_{OneLoop()};
  Server server_;
};

GrpcReceiver::GrpcReceiver(Receiver& receiver) : receiver_(receiver) {}
GrpcReceiver::~GrpcReceiver() { Stop(); }

Status GrpcReceiver::Start(const Address& address) {
  impl_ = std::make_unique<Impl>(receiver_, address);
  if (Status started = impl_->server().Start(); !started.ok()) {
    impl_ = nullptr;
    return started;
  }
  address_ = impl_->server().address();
  return Ok();
}

void GrpcReceiver::Stop() {
  if (impl_ == nullptr) return;
  (void)impl_->server().Stop();
  impl_ = nullptr;
}

}  // namespace elanus::traces
