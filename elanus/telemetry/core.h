// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What a tracer provider's spans need of it. Shared: a detached context and the suites keep it.
#pragma once

#include <memory>
#include <string>

#include "elanus/base/clock.h"
#include "elanus/rpc/context.h"
#include "elanus/telemetry/batch_processor.h"
#include "elanus/telemetry/deferred_spans.h"
#include "elanus/telemetry/id_generator.h"
#include "elanus/telemetry/node.h"
#include "elanus/telemetry/provider_options.h"

namespace elanus::telemetry {

// Constant after it was made, and read from any thread.
class Core final : public std::enable_shared_from_this<Core> {
 public:
  // `processor` may be null.
  Core(const TracerProviderOptions& options, std::shared_ptr<BatchProcessor> processor)
      : enabled_(options.enabled),
        propagation_(options.propagation),
        limits_(options.limits),
        resource_(options.resource),
        clock_(*options.clock),
        sampler_(options.sampler),
        ids_(options.ids),
        processor_(std::move(processor)),
        root_(clock_) {
    if (options.deferred && processor_ != nullptr) {
      deferred_ = std::make_unique<DeferredSpans>(*options.deferred, *processor_);
    }
    root_node_.core = this;
    root_.set_trace(&root_node_);
  }
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  // False: spans are nothing, and contexts pass through as they came (OTEL_SDK_DISABLED).
  bool enabled() const { return enabled_; }
  const Propagation& propagation() const { return propagation_; }
  const SpanLimits& limits() const { return limits_; }
  const Resource& resource() const { return resource_; }
  const Clock& clock() const { return clock_; }
  const Sampler& sampler() const { return *sampler_; }
  IdGenerator& ids() const { return *ids_; }
  // Null: nobody wants the spans.
  BatchProcessor* processor() const { return processor_.get(); }
  // Null: sampling is not deferred.
  DeferredSpans* deferred() const { return deferred_.get(); }
  // The background with this provider on it.
  const Context& root() const { return root_; }

 private:
  const bool enabled_;
  const Propagation propagation_;
  const SpanLimits limits_;
  const Resource resource_;
  const Clock& clock_;
  const std::shared_ptr<const Sampler> sampler_;
  const std::shared_ptr<IdGenerator> ids_;
  const std::shared_ptr<BatchProcessor> processor_;
  std::unique_ptr<DeferredSpans> deferred_;
  Node root_node_;
  ContextRoot root_;
};

}  // namespace elanus::telemetry
