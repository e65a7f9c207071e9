// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/live_span.h"

#include "elanus/telemetry/core.h"

namespace elanus::telemetry {

void LiveSpan::Begin(Core& core, const Node* parent, const SpanStart& start) {
  node_.core = &core;
  const SpanContext* above = nullptr;
  if (parent != nullptr) {
    if (parent->baggage) node_.baggage = parent->baggage;
    if (parent->context.valid()) above = &parent->context;
  }
  if (!core.enabled()) {
    if (above != nullptr) node_.context = *above;
    return;
  }
  const SamplingResult decision = Decide(above, start);
  if (parent != nullptr && parent->core == &core && parent->local_root != nullptr) {
    node_.local_root = parent->local_root;
  } else {
    own_root_.Begin(core.processor(), core.deferred());
    node_.local_root = &own_root_;
  }
  if (core.processor() == nullptr) return;
  if (decision.decision == SamplingDecision::kDrop && !node_.local_root->deferred()) return;
  BeginRecord(above, start, decision);
}

SamplingResult LiveSpan::Decide(const SpanContext* parent, const SpanStart& start) {
  SpanContext& context = node_.context;
  context.trace_id = parent != nullptr ? parent->trace_id : node_.core->ids().NewTraceId();
  if (parent != nullptr && parent->state) context.state = parent->state;
  SamplingInput input;
  input.parent = parent;
  input.trace_id = context.trace_id;
  input.name = start.name;
  input.kind = start.kind;
  input.attributes = start.attributes;
  context.span_id = node_.core->ids().NewSpanId();
  SamplingResult result = node_.core->sampler().ShouldSample(input);
  if (result.decision == SamplingDecision::kRecordAndSample) context.flags = SpanContext::kSampled;
  if (result.trace_state) context.state = result.trace_state;
  return result;
}

void LiveSpan::BeginRecord(const SpanContext* parent, const SpanStart& start, const SamplingResult& decision) {
  record_.emplace(node_.core->limits(), node_.context, parent, start.name, start.kind, WallNanos(start.at));
  for (const Attribute& attribute : start.attributes) record_->Set(attribute.key, attribute.value);
  for (const Attribute& attribute : decision.attributes) record_->Set(attribute.key, attribute.value);
  for (const SpanContext& link : start.links) AddLink(link, {});
}

std::uint64_t LiveSpan::WallNanos(TimePoint at) const {
  const Clock& clock = node_.core->clock();
  return static_cast<std::uint64_t>(clock.WallNanos(at.is_never() ? clock.Now() : at));
}

void LiveSpan::AddEvent(std::string_view name, std::span<const Attribute> attributes, TimePoint at) {
  if (record_) record_->AddEvent(name, attributes, WallNanos(at));
}

void LiveSpan::AddLink(const SpanContext& target, std::span<const Attribute> attributes) {
  if (record_ && target.valid()) record_->AddLink(target, attributes);
}

void LiveSpan::AddException(const Status& error, TimePoint at) {
  if (!record_) return;
  const Attribute attributes[] = {Attribute("exception.type", CodeName(error.code())),
                                  Attribute("exception.message", error.message())};
  AddEvent("exception", attributes, at);
}

void LiveSpan::End(TimePoint at) {
  if (!record_) return;
  LocalRoot& root = *node_.local_root;
  const std::uint64_t end_nanos = WallNanos(at);
  const bool failed = record_->failed();
  const bool sampled = node_.context.sampled();
  if (&root == &own_root_) own_root_.End(failed, TookUntil(end_nanos));
  if (root.Wants(sampled, failed)) root.Finished(record_->Finish(end_nanos), sampled, failed);
  record_.reset();
}

bool LiveSpan::Forgettable(bool failed, TimePoint at) const {
  return record_ && node_.local_root == &own_root_ && !node_.context.sampled() &&
         !own_root_.WouldKeep(failed, TookUntil(WallNanos(at)));
}

Duration LiveSpan::TookUntil(std::uint64_t end_nanos) const {
  return Duration(static_cast<std::int64_t>(end_nanos - record_->start_nanos()));
}

}  // namespace elanus::telemetry
