// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/init_provider.h"

#include <string>
#include <utility>

#include "elanus/base/log.h"
#include "elanus/otlp/settings.h"

namespace elanus {

namespace {

class OwningSuite final : public Suite {
 public:
  explicit OwningSuite(TracerProvider provider) : provider_(std::move(provider)), suite_(NewServerSuite(provider_)) {}
  void Install(Pipeline& pipeline) const override { suite_->Install(pipeline); }

 private:
  TracerProvider provider_;
  std::shared_ptr<const Suite> suite_;
};

TracerProvider PassingOn() {
  TracerProviderOptions options;
  options.enabled = false;
  return TracerProvider(std::move(options));
}

}  // namespace

Result<TracerProvider> InitProvider(const ProviderConfig& config) {
  auto settings = otlp::ReadSettings(config, otlp::Environment::System());
  if (!settings) return settings.status().Prefixed("telemetry: ");
  settings->options.exporter = config.exporter ? config.exporter : otlp::MakeExporter(*settings);
  return TracerProvider(std::move(settings->options));
}

std::shared_ptr<const Suite> Tracing(std::string_view name) {
  ProviderConfig config;
  config.service_name = name;
  config.environment_wins = true;
  auto provider = InitProvider(config);
  if (provider.ok()) return std::make_shared<OwningSuite>(std::move(*provider));
  LogError(provider.status().message(), "; nothing is traced");
  return std::make_shared<OwningSuite>(PassingOn());
}

}  // namespace elanus
