// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Samplers decide when a span begins, before anything of it exists, whether it is recorded and sent. DeferredSampling
// decides once more about those that they do not want.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "elanus/telemetry/attribute.h"
#include "elanus/telemetry/span_context.h"

namespace elanus {

// OTLP's numbers.
enum class SpanKind : std::uint8_t { kInternal = 1, kServer = 2, kClient = 3, kProducer = 4, kConsumer = 5 };

enum class SamplingDecision : std::uint8_t {
  kDrop,             // nothing is recorded; its ids still travel, with flag 00
  kRecordOnly,       // recorded, but neither marked as sampled nor sent
  kRecordAndSample,  // recorded and sent
};

// What a sampler sees. Views last for the call.
class SamplingInput {
 public:
  const SpanContext* parent = nullptr;  // null for the first span of a trace
  TraceId trace_id;
  std::string_view name;
  SpanKind kind = SpanKind::kInternal;
  std::span<const Attribute> attributes;  // those given at the span's begin; calls have none there
};

// What a sampler says.
class SamplingResult {
 public:
  SamplingResult(SamplingDecision decision) : decision(decision) {}  // NOLINT: implicit by design
  SamplingDecision decision;
  // Added to the span. They must last as long as the sampler.
  std::span<const Attribute> attributes;
  // Replaces the parent's tracestate when it is not null.
  std::shared_ptr<const std::string> trace_state;
};

// Called on any thread, for every span: it must be thread-safe and quick, and must not block.
class Sampler {
 public:
  virtual ~Sampler() = default;
  virtual SamplingResult ShouldSample(const SamplingInput& input) const = 0;
  // As the specification spells it: "TraceIdRatioBased{0.100000}".
  virtual std::string Description() const = 0;
};

std::shared_ptr<const Sampler> AlwaysOn();
std::shared_ptr<const Sampler> AlwaysOff();
// Keeps this share of all traces, by their id, so that each hop with the same ratio decides alike: exactly as
// OpenTelemetry's Go SDK does (conventions.md F.4). Ratios above 1 and below 0 are cut; not a number is 0.
std::shared_ptr<const Sampler> TraceIdRatio(double ratio);
// Does as the parent does; `root` decides for spans without one.
std::shared_ptr<const Sampler> ParentBased(std::shared_ptr<const Sampler> root);

}  // namespace elanus
