// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/span_encoder.h"

#include <algorithm>
#include <cstring>

#include "elanus/base/check.h"
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

// Of four characters and the size: keys that differ elsewhere only cost a search through the span.
std::uint32_t KeyHash(std::string_view key) {
  if (key.empty()) return 0;
  std::uint64_t mixed = key.size();
  for (const std::size_t at : {std::size_t{0}, key.size() * 2 / 5, key.size() / 2, key.size() - 1}) {
    mixed = mixed << 8 | static_cast<unsigned char>(key[at]);
  }
  return static_cast<std::uint32_t>(mixed * 0x9e3779b97f4a7c15 >> 32);
}

std::uint64_t KeyBit(std::uint32_t hash) { return std::uint64_t{1} << (hash % 64); }

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

void EncodeEvent(Bytes& out, std::string_view name, std::span<const Attribute> attributes, std::uint64_t at_nanos,
                 const SpanLimits& limits) {
  wire::ProtoWriter to(out);
  const std::size_t event = to.BeginMessage(otlp::kEvents);
  to.Fixed64(otlp::kEventTime, at_nanos);
  EncodeText(out, otlp::kEventName, name, limits.value_bytes);
  EncodeCount(to, otlp::kEventDropped,
              EncodeAll(out, otlp::kEventAttributes, attributes, limits.attributes_per_event, limits));
  to.EndMessage(event);
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
  const std::uint32_t hash = KeyHash(key);
  if (MaybeSet(hash)) Erase(key);
  if (attributes_ >= limits_.attributes || !HasRoom(key.size() + TextSize(value, limits_.value_bytes) + kOverhead)) {
    ++dropped_attributes_;
    return;
  }
  EncodeAttribute(out_, otlp::kAttributes, key, value, limits_.value_bytes);
  if (keys_ < key_hashes_.size()) key_hashes_[keys_] = hash;
  ++keys_;
  key_bits_ |= KeyBit(hash);
  ++attributes_;
}

bool SpanEncoder::MaybeSet(std::uint32_t hash) const {
  if ((key_bits_ & KeyBit(hash)) == 0) return false;
  if (keys_ > key_hashes_.size()) return true;
  const auto end = key_hashes_.begin() + keys_;
  return std::find(key_hashes_.begin(), end, hash) != end;
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
  EncodeEvent(out_, name, attributes, at_nanos, limits_);
  ++events_;
}

PreparedEvent::PreparedEvent(std::string_view name, std::span<const Attribute> attributes, const SpanLimits& limits) {
  Bytes out;
  EncodeEvent(out, name, attributes, 0, limits);
  // Where the time stands is known as long as the length before it is one byte.
  ELANUS_CHECK(out.size() < 128, "a prepared event of ", out.size(), " bytes");
  bytes_ = out.view();
}

void SpanEncoder::AddEvent(const PreparedEvent& event, std::uint64_t at_nanos) {
  if (events_ >= limits_.events || !HasRoom(event.bytes().size())) {
    ++dropped_events_;
    return;
  }
  const std::size_t begin = out_.size();
  out_.Append(event.bytes());
  wire::StoreLittle(out_.data() + begin + PreparedEvent::kTimeAt, at_nanos);
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
