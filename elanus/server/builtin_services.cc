// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/server/builtin_services.h"

#include "elanus/base/strcat.h"
#include "elanus/grpc/health.h"
#include "elanus/grpc/reflection.h"

namespace elanus::server {

// Health comes first: reflection shows it too.
void AddBuiltinServices(Config& config, Router& router) {
  router.RemoveBuiltins();
  std::vector<const ServiceInfo*> services = router.services();
  if (config.grpc_health) {
    std::vector<std::string> names;
    for (const ServiceInfo* service : services) {
      names.push_back(service->package.empty() ? std::string(service->name)
                                               : StrCat(service->package, ".", service->name));
    }
    if (config.health == nullptr) config.health = std::make_shared<HealthService>();
    config.health->Begin(names);
    services.push_back(&grpc::HealthInfo());
    router.AddBuiltin(grpc::HealthInfo(), grpc::NewHealthHandler(config.health));
  }
  if (config.grpc_reflection) {
    const std::shared_ptr<void> handler = grpc::NewReflectionHandler(std::move(services));
    router.AddBuiltin(grpc::ReflectionInfo(), handler);
    router.AddBuiltin(grpc::ReflectionAlphaInfo(), handler);
  }
}

}  // namespace elanus::server
