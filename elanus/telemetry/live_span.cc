// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/live_span.h"

#include <algorithm>
#include <cstring>

#include "elanus/telemetry/core.h"
#include "elanus/telemetry/encode.h"
#include "elanus/wire/protobuf/reader.h"
#include "elanus/wire/protobuf/writer.h"

namespace elanus::telemetry {

namespace {

// Encoded attributes, events and links are larger than their text by less than this.
constexpr std::size_t kOverhead = 64;

std::size_t TextSize(const AttributeValue& value, std::size_t limit) {
  return value.type() == AttributeValue::Type::kText ? std::min(value.AsText().size(), limit) : 0;
}

std::uint64_t KeyBit(std::string_view key) {
  if (key.empty()) return 1;
  const std::uint64_t mixed = key.size() * 31 + static_cast<unsigned char>(key.front()) * 7 +
                              static_cast<unsigned char>(key[key.size() / 2]) * 3 +
                              static_cast<unsigned char>(key.back());
  return std::uint64_t{1} << (mixed % 64);
}

// The attributes of an event or a link; returns how many were left out.
std::uint32_t EncodeAll(Bytes& out, std::uint32_t field, std::span<const Attribute> attributes, std::uint32_t limit,
                        const SpanLimits& limits) {
  const std::size_t kept = std::min<std::size_t>(attributes.size(), limit);
  for (const Attribute& attribute : attributes.first(kept)) {
    EncodeAttribute(out, field, attribute.key, attribute.value, limits.value_bytes);
  }
  return static_cast<std::uint32_t>(attributes.size() - kept);
}

std::size_t SizeOf(std::span<const Attribute> attributes, std::size_t limit) {
  std::size_t size = 0;
  for (const Attribute& attribute : attributes) {
    size += attribute.key.size() + TextSize(attribute.value, limit) + kOverhead;
  }
  return size;
}

void EncodeCount(wire::ProtoWriter& to, std::uint32_t field, std::uint32_t count) {
  if (count > 0) to.Varint(field, count);
}

}  // namespace

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
    own_root_ = LocalRoot(core.processor());
    node_.local_root = &own_root_;
  }
  if (decision.decision == SamplingDecision::kDrop || core.processor() == nullptr) return;
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
  SamplingResult result = node_.core->sampler().ShouldSample(input);
  context.span_id = node_.core->ids().NewSpanId();
  if (result.decision == SamplingDecision::kRecordAndSample) context.flags = SpanContext::kSampled;
  if (result.trace_state) context.state = result.trace_state;
  return result;
}

void LiveSpan::BeginRecord(const SpanContext* parent, const SpanStart& start, const SamplingResult& decision) {
  recording_ = true;
  start_nanos_ = WallNanos(start.at);
  wire::ProtoWriter to(record_);
  mark_ = to.BeginMessage(otlp::kSpans);
  EncodeTraceId(record_, otlp::kTraceId, node_.context.trace_id);
  EncodeSpanId(record_, otlp::kSpanId, node_.context.span_id);
  if (node_.context.state) to.String(otlp::kTraceState, *node_.context.state);
  if (parent != nullptr) {
    EncodeSpanId(record_, otlp::kParentSpanId, parent->span_id);
    remote_parent_ = parent->remote;
  }
  EncodeText(record_, otlp::kName, start.name, node_.core->limits().span_bytes / 2);
  to.Varint(otlp::kKind, static_cast<std::uint8_t>(start.kind));
  to.Fixed64(otlp::kStart, start_nanos_);
  for (const Attribute& attribute : start.attributes) SetRecorded(attribute.key, attribute.value);
  for (const Attribute& attribute : decision.attributes) SetRecorded(attribute.key, attribute.value);
  for (const SpanContext& link : start.links) AddLink(link, {});
}

bool LiveSpan::HasRoom(std::size_t bytes) const {
  return bytes <= node_.core->limits().span_bytes && record_.size() <= node_.core->limits().span_bytes - bytes;
}

std::uint64_t LiveSpan::WallNanos(TimePoint at) const {
  const Clock& clock = node_.core->clock();
  return static_cast<std::uint64_t>(clock.WallNanos(at.is_never() ? clock.Now() : at));
}

void LiveSpan::SetRecorded(std::string_view key, const AttributeValue& value) {
  const SpanLimits& limits = node_.core->limits();
  const std::uint64_t bit = KeyBit(key);
  if ((key_bits_ & bit) != 0) Erase(key);
  if (attributes_ >= limits.attributes || !HasRoom(key.size() + TextSize(value, limits.value_bytes) + kOverhead)) {
    ++dropped_attributes_;
    return;
  }
  EncodeAttribute(record_, otlp::kAttributes, key, value, limits.value_bytes);
  key_bits_ |= bit;
  ++attributes_;
}

void LiveSpan::Erase(std::string_view key) {
  wire::ProtoReader reader(record_.view().substr(mark_));
  wire::ProtoField field;
  for (std::size_t begin = 0; reader.Next(field); begin = reader.offset()) {
    if (field.number != otlp::kAttributes) {
      reader.Skip(field);
      continue;
    }
    wire::ProtoReader pair(reader.ReadBytes());
    wire::ProtoField first;
    if (!pair.Next(first) || pair.ReadBytes() != key) continue;
    char* to = record_.data() + mark_ + begin;
    const std::size_t behind = reader.remaining();
    std::memmove(to, record_.data() + record_.size() - behind, behind);
    record_.Truncate(mark_ + begin + behind);
    --attributes_;
    return;
  }
}

void LiveSpan::AddEvent(std::string_view name, std::span<const Attribute> attributes, TimePoint at) {
  if (!recording_) return;
  const SpanLimits& limits = node_.core->limits();
  if (events_ >= limits.events || !HasRoom(name.size() + kOverhead + SizeOf(attributes, limits.value_bytes))) {
    ++dropped_events_;
    return;
  }
  wire::ProtoWriter to(record_);
  const std::size_t event = to.BeginMessage(otlp::kEvents);
  to.Fixed64(otlp::kEventTime, WallNanos(at));
  EncodeText(record_, otlp::kEventName, name, limits.value_bytes);
  EncodeCount(to, otlp::kEventDropped,
              EncodeAll(record_, otlp::kEventAttributes, attributes, limits.attributes_per_event, limits));
  to.EndMessage(event);
  ++events_;
}

void LiveSpan::AddLink(const SpanContext& target, std::span<const Attribute> attributes) {
  if (!recording_ || !target.valid()) return;
  const SpanLimits& limits = node_.core->limits();
  if (links_ >= limits.links || !HasRoom(kOverhead + SizeOf(attributes, limits.value_bytes))) {
    ++dropped_links_;
    return;
  }
  wire::ProtoWriter to(record_);
  const std::size_t link = to.BeginMessage(otlp::kLinks);
  EncodeTraceId(record_, otlp::kLinkTraceId, target.trace_id);
  EncodeSpanId(record_, otlp::kLinkSpanId, target.span_id);
  if (target.state) to.String(otlp::kLinkState, *target.state);
  EncodeCount(to, otlp::kLinkDropped,
              EncodeAll(record_, otlp::kLinkAttributes, attributes, limits.attributes_per_link, limits));
  to.Fixed32(otlp::kLinkFlags, target.flags | otlp::kHasIsRemote | (target.remote ? otlp::kIsRemote : 0));
  to.EndMessage(link);
  ++links_;
}

void LiveSpan::AddException(const Status& error, TimePoint at) {
  if (!recording_) return;
  const Attribute attributes[] = {Attribute("exception.type", CodeName(error.code())),
                                  Attribute("exception.message", error.message())};
  AddEvent("exception", attributes, at);
}

void LiveSpan::SetStatus(SpanStatus status, std::string_view description) {
  if (!recording_ || status_ == SpanStatus::kOk || status == SpanStatus::kUnset) return;
  status_ = status;
  description_.assign(status == SpanStatus::kError ? description : std::string_view());
}

void LiveSpan::End(TimePoint at) {
  if (!recording_) return;
  recording_ = false;
  EncodeEnd(at);
  node_.local_root->Finished(record_.view(), node_.context.sampled());
  record_.Release();
}

void LiveSpan::EncodeEnd(TimePoint at) {
  wire::ProtoWriter to(record_);
  to.Fixed64(otlp::kEnd, std::max(WallNanos(at), start_nanos_));
  EncodeCount(to, otlp::kDroppedAttributes, dropped_attributes_);
  EncodeCount(to, otlp::kDroppedEvents, dropped_events_);
  EncodeCount(to, otlp::kDroppedLinks, dropped_links_);
  if (status_ != SpanStatus::kUnset) {
    const std::size_t status = to.BeginMessage(otlp::kStatus);
    if (!description_.empty()) EncodeText(record_, otlp::kStatusMessage, description_, node_.core->limits().span_bytes);
    to.Varint(otlp::kStatusCode, static_cast<std::uint8_t>(status_));
    to.EndMessage(status);
  }
  to.Fixed32(otlp::kFlags, node_.context.flags | otlp::kHasIsRemote | (remote_parent_ ? otlp::kIsRemote : 0));
  to.EndMessage(mark_);
}

}  // namespace elanus::telemetry
