// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What a server can be told, with Kitex's names (kitex-features.md section 3).
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "elanus/grpc/health_service.h"
#include "elanus/net/option.h"
#include "elanus/rpc/grpc_options.h"
#include "elanus/rpc/pipeline.h"

namespace elanus {

namespace server {

// What the options make; read by Start.
class Config {
 public:
  std::string address = ":8888";
  std::string service_name;  // of the registry and of spans; empty: the IDL's
  Duration exit_wait = std::chrono::seconds(5);
  Duration max_idle = std::chrono::minutes(10);
  std::set<std::string, std::less<>> blocking;
  std::shared_ptr<net::Network> network;
  std::shared_ptr<net::Layer> layer;  // over the network; null: none
  GrpcOptions grpc;
  bool grpc_health = true;
  bool grpc_reflection = true;
  std::shared_ptr<HealthService> health;  // null: one is made
  Pipeline pipeline{Role::kServer};
  Status error;  // the first option that was wrong
};

}  // namespace server

class ServerOption {
 public:
  explicit ServerOption(std::function<void(server::Config&)> apply) : apply_(std::move(apply)) {}
  ServerOption(const PipelineOption& option)  // NOLINT: converts by design
      : apply_([option](server::Config& config) { option.Apply(config.pipeline); }) {}
  ServerOption(const GrpcOption& option)  // NOLINT: converts by design
      : apply_([option](server::Config& config) { option.Apply(config.grpc); }) {}
  ServerOption(const NetworkOption& option)  // NOLINT: converts by design
      : apply_([option](server::Config& config) { config.network = option.network(); }) {}
  ServerOption(const LayerOption& option)  // NOLINT: converts by design
      : apply_([option](server::Config& config) { config.layer = option.layer(); }) {}
  void Apply(server::Config& config) const { apply_(config); }

 private:
  std::function<void(server::Config&)> apply_;
};

// ":8888" by default; see Address::Parse. A wrong one is reported by Start.
ServerOption WithServiceAddr(std::string address);
// The service's name in registries and on spans.
ServerOption WithServerBasicInfo(std::string service_name);
// How long Stop and Run wait for calls in flight; 5 s by default.
ServerOption WithExitWaitTime(Duration wait);
// Connections without a call for that long are closed; 10 min by default.
ServerOption WithMaxConnIdleTime(Duration idle);
// The handler of this method blocks: it runs on a thread of the runtime's bounded pool. Its context is not
// cancelled when the caller goes away, its deadline holds.
ServerOption WithBlocking(std::string method);
// gRPC's health checks (grpc.health.v1), answered by default: off, or of a HealthService that the program sets.
ServerOption WithGRPCHealth(bool on);
ServerOption WithGRPCHealth(std::shared_ptr<HealthService> health);
// gRPC's server reflection (grpc.reflection.v1 and v1alpha), answered by default: who may call the server sees what
// services and messages it has.
ServerOption WithGRPCReflection(bool on);

}  // namespace elanus
