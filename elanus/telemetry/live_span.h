// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A span that runs: the recording behind Span and behind the spans of calls. What is set on it becomes OTLP bytes at
// once, in a buffer of the pool; what is not sampled is decided before anything else and holds nothing but its ids.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/base/clock.h"
#include "elanus/base/status.h"
#include "elanus/telemetry/attribute.h"
#include "elanus/telemetry/local_root.h"
#include "elanus/telemetry/node.h"
#include "elanus/telemetry/sampler.h"

namespace elanus {

// OTLP's numbers.
enum class SpanStatus : std::uint8_t { kUnset = 0, kOk = 1, kError = 2 };

namespace telemetry {

class SpanStart {
 public:
  std::string_view name;
  SpanKind kind = SpanKind::kInternal;
  TimePoint at = TimePoint::Never();  // Never: now
  std::span<const Attribute> attributes;
  std::span<const SpanContext> links;
};

// Used by one piece of work at a time. Everything but Begin does nothing on a span that is not recording: one that was
// never begun, is not sampled, or has ended.
class LiveSpan {
 public:
  LiveSpan() : own_root_(nullptr) {}
  LiveSpan(const LiveSpan&) = delete;
  LiveSpan& operator=(const LiveSpan&) = delete;
  ~LiveSpan() { End(); }

  // `parent` may be null; it and what it points to must outlive this span.
  void Begin(Core& core, const Node* parent, const SpanStart& start);

  const Node& node() const { return node_; }
  bool recording() const { return recording_; }

  // The last value of a key wins.
  void Set(std::string_view key, const AttributeValue& value) {
    if (recording_) SetRecorded(key, value);
  }
  // `at` Never: now.
  void AddEvent(std::string_view name, std::span<const Attribute> attributes, TimePoint at = TimePoint::Never());
  void AddLink(const SpanContext& to, std::span<const Attribute> attributes);
  // The event `exception`, with exception.type and exception.message.
  void AddException(const Status& error, TimePoint at = TimePoint::Never());
  // kOk is final; kUnset never replaces another.
  void SetStatus(SpanStatus status, std::string_view description = {});
  // `at` Never: now. Times before the start become the start.
  void End(TimePoint at = TimePoint::Never());

 private:
  SamplingResult Decide(const SpanContext* parent, const SpanStart& start);
  void BeginRecord(const SpanContext* parent, const SpanStart& start, const SamplingResult& decision);
  void SetRecorded(std::string_view key, const AttributeValue& value);
  void Erase(std::string_view key);
  bool HasRoom(std::size_t bytes) const;
  std::uint64_t WallNanos(TimePoint at) const;
  void EncodeEnd(TimePoint at);

  Node node_;
  LocalRoot own_root_;
  bool recording_ = false;
  bool remote_parent_ = false;
  SpanStatus status_ = SpanStatus::kUnset;
  std::uint32_t attributes_ = 0;
  std::uint32_t events_ = 0;
  std::uint32_t links_ = 0;
  std::uint32_t dropped_attributes_ = 0;
  std::uint32_t dropped_events_ = 0;
  std::uint32_t dropped_links_ = 0;
  std::uint64_t start_nanos_ = 0;
  std::uint64_t key_bits_ = 0;  // a bit a key that was set: most keys are new, and this says so
  std::size_t mark_ = 0;        // where the span's fields begin in record_
  Bytes record_;
  std::string description_;
};

}  // namespace telemetry

}  // namespace elanus
