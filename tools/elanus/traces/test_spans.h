// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For the tests: spans in short, OTLP bytes of them, and a trace like the guide's.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "elanus/base/bytes.h"
#include "elanus/wire/protobuf/writer.h"
#include "tools/elanus/traces/model.h"

namespace elanus::traces {

inline constexpr std::uint64_t kTestStart = 1'763'826'059'123'000'000;  // 2025-11-22T15:40:59.123Z
inline constexpr TraceId kTestTrace{0x4bf92f3577b34da6, 0xa3ce929d0e0e4736};

inline std::shared_ptr<const Origin> TestOrigin(std::string_view service) {
  Origin origin;
  origin.resource.emplace_back("service.name", Value(std::string(service)));
  origin.scope = "elanus";
  origin.scope_version = "0.1.0";
  return std::make_shared<const Origin>(std::move(origin));
}

// Times are microseconds since kTestStart.
inline Span TestSpan(SpanId id, SpanId parent, std::string_view name, std::uint64_t from, std::uint64_t to,
                     std::shared_ptr<const Origin> origin, SpanKind kind = SpanKind::kInternal,
                     TraceId trace = kTestTrace) {
  Span span;
  span.trace = trace;
  span.id = id;
  span.parent = parent;
  span.name = name;
  span.kind = kind;
  span.start = kTestStart + from * 1000;
  span.end = kTestStart + to * 1000;
  span.origin = std::move(origin);
  return span;
}

// The workflow of the guide: create a user, fetch it; the fetch fails in the cache when `failing`.
inline std::vector<Span> GuideSpans(bool failing = false) {
  auto client = TestOrigin("user-client");
  auto server = TestOrigin("user-service");
  std::vector<Span> spans;
  spans.push_back(TestSpan(1, 0, "CallUserServiceWorkflow", 0, 10000, client));
  spans.push_back(TestSpan(2, 1, "user.UserService/CreateUser", 500, 5500, client, SpanKind::kClient));
  spans.push_back(TestSpan(3, 2, "user.UserService/CreateUser", 1000, 5000, server, SpanKind::kServer));
  spans.push_back(TestSpan(4, 3, "UserService.CreateUser", 1500, 4500, server));
  spans.push_back(TestSpan(5, 4, "MySQL.InsertUser", 2000, 4000, server, SpanKind::kClient));
  spans.push_back(TestSpan(6, 1, "user.UserService/GetUser", 6000, 9500, client, SpanKind::kClient));
  spans.push_back(TestSpan(7, 6, "user.UserService/GetUser", 6500, 9000, server, SpanKind::kServer));
  spans.push_back(TestSpan(8, 7, "UserService.GetUser", 6600, 8900, server));
  spans.push_back(TestSpan(9, 8, "MySQL.SelectUser", 6700, 8000, server, SpanKind::kClient));
  spans.push_back(TestSpan(10, 8, "GetUserFromCache", 8100, 8800, server, SpanKind::kClient));
  for (std::size_t i : {1u, 2u, 5u, 6u}) {
    spans[i].attributes.emplace_back("rpc.system", Value(std::string("kitex")));
    spans[i].attributes.emplace_back("request.protocol", Value(std::string("TTHeader|Framed")));
    spans[i].attributes.emplace_back("kitex.recv_size", Value(std::int64_t{63}));
  }
  if (failing) {
    spans[9].status = SpanStatus::kError;
    spans[9].status_message = "dial tcp 127.0.0.1:6379: connection refused";
    Event event;
    event.time = spans[9].end - 1000;
    event.name = "exception";
    event.attributes.emplace_back("exception.message", Value(spans[9].status_message));
    spans[9].events.push_back(std::move(event));
  }
  return spans;
}

inline Trace TestTrace(std::vector<Span> spans) {
  Trace trace;
  trace.id = spans.empty() ? kTestTrace : spans.front().trace;
  for (Span& span : spans) trace.spans.push_back(std::make_shared<const Span>(std::move(span)));
  return trace;
}

inline std::string BigEndian(std::uint64_t number) {
  std::string out;
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>(number >> shift & 0xFF));
  return out;
}

// Writes what DecodeOtlp reads; strings, bools, integers and doubles only.
inline void PutAttributes(wire::ProtoWriter& writer, std::uint32_t field, const std::vector<Attribute>& attributes) {
  for (const Attribute& attribute : attributes) {
    std::size_t pair = writer.BeginMessage(field);
    writer.String(1, attribute.key);
    std::size_t value = writer.BeginMessage(2);
    if (auto* text = std::get_if<std::string>(&attribute.value.is)) writer.String(1, *text);
    if (auto* flag = std::get_if<bool>(&attribute.value.is)) writer.Bool(2, *flag);
    if (auto* number = std::get_if<std::int64_t>(&attribute.value.is)) writer.Int(3, *number);
    if (auto* number = std::get_if<double>(&attribute.value.is)) writer.Double(4, *number);
    writer.EndMessage(value);
    writer.EndMessage(pair);
  }
}

inline void PutSpan(wire::ProtoWriter& writer, const Span& span) {
  std::size_t mark = writer.BeginMessage(2);
  writer.String(1, BigEndian(span.trace.high) + BigEndian(span.trace.low));
  writer.String(2, BigEndian(span.id));
  if (span.parent) writer.String(4, BigEndian(span.parent));
  writer.String(5, span.name);
  writer.Varint(6, static_cast<std::uint64_t>(span.kind));
  writer.Fixed64(7, span.start);
  writer.Fixed64(8, span.end);
  PutAttributes(writer, 9, span.attributes);
  for (const Event& event : span.events) {
    std::size_t inner = writer.BeginMessage(11);
    writer.Fixed64(1, event.time);
    writer.String(2, event.name);
    PutAttributes(writer, 3, event.attributes);
    writer.EndMessage(inner);
  }
  for (const Link& link : span.links) {
    std::size_t inner = writer.BeginMessage(13);
    writer.String(1, BigEndian(link.trace.high) + BigEndian(link.trace.low));
    writer.String(2, BigEndian(link.span));
    writer.EndMessage(inner);
  }
  std::size_t status = writer.BeginMessage(15);
  writer.String(2, span.status_message);
  writer.Varint(3, static_cast<std::uint64_t>(span.status));
  writer.EndMessage(status);
  writer.Fixed32(16, span.flags);
  writer.EndMessage(mark);
}

// Each span in a ResourceSpans of its own; the resource comes last, as Protobuf allows.
inline std::string OtlpBytes(const std::vector<Span>& spans) {
  Bytes out;
  wire::ProtoWriter writer(out);
  for (const Span& span : spans) {
    std::size_t resource_spans = writer.BeginMessage(1);
    std::size_t scope_spans = writer.BeginMessage(2);
    PutSpan(writer, span);
    std::size_t scope = writer.BeginMessage(1);
    writer.String(1, span.origin->scope);
    writer.String(2, span.origin->scope_version);
    writer.EndMessage(scope);
    writer.EndMessage(scope_spans);
    std::size_t resource = writer.BeginMessage(1);
    PutAttributes(writer, 1, span.origin->resource);
    writer.EndMessage(resource);
    writer.EndMessage(resource_spans);
  }
  return std::string(out.view());
}

}  // namespace elanus::traces
