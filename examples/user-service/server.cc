// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The guide's server. Environment: ELANUS_ADDR (:8888), OTEL_EXPORTER_OTLP_ENDPOINT (localhost:4317), USER_DB
// (sqlite::memory:, or mysql://user:password@host:port/database).
#include <cstdlib>

#include "elanus/elanus.h"
#include "handler.h"

namespace {

std::string Env(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : otherwise;
}

}  // namespace

int main() {
  auto telemetry = elanus::InitProvider(elanus::ProviderConfig(
      "user-service", "1.0.0", Env("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317"), /*sampler_ratio=*/1.0));
  if (!telemetry) return elanus::Fail(telemetry.status());
  auto store = users::OpenStore(Env("USER_DB", "sqlite::memory:"));
  if (!store) return elanus::Fail(store.status());
  auto server = user::NewServer(
      std::make_unique<users::UserHandler>(std::move(*store)), elanus::WithServiceAddr(Env("ELANUS_ADDR", ":8888")),
      elanus::WithSuite(elanus::NewServerSuite(*telemetry)), elanus::WithServerBasicInfo("user-service"));
  return server.Run();  // SIGINT or SIGTERM: stops accepting, drains, returns; then the provider flushes
}
