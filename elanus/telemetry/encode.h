// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// OTLP's messages as bytes: the field numbers of opentelemetry-proto 1.x (conventions.md F.2), written straight behind
// each other. A span is encoded while it runs, so that its end costs a copy only.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/telemetry/attribute.h"
#include "elanus/telemetry/span_context.h"
#include "elanus/wire/protobuf/types.h"

namespace elanus::telemetry {

// Field numbers of ExportTraceServiceRequest and what is in it.
namespace otlp {
inline constexpr std::uint32_t kResourceSpans = 1;
inline constexpr std::uint32_t kResource = 1;
inline constexpr std::uint32_t kScopeSpans = 2;
inline constexpr std::uint32_t kScope = 1;
inline constexpr std::uint32_t kScopeName = 1;
inline constexpr std::uint32_t kScopeVersion = 2;
inline constexpr std::uint32_t kSpans = 2;
inline constexpr std::uint32_t kResourceAttributes = 1;

inline constexpr std::uint32_t kTraceId = 1;
inline constexpr std::uint32_t kSpanId = 2;
inline constexpr std::uint32_t kTraceState = 3;
inline constexpr std::uint32_t kParentSpanId = 4;
inline constexpr std::uint32_t kName = 5;
inline constexpr std::uint32_t kKind = 6;
inline constexpr std::uint32_t kStart = 7;
inline constexpr std::uint32_t kEnd = 8;
inline constexpr std::uint32_t kAttributes = 9;
inline constexpr std::uint32_t kDroppedAttributes = 10;
inline constexpr std::uint32_t kEvents = 11;
inline constexpr std::uint32_t kDroppedEvents = 12;
inline constexpr std::uint32_t kLinks = 13;
inline constexpr std::uint32_t kDroppedLinks = 14;
inline constexpr std::uint32_t kStatus = 15;
inline constexpr std::uint32_t kFlags = 16;

inline constexpr std::uint32_t kEventTime = 1;
inline constexpr std::uint32_t kEventName = 2;
inline constexpr std::uint32_t kEventAttributes = 3;
inline constexpr std::uint32_t kEventDropped = 4;
inline constexpr std::uint32_t kLinkTraceId = 1;
inline constexpr std::uint32_t kLinkSpanId = 2;
inline constexpr std::uint32_t kLinkState = 3;
inline constexpr std::uint32_t kLinkAttributes = 4;
inline constexpr std::uint32_t kLinkDropped = 5;
inline constexpr std::uint32_t kLinkFlags = 6;
inline constexpr std::uint32_t kStatusMessage = 2;
inline constexpr std::uint32_t kStatusCode = 3;

inline constexpr std::uint32_t kKey = 1;
inline constexpr std::uint32_t kValue = 2;
inline constexpr std::uint32_t kText = 1;
inline constexpr std::uint32_t kBool = 2;
inline constexpr std::uint32_t kInt = 3;
inline constexpr std::uint32_t kDouble = 4;

// Span and link flags: the W3C flags, and whether the parent is remote.
inline constexpr std::uint32_t kHasIsRemote = 0x100;
inline constexpr std::uint32_t kIsRemote = 0x200;
}  // namespace otlp

// The tag byte of a field whose number is at most 15.
constexpr char Tag(std::uint32_t field, wire::WireType type) {
  return static_cast<char>(field << 3 | static_cast<std::uint8_t>(type));
}

// A KeyValue as `field`. Text is made UTF-8 and cut to `value_bytes`.
void EncodeAttribute(Bytes& out, std::uint32_t field, std::string_view key, const AttributeValue& value,
                     std::size_t value_bytes);
// Text as `field`, made UTF-8 and cut to `limit`.
void EncodeText(Bytes& out, std::uint32_t field, std::string_view text, std::size_t limit);
// The ids as bytes fields.
void EncodeTraceId(Bytes& out, std::uint32_t field, TraceId id);
void EncodeSpanId(Bytes& out, std::uint32_t field, SpanId id);

}  // namespace elanus::telemetry
