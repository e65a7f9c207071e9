// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What a tracer provider is made of. Everything that reads a clock, draws a number or runs a thread can be given.
#pragma once

#include <memory>
#include <optional>

#include "elanus/async/runtime.h"
#include "elanus/base/clock.h"
#include "elanus/telemetry/batch_options.h"
#include "elanus/telemetry/deferred_sampling.h"
#include "elanus/telemetry/exporter.h"
#include "elanus/telemetry/id_generator.h"
#include "elanus/telemetry/resource.h"
#include "elanus/telemetry/sampler.h"
#include "elanus/telemetry/span_limits.h"

namespace elanus {

// Which headers travel with calls.
class Propagation {
 public:
  bool trace_context = true;
  bool baggage = true;
};

class TracerProviderOptions {
 public:
  Resource resource;
  // Null: ParentBased(AlwaysOn()).
  std::shared_ptr<const Sampler> sampler;
  // Keeps failed and slow calls that the sampler did not want. Empty: the sampler's word is the last one, and spans
  // that it does not want are nothing but ids.
  std::optional<DeferredSampling> deferred;
  // Null: nothing is recorded or sent; ids are made and travel all the same.
  std::shared_ptr<SpanExporter> exporter;
  BatchOptions batch;
  SpanLimits limits;
  Propagation propagation;
  // Null: random.
  std::shared_ptr<IdGenerator> ids;
  // Must outlive the provider and its spans.
  const Clock* clock = &Clock::System();
  // Where exports run (its first loop); it must outlive the provider. Null: a runtime of the provider's own, with one
  // loop and two threads for what blocks.
  Runtime* runtime = nullptr;
  // False: spans are nothing, and contexts pass through as they came.
  bool enabled = true;
};

}  // namespace elanus
