// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// OTLP bytes as exporters send them, and as nobody should.
#include "tools/elanus/traces/otlp_decode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tools/elanus/traces/test_spans.h"

namespace elanus::traces {
namespace {

std::vector<Span> Decode(std::string_view bytes, Status* status = nullptr) {
  std::vector<Span> spans;
  Status result = DecodeOtlp(bytes, [&](Span span) { spans.push_back(std::move(span)); });
  if (status) {
    *status = result;
  } else {
    EXPECT_TRUE(result.ok()) << result.ToString();
  }
  return spans;
}

// One span, its fields written by hand behind its ids.
template <class Write>
std::string OneSpan(Write write) {
  Bytes out;
  wire::ProtoWriter writer(out);
  std::size_t a = writer.BeginMessage(1);
  std::size_t b = writer.BeginMessage(2);
  std::size_t c = writer.BeginMessage(2);
  writer.String(1, std::string(16, '\x01'));
  writer.String(2, std::string(8, '\x02'));
  write(writer);
  writer.EndMessage(c);
  writer.EndMessage(b);
  writer.EndMessage(a);
  return std::string(out.view());
}

TEST(DecodeOtlp, KeepsWhatASpanSays) {
  std::vector<Span> sent = GuideSpans(/*failing=*/true);
  sent[1].attributes.emplace_back("ok", Value(true));
  sent[1].attributes.emplace_back("load", Value(0.25));
  sent[1].attributes.emplace_back("negative", Value(std::int64_t{-5}));
  sent[1].flags = 0x301;
  Link link;
  link.trace = TraceId(5, 6);
  link.span = 7;
  sent[1].links.push_back(link);
  std::vector<Span> got = Decode(OtlpBytes(sent));
  ASSERT_EQ(got.size(), sent.size());
  for (std::size_t i = 0; i < sent.size(); ++i) {
    EXPECT_EQ(got[i].trace, sent[i].trace);
    EXPECT_EQ(got[i].id, sent[i].id);
    EXPECT_EQ(got[i].parent, sent[i].parent);
    EXPECT_EQ(got[i].name, sent[i].name);
    EXPECT_EQ(got[i].kind, sent[i].kind);
    EXPECT_EQ(got[i].start, sent[i].start);
    EXPECT_EQ(got[i].end, sent[i].end);
    EXPECT_EQ(got[i].flags, sent[i].flags);
    EXPECT_EQ(got[i].attributes, sent[i].attributes);
    EXPECT_EQ(got[i].status, sent[i].status);
    EXPECT_EQ(got[i].status_message, sent[i].status_message);
    EXPECT_EQ(got[i].origin->resource, sent[i].origin->resource);
    EXPECT_EQ(got[i].origin->scope, "elanus");
  }
  ASSERT_EQ(got[1].links.size(), 1u);
  EXPECT_EQ(got[1].links[0].trace, TraceId(5, 6));
  EXPECT_EQ(got[1].links[0].span, 7u);
  ASSERT_EQ(got[9].events.size(), 1u);
  EXPECT_EQ(got[9].events[0].name, "exception");
  EXPECT_EQ(got[9].events[0].time, sent[9].events[0].time);
}

TEST(DecodeOtlp, AnEmptyRequestHasNoSpans) { EXPECT_TRUE(Decode("").empty()); }

TEST(DecodeOtlp, CutAnywhereItIsAnErrorOrFewerSpans) {
  std::string whole = OtlpBytes(GuideSpans());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    Status status;
    std::vector<Span> spans = Decode(std::string_view(whole).substr(0, size), &status);
    EXPECT_LT(spans.size(), 10u);
    if (!status) {
      EXPECT_THAT(status.message(), testing::HasSubstr("expected"));
    }
  }
}

TEST(DecodeOtlp, IdsOfAnotherLengthAreNoIds) {
  std::vector<Span> spans = Decode(OneSpan([](wire::ProtoWriter& writer) {
    writer.String(1, "short");
    writer.String(2, "much too long");
  }));
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_FALSE(spans[0].trace.valid());
  EXPECT_EQ(spans[0].id, 0u);
}

TEST(DecodeOtlp, UnknownFieldsTypesAndEnumsArePassedOver) {
  std::vector<Span> spans = Decode(OneSpan([](wire::ProtoWriter& writer) {
    writer.String(5, "name");
    writer.Varint(5, 7);   // a name is no number
    writer.Varint(6, 99);  // no such kind
    writer.String(1000, "from the future");
    std::size_t status = writer.BeginMessage(15);
    writer.Varint(3, 77);
    writer.EndMessage(status);
  }));
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_EQ(spans[0].name, "name");
  EXPECT_EQ(spans[0].kind, SpanKind::kUnspecified);
  EXPECT_EQ(spans[0].status, SpanStatus::kUnset);
}

TEST(DecodeOtlp, LongTextIsCutBetweenCharacters) {
  std::string text(kMaxTextBytes - 1, 'x');
  text += "用户";
  std::vector<Span> spans = Decode(OneSpan([&](wire::ProtoWriter& writer) { writer.String(5, text); }));
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_EQ(spans[0].name, std::string(kMaxTextBytes - 1, 'x') + "…");
}

TEST(DecodeOtlp, ValuesOverTheBudgetAreCountedAsDropped) {
  std::vector<Span> spans = Decode(OneSpan([&](wire::ProtoWriter& writer) {
    for (std::size_t i = 0; i < kMaxValuesPerSpan + 10; ++i) writer.EndMessage(writer.BeginMessage(9));
    for (int i = 0; i < 20; ++i) writer.EndMessage(writer.BeginMessage(11));
    for (int i = 0; i < 30; ++i) writer.EndMessage(writer.BeginMessage(13));
    writer.Varint(10, 5);  // the sender dropped some too
  }));
  ASSERT_EQ(spans.size(), 1u);
  EXPECT_EQ(spans[0].attributes.size(), kMaxValuesPerSpan);
  EXPECT_EQ(spans[0].dropped_attributes, 15u);
  EXPECT_EQ(spans[0].dropped_events, 20u);
  EXPECT_EQ(spans[0].dropped_links, 30u);
}

TEST(DecodeOtlp, ArraysAndMapsNestUpToALimit) {
  std::string value;  // an AnyValue with a string, put into an array again and again
  for (int depth = 0; depth < 40; ++depth) {
    Bytes out;
    wire::ProtoWriter writer(out);
    if (depth == 0) {
      writer.String(1, "deep");
    } else {
      std::size_t array = writer.BeginMessage(5);
      writer.String(1, value);
      writer.EndMessage(array);
    }
    value = std::string(out.view());
  }
  std::vector<Span> spans = Decode(OneSpan([&](wire::ProtoWriter& writer) {
    std::size_t pair = writer.BeginMessage(9);
    writer.String(1, "nested");
    writer.String(2, value);
    writer.EndMessage(pair);
  }));
  ASSERT_EQ(spans.size(), 1u);
  int depth = 0;
  for (const Value* at = &spans[0].attributes[0].value; std::holds_alternative<Value::Array>(at->is);
       at = &std::get<Value::Array>(at->is)[0])
    ++depth;
  EXPECT_EQ(depth, kMaxValueDepth);
  EXPECT_EQ(spans[0].dropped_attributes, 1u);
}

}  // namespace
}  // namespace elanus::traces
