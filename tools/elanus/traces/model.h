// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Spans as the viewer keeps them: what OTLP says, decoded once, immutable from then on and shared between
// the store and whoever renders. Every field comes from outside: nothing here is trusted to be text.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace elanus::traces {

// 16 bytes, big-endian in `high` and `low`. All zero is no id.
class TraceId {
 public:
  constexpr TraceId() = default;
  constexpr TraceId(std::uint64_t high, std::uint64_t low) : high(high), low(low) {}
  bool valid() const { return (high | low) != 0; }
  auto operator<=>(const TraceId&) const = default;

  std::uint64_t high = 0;
  std::uint64_t low = 0;
};

struct TraceIdHash {
  std::size_t operator()(const TraceId& id) const { return id.high * 0x9E3779B97F4A7C15u ^ id.low; }
};

// Zero is no id.
using SpanId = std::uint64_t;

class Attribute;

// OTLP's AnyValue.
class Value {
 public:
  class Blob {
   public:
    explicit Blob(std::string bytes) : bytes(std::move(bytes)) {}
    bool operator==(const Blob&) const = default;
    std::string bytes;
  };
  using Array = std::vector<Value>;
  using Map = std::vector<Attribute>;

  Value() = default;
  template <class T>
  explicit Value(T value) : is(std::move(value)) {}
  bool operator==(const Value&) const = default;

  std::variant<std::monostate, std::string, bool, std::int64_t, double, Array, Map, Blob> is;
};

class Attribute {
 public:
  Attribute() = default;
  Attribute(std::string key, Value value) : key(std::move(key)), value(std::move(value)) {}
  bool operator==(const Attribute&) const = default;

  std::string key;
  Value value;
};

class Event {
 public:
  Event() = default;
  std::uint64_t time = 0;  // nanoseconds since the Unix epoch
  std::string name;
  std::vector<Attribute> attributes;
  std::uint32_t dropped_attributes = 0;
};

class Link {
 public:
  Link() = default;
  TraceId trace;
  SpanId span = 0;
  std::string trace_state;
  std::vector<Attribute> attributes;
  std::uint32_t dropped_attributes = 0;
  std::uint32_t flags = 0;
};

// Who sent a span: resource and instrumentation scope, shared by the spans that came together.
class Origin {
 public:
  Origin() = default;
  std::vector<Attribute> resource;
  std::uint32_t dropped_resource_attributes = 0;
  std::string resource_schema_url;
  std::string scope;
  std::string scope_version;
  std::vector<Attribute> scope_attributes;
  std::uint32_t dropped_scope_attributes = 0;
  std::string scope_schema_url;
};

enum class SpanKind : std::int32_t {
  kUnspecified = 0,
  kInternal = 1,
  kServer = 2,
  kClient = 3,
  kProducer = 4,
  kConsumer = 5
};
enum class SpanStatus : std::int32_t { kUnset = 0, kOk = 1, kError = 2 };

class Span {
 public:
  Span() = default;
  // Never negative: clocks may disagree.
  std::uint64_t duration() const { return end > start ? end - start : 0; }

  TraceId trace;
  SpanId id = 0;
  SpanId parent = 0;
  std::string trace_state;
  std::uint32_t flags = 0;
  std::string name;
  SpanKind kind = SpanKind::kUnspecified;
  std::uint64_t start = 0;  // nanoseconds since the Unix epoch, both
  std::uint64_t end = 0;
  std::vector<Attribute> attributes;
  std::uint32_t dropped_attributes = 0;
  std::vector<Event> events;
  std::uint32_t dropped_events = 0;
  std::vector<Link> links;
  std::uint32_t dropped_links = 0;
  SpanStatus status = SpanStatus::kUnset;
  std::string status_message;
  std::shared_ptr<const Origin> origin;  // never null once the span is in the store
};

using SpanPtr = std::shared_ptr<const Span>;

// One trace as it is at a moment: a copy that may be read without a lock.
class Trace {
 public:
  Trace() = default;
  TraceId id;
  std::vector<SpanPtr> spans;       // in order of arrival
  std::uint64_t dropped_spans = 0;  // did not fit
  std::uint64_t version = 0;        // grows with every change in the store
};

// 32 and 16 lower-case hex digits.
std::string ToHex(TraceId id);
std::string SpanToHex(SpanId id);
// Exactly 32 or 16 hex digits of either case; false else. Zero ids pass.
bool FromHex(std::string_view text, TraceId& id);
bool SpanFromHex(std::string_view text, SpanId& id);

// The text of a string attribute; empty when there is none or it is no string. Valid while the attributes are.
std::string_view FindText(const std::vector<Attribute>& attributes, std::string_view key);
// "service.name", or "unknown".
std::string_view ServiceOf(const Span& span);

// About how much memory these hold, for the store's bound.
std::size_t Footprint(const Span& span);
std::size_t Footprint(const Origin& origin);

}  // namespace elanus::traces
