// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A span that runs: what is behind Span and behind the spans of calls. Whether it is sampled is decided before anything
// else; one that is not holds nothing but its ids, unless sampling is deferred.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "elanus/base/clock.h"
#include "elanus/base/status.h"
#include "elanus/telemetry/attribute.h"
#include "elanus/telemetry/local_root.h"
#include "elanus/telemetry/node.h"
#include "elanus/telemetry/sampler.h"
#include "elanus/telemetry/span_encoder.h"

namespace elanus::telemetry {

class SpanStart {
 public:
  std::string_view name;
  SpanKind kind = SpanKind::kInternal;
  TimePoint at = TimePoint::Never();  // Never: now
  std::span<const Attribute> attributes;
  std::span<const SpanContext> links;
};

// Used by one piece of work at a time. Everything but Begin does nothing on a span that is not recording: one that was
// never begun, that nobody may want, or that has ended.
class LiveSpan {
 public:
  LiveSpan() = default;
  LiveSpan(const LiveSpan&) = delete;
  LiveSpan& operator=(const LiveSpan&) = delete;
  ~LiveSpan() {
    if (record_) End();
  }

  // `parent` may be null; it and what it points to must outlive this span.
  void Begin(Core& core, const Node* parent, const SpanStart& start);

  const Node& node() const { return node_; }
  bool recording() const { return record_.has_value(); }

  // The last value of a key wins.
  void Set(std::string_view key, const AttributeValue& value) {
    if (record_) record_->Set(key, value);
  }
  // `at` Never: now.
  void AddEvent(std::string_view name, std::span<const Attribute> attributes, TimePoint at = TimePoint::Never());
  void AddEvent(const PreparedEvent& event, TimePoint at) {
    if (record_) record_->AddEvent(event, WallNanos(at));
  }
  // Nothing when the target is not valid.
  void AddLink(const SpanContext& target, std::span<const Attribute> attributes);
  // The event `exception`, with exception.type and exception.message.
  void AddException(const Status& error, TimePoint at = TimePoint::Never());
  // kOk is final; kUnset never replaces another.
  void SetStatus(SpanStatus status, std::string_view description = {}) {
    if (record_) record_->SetStatus(status, description);
  }
  // Whether it would be forgotten if it ended at `at`: whoever sets attributes at the end may leave them out.
  bool Forgettable(bool failed, TimePoint at) const;
  // `at` Never: now. Times before the start become the start.
  void End(TimePoint at = TimePoint::Never());

 private:
  SamplingResult Decide(const SpanContext* parent, const SpanStart& start);
  void BeginRecord(const SpanContext* parent, const SpanStart& start, const SamplingResult& decision);
  std::uint64_t WallNanos(TimePoint at) const;
  Duration TookUntil(std::uint64_t end_nanos) const;

  Node node_;
  LocalRoot own_root_;
  std::optional<SpanEncoder> record_;
};

}  // namespace elanus::telemetry
