// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/span.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "elanus/telemetry/test_provider.h"

namespace elanus {
namespace {

using telemetry::RecordedSpan;
using telemetry::TestProvider;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(Span, KeepsWhatWasSet) {
  TestProvider test;
  {
    Span span(test.Root(), "UserService.GetUser");
    span.Set("flag", true);
    span.Set("int", 7);
    span.Set("negative", -1);
    span.Set("unsigned", std::numeric_limits<std::uint64_t>::max());
    span.Set("double", 0.5);
    span.Set("literal", "text");
    span.Set("string", std::string("owned"));
    span.Set("view", std::string_view("viewed"));
    test.loop.clock().Advance(std::chrono::milliseconds(3));
  }
  const RecordedSpan span = test.OnlySpan();
  EXPECT_EQ(span.name, "UserService.GetUser");
  EXPECT_EQ(span.kind, SpanKind::kInternal);
  EXPECT_THAT(span.attributes, ElementsAre(Pair("flag", "true"), Pair("int", "7"), Pair("negative", "-1"),
                                           Pair("unsigned", "9223372036854775807"), Pair("double", "0.5"),
                                           Pair("literal", "text"), Pair("string", "owned"), Pair("view", "viewed")));
  EXPECT_EQ(span.end_nanos - span.start_nanos, 3'000'000u);
  EXPECT_EQ(span.start_nanos, static_cast<std::uint64_t>(ManualClock::kEpochNanos) + 1'000'000'000u);
  EXPECT_EQ(span.status_code, 0);
  EXPECT_FALSE(span.parent.valid());
  EXPECT_FALSE(span.remote_parent);
  EXPECT_EQ(span.context.flags, SpanContext::kSampled);
}

TEST(Span, TheLastValueOfAKeyWins) {
  TestProvider test;
  {
    Span span(test.Root(), "S");
    span.Set("a", 1);
    span.Set("b", "x");
    span.AddEvent("between");
    span.Set("c", 1);
    span.Set("a", std::string(300, 'y'));
    span.Set("c", 2);
  }
  const RecordedSpan span = test.OnlySpan();
  EXPECT_THAT(span.attributes, ElementsAre(Pair("b", "x"), Pair("a", std::string(300, 'y')), Pair("c", "2")));
  EXPECT_EQ(span.events.size(), 1u);
}

TEST(Span, ChildrenBelongToWhatTheyRunIn) {
  TestProvider test;
  SpanContext outer_context;
  {
    Span outer(test.Root(), "outer");
    outer_context = outer.span_context();
    const Context with_deadline = outer.WithTimeout(std::chrono::seconds(1));
    Span inner(with_deadline, "inner", SpanOptions().Kind(SpanKind::kClient).Attributes({{"db.system", "mysql"}}));
    EXPECT_EQ(SpanContextOf(inner).span_id, inner.span_context().span_id);
    EXPECT_EQ(inner.deadline(), with_deadline.deadline());
  }
  const std::vector<RecordedSpan> spans = test.Spans();
  ASSERT_EQ(spans.size(), 2u);
  EXPECT_EQ(spans[0].name, "inner");
  EXPECT_EQ(spans[0].kind, SpanKind::kClient);
  EXPECT_EQ(spans[0].Find("db.system"), "mysql");
  EXPECT_EQ(spans[0].context.trace_id, outer_context.trace_id);
  EXPECT_EQ(spans[0].parent, outer_context.span_id);
  EXPECT_EQ(spans[1].context.span_id, outer_context.span_id);
}

TEST(Span, FailRecordsTheErrorAndPassesItOn) {
  TestProvider test;
  {
    Span span(test.Root(), "S");
    const Status passed = span.Fail(InvalidArgument("user_id must be positive, got ", -3));
    EXPECT_EQ(passed.message(), "user_id must be positive, got -3");
    EXPECT_TRUE(span.Fail(Ok()).ok());
  }
  const RecordedSpan span = test.OnlySpan();
  EXPECT_EQ(span.status_code, 2);
  EXPECT_EQ(span.status_message, "user_id must be positive, got -3");
  EXPECT_EQ(span.Find("error.type"), "InvalidArgument");
  ASSERT_EQ(span.events.size(), 1u);
  EXPECT_EQ(span.events[0].name, "exception");
  EXPECT_THAT(span.events[0].attributes, ElementsAre(Pair("exception.type", "InvalidArgument"),
                                                     Pair("exception.message", "user_id must be positive, got -3")));
}

TEST(Span, OkIsFinal) {
  TestProvider test;
  {
    Span span(test.Root(), "S");
    span.SetStatus(SpanStatus::kError, "first");
    span.SetStatus(SpanStatus::kUnset);
    span.Ok();
    span.SetStatus(SpanStatus::kError, "too late");
  }
  const RecordedSpan span = test.OnlySpan();
  EXPECT_EQ(span.status_code, 1);
  EXPECT_EQ(span.status_message, "");
}

TEST(Span, WhatComesAfterTheEndIsIgnored) {
  TestProvider test;
  {
    Span span(test.Root(), "S");
    span.End();
    EXPECT_FALSE(span.recording());
    span.Set("late", 1);
    span.AddEvent("late");
    span.End();
  }
  EXPECT_THAT(test.OnlySpan().attributes, IsEmpty());
}

TEST(Span, AnEndBeforeTheStartIsTheStart) {
  TestProvider test;
  Span span(test.Root(), "S", SpanOptions().StartTime(TimePoint(500)));
  span.End(TimePoint(100));
  const RecordedSpan read = test.OnlySpan();
  EXPECT_EQ(read.start_nanos, static_cast<std::uint64_t>(ManualClock::kEpochNanos) + 500);
  EXPECT_EQ(read.end_nanos, read.start_nanos);
}

TEST(Span, EventsAndLinksCarryAttributes) {
  TestProvider test;
  const SpanContext other(TraceId(1, 2), SpanId(3), SpanContext::kSampled);
  {
    Span span(test.Root(), "S", SpanOptions().Links(std::span(&other, 1)));
    test.loop.clock().Advance(std::chrono::microseconds(5));
    span.AddEvent("cache.miss", {{"cache.key", "u1"}, {"cache.size", 3}});
    span.AddLink(other, {{"why", "batch"}});
    span.AddLink(SpanContext());  // not valid: no link
  }
  const RecordedSpan span = test.OnlySpan();
  ASSERT_EQ(span.events.size(), 1u);
  EXPECT_EQ(span.events[0].at_nanos, span.start_nanos + 5000);
  EXPECT_THAT(span.events[0].attributes, ElementsAre(Pair("cache.key", "u1"), Pair("cache.size", "3")));
  ASSERT_EQ(span.links.size(), 2u);
  EXPECT_EQ(span.links[0].context.trace_id, other.trace_id);
  EXPECT_THAT(span.links[1].attributes, ElementsAre(Pair("why", "batch")));
  EXPECT_EQ(span.links[1].context.span_id, other.span_id);
}

TEST(Span, LimitsDropAndCount) {
  TracerProviderOptions options;
  options.limits.attributes = 2;
  options.limits.events = 1;
  options.limits.links = 1;
  options.limits.attributes_per_event = 1;
  options.limits.attributes_per_link = 0;
  options.limits.value_bytes = 4;
  TestProvider test(options);
  const SpanContext other(TraceId(1, 2), SpanId(3), 0);
  {
    Span span(test.Root(), "S");
    span.Set("a", "123456");
    span.Set("b", "12\xC3\xA4\xC3\xA4");  // the second letter would be cut in the middle
    span.Set("c", 1);
    span.Set("a", 2);  // an old key is no new attribute
    span.AddEvent("e", {{"x", 1}, {"y", 2}, {"z", 3}});
    span.AddEvent("f");
    span.AddLink(other, {{"x", 1}});
    span.AddLink(other);
    span.AddLink(other);
  }
  const RecordedSpan span = test.OnlySpan();
  EXPECT_THAT(span.attributes, ElementsAre(Pair("b", "12\xC3\xA4"), Pair("a", "2")));
  EXPECT_EQ(span.dropped_attributes, 1u);
  ASSERT_EQ(span.events.size(), 1u);
  EXPECT_THAT(span.events[0].attributes, ElementsAre(Pair("x", "1")));
  EXPECT_EQ(span.events[0].dropped_attributes, 2u);
  EXPECT_EQ(span.dropped_events, 1u);
  ASSERT_EQ(span.links.size(), 1u);
  EXPECT_EQ(span.links[0].dropped_attributes, 1u);
  EXPECT_EQ(span.dropped_links, 2u);
}

TEST(Span, TextsOfEverySizeArriveWhole) {
  const std::string letters = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  TestProvider test;
  {
    Span span(test.Root(), "S");
    for (std::size_t size = 0; size <= 60; ++size) span.Set(letters.substr(0, size), letters.substr(1, size));
  }
  const RecordedSpan span = test.OnlySpan();
  ASSERT_EQ(span.attributes.size(), 61u);
  for (std::size_t size = 0; size <= 60; ++size) {
    EXPECT_EQ(span.attributes[size].first, letters.substr(0, size));
    EXPECT_EQ(span.attributes[size].second, letters.substr(1, size));
  }
}

// reliability.md E11.
TEST(Span, HugeContentsAreDroppedAndCounted) {
  TestProvider test;
  const std::string huge(10'000'000, 'x');
  {
    Span span(test.Root(), "S");
    span.Set("huge", huge);
    span.AddEvent("huge", {{"huge", huge}});
    for (int i = 0; i < 10'000; ++i) span.Set("key" + std::to_string(i), i);
    for (int i = 0; i < 100'000; ++i) span.AddEvent("event");
  }
  const RecordedSpan span = test.OnlySpan();
  EXPECT_EQ(span.attributes.size(), 128u);
  EXPECT_EQ(span.dropped_attributes, 10'000u - 128u + 1u);
  EXPECT_EQ(span.events.size(), 128u);
  EXPECT_EQ(span.dropped_events, 100'000u - 128u + 1u);
}

TEST(Span, TextIsMadeUtf8) {
  TestProvider test;
  {
    Span span(test.Root(), "bad \xFF name");
    span.Set("bad \xC0 key", "bad \xED\xA0\x80 value");
  }
  const RecordedSpan span = test.OnlySpan();
  EXPECT_EQ(span.name, "bad \xEF\xBF\xBD name");
  EXPECT_THAT(span.attributes,
              ElementsAre(Pair("bad \xEF\xBF\xBD key", "bad \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD value")));
}

TEST(Span, WithoutAProviderItDoesNothing) {
  ContextRoot ctx;
  Span span(ctx, "S");
  EXPECT_FALSE(span.recording());
  EXPECT_FALSE(span.span_context().valid());
  EXPECT_EQ(span.trace(), nullptr);
  span.Set("a", 1);
  EXPECT_FALSE(span.Fail(NotFound("x")).ok());
}

TEST(Span, UnsampledSpansHaveIdsAndRecordNothing) {
  TracerProviderOptions options;
  options.sampler = ParentBased(AlwaysOff());
  TestProvider test(options);
  {
    Span outer(test.Root(), "outer");
    Span inner(outer, "inner");
    EXPECT_FALSE(inner.recording());
    EXPECT_TRUE(inner.span_context().valid());
    EXPECT_FALSE(inner.span_context().sampled());
    EXPECT_EQ(inner.span_context().trace_id, outer.span_context().trace_id);
    EXPECT_NE(inner.span_context().span_id, outer.span_context().span_id);
  }
  EXPECT_THAT(test.Spans(), IsEmpty());
  EXPECT_EQ(test.provider.counters().ended, 0u);
}

class RecordOnly final : public Sampler {
 public:
  SamplingResult ShouldSample(const SamplingInput&) const override { return SamplingDecision::kRecordOnly; }
  std::string Description() const override { return "RecordOnly"; }
};

TEST(Span, RecordedButNotSampledIsNotSent) {
  TracerProviderOptions options;
  options.sampler = std::make_shared<RecordOnly>();
  TestProvider test(options);
  {
    Span span(test.Root(), "S");
    EXPECT_TRUE(span.recording());
    EXPECT_FALSE(span.span_context().sampled());
  }
  EXPECT_THAT(test.Spans(), IsEmpty());
}

TEST(Span, ADetachedContextGoesOnInTheTrace) {
  TestProvider test;
  SpanId outer_id;
  std::vector<DetachedContext> kept;
  {
    Span outer(test.Root(), "outer");
    outer_id = outer.span_context().span_id;
    kept.push_back(outer.Detach());
  }
  {
    Span late(*kept.front(), "late");
  }
  const std::vector<RecordedSpan> spans = test.Spans();
  ASSERT_EQ(spans.size(), 2u);
  EXPECT_EQ(spans[1].name, "late");
  EXPECT_EQ(spans[1].parent, outer_id);
  EXPECT_EQ(spans[1].context.trace_id, spans[0].context.trace_id);
}

}  // namespace
}  // namespace elanus
