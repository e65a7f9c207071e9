// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Encoded spans read back: for the console exporter, and for tests.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "elanus/base/result.h"
#include "elanus/telemetry/sampler.h"
#include "elanus/telemetry/span_context.h"

namespace elanus::telemetry {

// Keys and values as text: "7", "true", "0.5".
using RecordedAttributes = std::vector<std::pair<std::string, std::string>>;

class RecordedEvent {
 public:
  std::uint64_t at_nanos = 0;
  std::string name;
  RecordedAttributes attributes;
  std::uint32_t dropped_attributes = 0;
};

class RecordedLink {
 public:
  SpanContext context;
  RecordedAttributes attributes;
  std::uint32_t dropped_attributes = 0;
};

class RecordedSpan {
 public:
  // The value of an attribute; empty when there is none.
  std::string Find(std::string_view key) const;
  const RecordedEvent* FindEvent(std::string_view name) const;

  SpanContext context;
  SpanId parent;
  bool remote_parent = false;
  std::string name;
  SpanKind kind = SpanKind::kInternal;
  std::uint64_t start_nanos = 0;
  std::uint64_t end_nanos = 0;
  RecordedAttributes attributes;
  std::uint32_t dropped_attributes = 0;
  std::vector<RecordedEvent> events;
  std::uint32_t dropped_events = 0;
  std::vector<RecordedLink> links;
  std::uint32_t dropped_links = 0;
  int status_code = 0;
  std::string status_message;
};

class RecordedBatch {
 public:
  RecordedAttributes resource;
  std::string scope_name;
  std::string scope_version;
  std::vector<RecordedSpan> spans;
};

// Reads an ExportTraceServiceRequest. The error says what was expected where.
Result<RecordedBatch> ReadBatch(std::string_view request);

}  // namespace elanus::telemetry
