// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the program says about its telemetry; what it leaves open the OTEL_* variables say, and then the defaults.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "elanus/base/clock.h"
#include "elanus/telemetry/deferred_sampling.h"
#include "elanus/telemetry/exporter.h"
#include "elanus/telemetry/resource.h"
#include "elanus/telemetry/sampler.h"
#include "elanus/telemetry/span_limits.h"

namespace elanus {

class ProviderConfig {
 public:
  // Everything from the environment.
  ProviderConfig() = default;
  // `endpoint`: "localhost:4317", "http://localhost:4317" or, for TLS, "https://...". One with port 4318 or a path is
  // asked by HTTP instead of gRPC unless `protocol` says which; "/v1/traces" is then added when it names no path.
  // `sampler_ratio`, from 0 to 1: the share of traces to keep, where no caller has decided yet; 0.1 is good for
  // production.
  ProviderConfig(std::string service_name, std::string service_version, std::string endpoint, double sampler_ratio)
      : service_name(std::move(service_name)),
        service_version(std::move(service_version)),
        endpoint(std::move(endpoint)),
        sampler_ratio(sampler_ratio) {}

  // An empty text and an empty optional mean: not said here.
  std::string service_name;
  std::string service_version;
  std::string endpoint;
  std::string protocol;  // "grpc" or "http/protobuf"
  std::optional<double> sampler_ratio;
  // Instead of sampler_ratio.
  std::shared_ptr<const Sampler> sampler;
  // Keeps failed and slow calls whatever the sampler said. Empty: it has the last word.
  std::optional<DeferredSampling> deferred;
  // Further attributes of the resource.
  Resource resource;
  // Instead of the OTLP exporter.
  std::shared_ptr<SpanExporter> exporter;

  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<bool> gzip;
  std::optional<Duration> export_request_timeout;  // 10 s
  std::optional<Duration> schedule_delay;          // 5 s
  std::optional<std::size_t> batch_spans;          // 512
  std::optional<std::size_t> queue_spans;          // 2048

  // The other way round for OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES, the endpoint and the sampler: what a
  // deployment says beats what the program says.
  bool environment_wins = false;
};

}  // namespace elanus
