// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/span_encoder.h"

#include <algorithm>
#include <cstring>

#include "elanus/telemetry/encode.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/protobuf/reader.h"
#include "elanus/wire/protobuf/writer.h"

namespace elanus::telemetry {

namespace {

// Encoded attributes, events and links are larger than their text by less than this.
constexpr std::size_t kOverhead = 64;

std::size_t TextSize(const AttributeValue& value, std::size_t limit) {
  return value.type() == AttributeValue::Type::kText ? std::min(value.AsText().size(), limit) : 0;
}

// One of 64. Two keys with the same bit cost a search through the span, so the multiplier is one that keeps the
// attributes of calls apart (call_tracer.cc), those of databases and of HTTP, and some that programs add.
std::uint64_t KeyBit(std::string_view key) {
  constexpr std::uint64_t kKeepsApart = 0xa48c9985a745d743;
  if (key.empty()) return 1;
  std::uint64_t mixed = key.size();
  for (const std::size_t at : {std::size_t{0}, key.size() * 2 / 5, key.size() / 2, key.size() - 1}) {
    mixed = mixed << 8 | static_cast<unsigned char>(key[at]);
  }
  return std::uint64_t{1} << (mixed * kKeepsApart >> 58);
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

SpanEncoder::SpanEncoder(const SpanLimits& limits, const SpanContext& context, const SpanContext* parent,
                         std::string_view name, SpanKind kind, std::uint64_t start_nanos)
    : limits_(limits),
      context_(context),
      start_nanos_(start_nanos),
      remote_parent_(parent != nullptr && parent->remote) {
  wire::ProtoWriter to(out_);
  mark_ = to.BeginMessage(otlp::kSpans);
  EncodeHead(parent, kind);
  EncodeText(out_, otlp::kName, name, limits_.span_bytes / 2);
  if (context.state) to.String(otlp::kTraceState, *context.state);
}

// The fields that every span has, in one piece.
void SpanEncoder::EncodeHead(const SpanContext* parent, SpanKind kind) {
  char* const begin = out_.Reserve(64);
  char* to = begin;
  *to++ = Tag(otlp::kTraceId, wire::WireType::kBytes);
  *to++ = 16;
  wire::StoreBig(to, context_.trace_id.high);
  wire::StoreBig(to + 8, context_.trace_id.low);
  to += 16;
  *to++ = Tag(otlp::kSpanId, wire::WireType::kBytes);
  *to++ = 8;
  wire::StoreBig(to, context_.span_id.value);
  to += 8;
  if (parent != nullptr) {
    *to++ = Tag(otlp::kParentSpanId, wire::WireType::kBytes);
    *to++ = 8;
    wire::StoreBig(to, parent->span_id.value);
    to += 8;
  }
  *to++ = Tag(otlp::kKind, wire::WireType::kVarint);
  *to++ = static_cast<char>(kind);
  *to++ = Tag(otlp::kStart, wire::WireType::kFixed64);
  wire::StoreLittle(to, start_nanos_);
  to += 8;
  out_.Commit(static_cast<std::size_t>(to - begin));
}

void SpanEncoder::Set(std::string_view key, const AttributeValue& value) {
  const std::uint64_t bit = KeyBit(key);
  if ((key_bits_ & bit) != 0) Erase(key);
  if (attributes_ >= limits_.attributes || !HasRoom(key.size() + TextSize(value, limits_.value_bytes) + kOverhead)) {
    ++dropped_attributes_;
    return;
  }
  EncodeAttribute(out_, otlp::kAttributes, key, value, limits_.value_bytes);
  key_bits_ |= bit;
  ++attributes_;
}

void SpanEncoder::Erase(std::string_view key) {
  wire::ProtoReader reader(out_.view().substr(mark_));
  wire::ProtoField field;
  for (std::size_t begin = 0; reader.Next(field); begin = reader.offset()) {
    if (field.number != otlp::kAttributes) {
      reader.Skip(field);
      continue;
    }
    wire::ProtoReader pair(reader.ReadBytes());
    wire::ProtoField first;
    if (!pair.Next(first) || pair.ReadBytes() != key) continue;
    char* to = out_.data() + mark_ + begin;
    const std::size_t behind = reader.remaining();
    std::memmove(to, out_.data() + out_.size() - behind, behind);
    out_.Truncate(mark_ + begin + behind);
    --attributes_;
    return;
  }
}

void SpanEncoder::AddEvent(std::string_view name, std::span<const Attribute> attributes, std::uint64_t at_nanos) {
  if (events_ >= limits_.events || !HasRoom(name.size() + kOverhead + SizeOf(attributes, limits_.value_bytes))) {
    ++dropped_events_;
    return;
  }
  wire::ProtoWriter to(out_);
  const std::size_t event = to.BeginMessage(otlp::kEvents);
  to.Fixed64(otlp::kEventTime, at_nanos);
  EncodeText(out_, otlp::kEventName, name, limits_.value_bytes);
  EncodeCount(to, otlp::kEventDropped,
              EncodeAll(out_, otlp::kEventAttributes, attributes, limits_.attributes_per_event, limits_));
  to.EndMessage(event);
  ++events_;
}

void SpanEncoder::AddLink(const SpanContext& target, std::span<const Attribute> attributes) {
  if (links_ >= limits_.links || !HasRoom(kOverhead + SizeOf(attributes, limits_.value_bytes))) {
    ++dropped_links_;
    return;
  }
  wire::ProtoWriter to(out_);
  const std::size_t link = to.BeginMessage(otlp::kLinks);
  EncodeTraceId(out_, otlp::kLinkTraceId, target.trace_id);
  EncodeSpanId(out_, otlp::kLinkSpanId, target.span_id);
  if (target.state) to.String(otlp::kLinkState, *target.state);
  EncodeCount(to, otlp::kLinkDropped,
              EncodeAll(out_, otlp::kLinkAttributes, attributes, limits_.attributes_per_link, limits_));
  to.Fixed32(otlp::kLinkFlags, target.flags | otlp::kHasIsRemote | (target.remote ? otlp::kIsRemote : 0));
  to.EndMessage(link);
  ++links_;
}

void SpanEncoder::SetStatus(SpanStatus status, std::string_view description) {
  if (status_ == SpanStatus::kOk || status == SpanStatus::kUnset) return;
  status_ = status;
  description_.assign(status == SpanStatus::kError ? description : std::string_view());
}

std::string_view SpanEncoder::Finish(std::uint64_t end_nanos) {
  wire::ProtoWriter to(out_);
  to.Fixed64(otlp::kEnd, std::max(end_nanos, start_nanos_));
  EncodeCount(to, otlp::kDroppedAttributes, dropped_attributes_);
  EncodeCount(to, otlp::kDroppedEvents, dropped_events_);
  EncodeCount(to, otlp::kDroppedLinks, dropped_links_);
  if (status_ != SpanStatus::kUnset) {
    const std::size_t status = to.BeginMessage(otlp::kStatus);
    if (!description_.empty()) EncodeText(out_, otlp::kStatusMessage, description_, limits_.span_bytes);
    to.Varint(otlp::kStatusCode, static_cast<std::uint8_t>(status_));
    to.EndMessage(status);
  }
  to.Fixed32(otlp::kFlags, context_.flags | otlp::kHasIsRemote | (remote_parent_ ? otlp::kIsRemote : 0));
  to.EndMessage(mark_);
  return out_.view();
}

}  // namespace elanus::telemetry
