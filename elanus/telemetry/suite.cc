// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/suite.h"

#include <utility>

#include "elanus/telemetry/call_tracer.h"

namespace elanus {

namespace {

class TracingSuite final : public Suite {
 public:
  TracingSuite(std::shared_ptr<telemetry::Core> core, const SuiteOptions& options)
      : core_(std::move(core)), options_(options) {}

  void Install(Pipeline& pipeline) const override {
    pipeline.tracers.push_back(std::make_shared<telemetry::CallTracer>(core_, options_));
    if (pipeline.role == Role::kClient && !pipeline.preferred_transport) {
      pipeline.preferred_transport = Transport::kTTHeaderFramed;
    }
  }

 private:
  const std::shared_ptr<telemetry::Core> core_;
  const SuiteOptions options_;
};

}  // namespace

std::shared_ptr<const Suite> NewServerSuite(const TracerProvider& provider, const SuiteOptions& options) {
  return std::make_shared<TracingSuite>(provider.core(), options);
}

std::shared_ptr<const Suite> NewClientSuite(const TracerProvider& provider, const SuiteOptions& options) {
  return std::make_shared<TracingSuite>(provider.core(), options);
}

}  // namespace elanus
