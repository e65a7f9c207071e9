// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One span as OTLP bytes that grow while it runs: its end writes a few fields more and there is nothing left to do.
// Pure: no clock, no context.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/telemetry/attribute.h"
#include "elanus/telemetry/sampler.h"
#include "elanus/telemetry/span_context.h"
#include "elanus/telemetry/span_limits.h"

namespace elanus {

// OTLP's numbers.
enum class SpanStatus : std::uint8_t { kUnset = 0, kOk = 1, kError = 2 };

namespace telemetry {

// An event whose text and attributes are always the same: encoded once, then copied. Immutable.
class PreparedEvent {
 public:
  PreparedEvent(std::string_view name, std::span<const Attribute> attributes, const SpanLimits& limits);
  std::string_view bytes() const { return bytes_; }
  // Where the time stands in them, eight bytes of it.
  static constexpr std::size_t kTimeAt = 3;

 private:
  std::string bytes_;
};

// Not thread-safe. Times are nanoseconds since the Unix epoch. What is above the limits is dropped and counted.
class SpanEncoder {
 public:
  // `limits` and `context` must outlive it; `parent` may be null.
  SpanEncoder(const SpanLimits& limits, const SpanContext& context, const SpanContext* parent, std::string_view name,
              SpanKind kind, std::uint64_t start_nanos);

  // The last value of a key wins.
  void Set(std::string_view key, const AttributeValue& value);
  void AddEvent(std::string_view name, std::span<const Attribute> attributes, std::uint64_t at_nanos);
  void AddEvent(const PreparedEvent& event, std::uint64_t at_nanos);
  void AddLink(const SpanContext& target, std::span<const Attribute> attributes);
  // kOk is final; kUnset never replaces another.
  void SetStatus(SpanStatus status, std::string_view description);

  bool failed() const { return status_ == SpanStatus::kError; }
  std::uint64_t start_nanos() const { return start_nanos_; }

  // The whole span, as a field of OTLP's ScopeSpans. Once; an end before the start becomes the start.
  std::string_view Finish(std::uint64_t end_nanos);

 private:
  void EncodeHead(const SpanContext* parent, SpanKind kind);
  bool MaybeSet(std::uint32_t hash) const;
  void Erase(std::string_view key);
  bool HasRoom(std::size_t bytes) const {
    return bytes <= limits_.span_bytes && out_.size() <= limits_.span_bytes - bytes;
  }

  const SpanLimits& limits_;
  const SpanContext& context_;
  const std::uint64_t start_nanos_;
  const bool remote_parent_;
  SpanStatus status_ = SpanStatus::kUnset;
  std::uint32_t attributes_ = 0;
  std::uint32_t events_ = 0;
  std::uint32_t links_ = 0;
  std::uint32_t dropped_attributes_ = 0;
  std::uint32_t dropped_events_ = 0;
  std::uint32_t dropped_links_ = 0;
  // Most keys are new, and these say so: a bit a key that was set, and their hashes as far as there is room.
  std::uint64_t key_bits_ = 0;
  std::array<std::uint32_t, 32> key_hashes_;
  std::uint32_t keys_ = 0;
  std::size_t mark_ = 0;  // where the span's fields begin
  Bytes out_;
  std::string description_;
};

}  // namespace telemetry

}  // namespace elanus
