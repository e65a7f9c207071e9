// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// OTLP/JSON out and in, and what the page reads.
#include "tools/elanus/traces/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tools/elanus/traces/otlp_json.h"
#include "tools/elanus/traces/test_spans.h"

namespace elanus::traces {
namespace {

using nlohmann::json;

std::vector<Span> Read(std::string_view text) {
  std::vector<Span> spans;
  Status status = DecodeOtlpJson(text, [&](Span span) { spans.push_back(std::move(span)); });
  EXPECT_TRUE(status.ok()) << status.ToString();
  return spans;
}

// Everything that a span can say.
Span FullSpan() {
  Span span = TestSpan(1, 2, "a \"name\" <b>", 5, 10, TestOrigin("s"), SpanKind::kServer);
  span.trace_state = "k=v";
  span.flags = 257;
  span.attributes.emplace_back("text", Value(std::string("用户")));
  span.attributes.emplace_back("big", Value(std::int64_t{INT64_MIN}));
  span.attributes.emplace_back("real", Value(-0.5));
  span.attributes.emplace_back("infinite", Value(std::numeric_limits<double>::infinity()));
  span.attributes.emplace_back("yes", Value(true));
  span.attributes.emplace_back("none", Value());
  span.attributes.emplace_back("blob", Value(Value::Blob(std::string("\x00\xFF", 2))));
  span.attributes.emplace_back("list", Value(Value::Array{Value(std::string("x")), Value(Value::Array{})}));
  span.attributes.emplace_back("map", Value(Value::Map{Attribute("k", Value(std::int64_t{1}))}));
  span.dropped_attributes = 1;
  Event event;
  event.time = UINT64_MAX;
  event.name = "exception";
  event.attributes.emplace_back("exception.type", Value(std::string("E")));
  event.dropped_attributes = 2;
  span.events.push_back(event);
  span.dropped_events = 3;
  Link link;
  link.trace = TraceId(1, 2);
  link.span = 3;
  link.trace_state = "l=m";
  link.flags = 1;
  link.attributes.emplace_back("why", Value(std::string("retry")));
  span.links.push_back(link);
  span.dropped_links = 4;
  span.status = SpanStatus::kError;
  span.status_message = "boom";
  return span;
}

TEST(OtlpJson, WritesTheMapping) {
  json tree = json::parse(OtlpJson(TestTrace({FullSpan()})));
  const json& span = tree["resourceSpans"][0]["scopeSpans"][0]["spans"][0];
  EXPECT_EQ(span["traceId"], "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(span["parentSpanId"], "0000000000000002");
  EXPECT_EQ(span["kind"], 2);
  EXPECT_EQ(span["startTimeUnixNano"], "1763826059123005000");
  EXPECT_EQ(span["attributes"][1]["value"]["intValue"], "-9223372036854775808");
  EXPECT_EQ(span["attributes"][3]["value"]["doubleValue"], "Infinity");
  EXPECT_EQ(span["status"]["code"], 2);
  EXPECT_EQ(tree["resourceSpans"][0]["resource"]["attributes"][0]["key"], "service.name");
}

TEST(OtlpJson, WhatIsWrittenCanBeRead) {
  Span sent = FullSpan();
  std::vector<Span> got = Read(OtlpJson(TestTrace({sent})));
  ASSERT_EQ(got.size(), 1u);
  EXPECT_EQ(got[0].trace, sent.trace);
  EXPECT_EQ(got[0].attributes, sent.attributes);
  EXPECT_EQ(got[0].events[0].time, UINT64_MAX);
  EXPECT_EQ(got[0].events[0].attributes, sent.events[0].attributes);
  EXPECT_EQ(got[0].links[0].attributes, sent.links[0].attributes);
  EXPECT_EQ(OtlpJson(TestTrace({got[0]})), OtlpJson(TestTrace({sent})));
}

TEST(OtlpJson, SpansOfOneOriginStandTogether) {
  json tree = json::parse(OtlpJson(TestTrace(GuideSpans())));
  ASSERT_EQ(tree["resourceSpans"].size(), 2u);
  EXPECT_EQ(tree["resourceSpans"][0]["scopeSpans"][0]["spans"].size(), 3u);
  EXPECT_EQ(tree["resourceSpans"][1]["scopeSpans"][0]["spans"].size(), 7u);
}

TEST(OtlpJson, TextThatIsNoUtf8IsReplaced) {
  Trace trace = TestTrace({TestSpan(1, 0, "bad \xFF\xC0", 0, 1, TestOrigin("s"))});
  EXPECT_THAT(OtlpJson(trace), testing::HasSubstr("bad \xEF\xBF\xBD"));
}

TEST(OtlpJson, ReadsNamesOfEnumsNumbersAndSeveralDocuments) {
  std::string one = R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"4BF92F3577B34DA6A3CE929D0E0E4736",
      "spanId":"00000000000000aa","name":"x","kind":"SPAN_KIND_CLIENT","startTimeUnixNano":12,"endTimeUnixNano":"15",
      "status":{"code":"STATUS_CODE_ERROR"},"attributes":[{"key":"n","value":{"intValue":7}}],"future":{}}]}]}]})";
  std::vector<Span> spans = Read(one + "\n" + one + "\n");
  ASSERT_EQ(spans.size(), 2u);
  EXPECT_EQ(spans[1].trace, kTestTrace);
  EXPECT_EQ(spans[1].kind, SpanKind::kClient);
  EXPECT_EQ(spans[1].start, 12u);
  EXPECT_EQ(spans[1].duration(), 3u);
  EXPECT_EQ(spans[1].status, SpanStatus::kError);
  EXPECT_EQ(spans[1].attributes[0].value, Value(std::int64_t{7}));
}

TEST(OtlpJson, WrongTypesAreAsIfNotThere) {
  std::vector<Span> spans =
      Read(R"({"resourceSpans":[1,{"resource":7,"scopeSpans":[[],{"spans":[5,{"traceId":9,"spanId":"zz",
      "name":{},"kind":-3,"startTimeUnixNano":"x","attributes":[3,{"key":1,"value":[]}],"events":{},"links":[0],"status":"bad"}]}]}]})");
  ASSERT_EQ(spans.size(), 2u);
  EXPECT_FALSE(spans[1].trace.valid());
  EXPECT_EQ(spans[1].kind, SpanKind::kUnspecified);
  EXPECT_EQ(spans[1].attributes.size(), 2u);
}

TEST(OtlpJson, OtherTextIsAnErrorThatSaysWhy) {
  auto ignore = [](Span) {};
  EXPECT_THAT(DecodeOtlpJson("{", ignore).message(), testing::HasSubstr("expected OTLP/JSON"));
  EXPECT_THAT(DecodeOtlpJson("", ignore).message(), testing::HasSubstr("expected OTLP/JSON"));
  EXPECT_THAT(DecodeOtlpJson("[]", ignore).message(), testing::HasSubstr("resourceSpans"));
  EXPECT_THAT(DecodeOtlpJson(std::string(kMaxJsonBytes + 1, ' '), ignore).message(), testing::HasSubstr("at most"));
}

TEST(OtlpJson, DeepTextEndsInAnErrorAndDeepValuesAreDropped) {
  std::string deep(1'000'000, '[');
  EXPECT_FALSE(DecodeOtlpJson(deep, [](Span) {}).ok());
  std::string value = R"({"intValue":1})";
  for (int i = 0; i < 100; ++i) value = R"({"arrayValue":{"values":[)" + value + "]}}";
  std::vector<Span> spans =
      Read(R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":"k","value":)" + value + "}]}]}]}]}");
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_EQ(spans[0].dropped_attributes, 1u);
}

TEST(TraceJson, HasRowsForThePage) {
  json tree = json::parse(TraceJson(TestTrace(GuideSpans(/*failing=*/true))));
  EXPECT_EQ(tree["summary"]["name"], "CallUserServiceWorkflow");
  EXPECT_EQ(tree["summary"]["errors"], 1);
  ASSERT_EQ(tree["rows"].size(), 10u);
  EXPECT_EQ(tree["rows"][1]["request"], json::array({500000, 1000000}));
  EXPECT_EQ(tree["rows"][2]["depth"], 2);
  EXPECT_EQ(tree["rows"][0]["critical"][0], json::array({0, 500000}));
}

TEST(ListJson, CarriesTheCounters) {
  StoreStats stats;
  stats.spans_received = 7;
  stats.traces_evicted = 2;
  json tree = json::parse(ListJson({TestTrace(GuideSpans())}, stats, ReceiverStats()));
  EXPECT_EQ(tree["stats"]["received"], 7);
  EXPECT_EQ(tree["stats"]["tracesEvicted"], 2);
  EXPECT_EQ(tree["stats"]["maxTraces"], 1000);
  EXPECT_EQ(tree["traces"][0]["protocol"], "TTHeader|Framed");
}

}  // namespace
}  // namespace elanus::traces
