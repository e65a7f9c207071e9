// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/server/options.h"

namespace elanus {

ServerOption WithServiceAddr(std::string address) {
  return ServerOption([address = std::move(address)](server::Config& config) { config.address = address; });
}

ServerOption WithServerBasicInfo(std::string service_name) {
  return ServerOption([name = std::move(service_name)](server::Config& config) { config.service_name = name; });
}

ServerOption WithExitWaitTime(Duration wait) {
  return ServerOption([wait](server::Config& config) {
    if (wait > Duration(0)) config.exit_wait = wait;
  });
}

ServerOption WithMaxConnIdleTime(Duration idle) {
  return ServerOption([idle](server::Config& config) {
    if (idle > Duration(0)) config.max_idle = idle;
  });
}

ServerOption WithBlocking(std::string method) {
  return ServerOption([method = std::move(method)](server::Config& config) { config.blocking.insert(method); });
}

ServerOption WithGRPCHealth(bool on) {
  return ServerOption([on](server::Config& config) { config.grpc_health = on; });
}

ServerOption WithGRPCHealth(std::shared_ptr<HealthService> health) {
  return ServerOption([health = std::move(health)](server::Config& config) {
    config.grpc_health = health != nullptr;
    config.health = health;
  });
}

ServerOption WithGRPCReflection(bool on) {
  return ServerOption([on](server::Config& config) { config.grpc_reflection = on; });
}

}  // namespace elanus
