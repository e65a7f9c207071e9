// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What identifies a span and travels with calls: W3C's trace id, span id, flags and state.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace elanus {

// 16 bytes; all zero is invalid. `high` holds the first 8 bytes, big-endian.
class TraceId {
 public:
  constexpr TraceId() = default;
  constexpr TraceId(std::uint64_t high, std::uint64_t low) : high(high), low(low) {}
  constexpr bool valid() const { return (high | low) != 0; }
  constexpr bool operator==(const TraceId&) const = default;
  // 32 lower-case hex digits.
  std::string ToString() const;

  std::uint64_t high = 0;
  std::uint64_t low = 0;
};

// 8 bytes, big-endian in `value`; zero is invalid.
class SpanId {
 public:
  constexpr SpanId() = default;
  constexpr explicit SpanId(std::uint64_t value) : value(value) {}
  constexpr bool valid() const { return value != 0; }
  constexpr bool operator==(const SpanId&) const = default;
  // 16 lower-case hex digits.
  std::string ToString() const;

  std::uint64_t value = 0;
};

// Safe to copy to and read on any thread.
class SpanContext {
 public:
  static constexpr std::uint8_t kSampled = 0x01;

  SpanContext() = default;
  SpanContext(TraceId trace_id, SpanId span_id, std::uint8_t flags)
      : trace_id(trace_id), span_id(span_id), flags(flags) {}
  bool valid() const { return trace_id.valid() && span_id.valid(); }
  bool sampled() const { return (flags & kSampled) != 0; }
  // W3C's tracestate header; empty when there is none.
  std::string_view trace_state() const { return state ? std::string_view(*state) : std::string_view(); }

  TraceId trace_id;
  SpanId span_id;
  std::uint8_t flags = 0;
  bool remote = false;  // it came with a call
  std::shared_ptr<const std::string> state;
};

namespace telemetry {

// 16 lower-case hex digits at `to`.
void WriteHex(std::uint64_t value, char* to);

}  // namespace telemetry

}  // namespace elanus
