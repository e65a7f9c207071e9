// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Trees, critical paths and network gaps, also of traces that make no sense.
#include "tools/elanus/traces/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tools/elanus/traces/summary.h"
#include "tools/elanus/traces/test_spans.h"

namespace elanus::traces {
namespace {

const auto kOrigin = TestOrigin("s");

Span S(SpanId id, SpanId parent, std::uint64_t from, std::uint64_t to, SpanKind kind = SpanKind::kInternal) {
  return TestSpan(id, parent, "span" + std::to_string(id), from, to, kOrigin, kind);
}
// Microseconds.
Stretch Us(std::uint64_t from, std::uint64_t to) { return Stretch(from * 1000, to * 1000); }

// "id:depth" in order; missing parents in brackets.
std::string Shape(const Layout& layout) {
  std::string out;
  for (const Row& row : layout.rows) {
    std::string id = std::to_string(row.id);
    if (!row.span) id = "[" + id + "]";
    out += (out.empty() ? "" : " ") + id + ":" + std::to_string(row.depth);
  }
  return out;
}

const Row& RowOf(const Layout& layout, SpanId id) {
  for (const Row& row : layout.rows) {
    if (row.id == id) return row;
  }
  ADD_FAILURE() << "no row " << id;
  return layout.rows.front();
}

TEST(Layout, OrdersByStartBelowParents) {
  Trace trace = TestTrace({S(4, 1, 60, 90), S(3, 2, 20, 30), S(1, 0, 0, 100), S(2, 1, 10, 50)});
  Layout layout = LayOut(trace);
  EXPECT_EQ(Shape(layout), "1:0 2:1 3:2 4:1");
  EXPECT_EQ(layout.start, kTestStart);
  EXPECT_EQ(layout.length, 100'000u);
  EXPECT_EQ(layout.root, 0);
  EXPECT_EQ(layout.rows[2].parent, 1);
  EXPECT_EQ(layout.rows[0].children, 2);
  EXPECT_FALSE(layout.rows[1].last);
  EXPECT_TRUE(layout.rows[3].last);
}

TEST(Layout, EmptyTraceHasNoRows) {
  Trace trace;
  Layout layout = LayOut(trace);
  EXPECT_TRUE(layout.rows.empty());
  EXPECT_EQ(layout.root, -1);
}

TEST(Layout, SpansOfAMissingParentStandBelowItsRow) {
  Trace trace = TestTrace({S(5, 77, 10, 30), S(6, 77, 20, 60), S(7, 0, 0, 5)});
  Layout layout = LayOut(trace);
  EXPECT_EQ(Shape(layout), "7:0 [77]:0 5:1 6:1");
  EXPECT_EQ(layout.rows[1].time, Us(10, 60));
  EXPECT_EQ(layout.root, 1);
  EXPECT_TRUE(layout.rows[1].critical.empty());
  Summary summary = Summarize(trace, layout);
  EXPECT_EQ(summary.name, "span5");
  EXPECT_EQ(summary.missing_parents, 1u);
}

TEST(Layout, CyclesAreCut) {
  EXPECT_EQ(Shape(LayOut(TestTrace({S(1, 1, 0, 10)}))), "1:0");
  Trace trace = TestTrace({S(1, 3, 0, 10), S(2, 1, 1, 9), S(3, 2, 2, 8), S(4, 3, 3, 7)});
  Layout layout = LayOut(trace);
  EXPECT_EQ(layout.rows.size(), 4u);
  EXPECT_EQ(RowOf(layout, 4).parent >= 0, true);
}

TEST(Layout, AChainOfTenThousandIsNoTrouble) {
  std::vector<Span> spans;
  for (SpanId id = 1; id <= 10'000; ++id) spans.push_back(S(id, id - 1, id, 20'000 - id));
  Trace trace = TestTrace(std::move(spans));
  Layout layout = LayOut(trace);
  ASSERT_EQ(layout.rows.size(), 10'000u);
  EXPECT_EQ(layout.rows.back().depth, 9'999);
}

TEST(Layout, ASpanWithoutAStartDoesNotStretchTheAxis) {
  Span odd = S(2, 1, 0, 0);
  odd.start = 0;
  odd.end = 0;
  Trace trace = TestTrace({S(1, 0, 0, 100), odd});
  EXPECT_EQ(LayOut(trace).length, 100'000u);
}

TEST(Layout, ExtremeTimesDoNotOverflow) {
  Span early = S(1, 0, 0, 0);
  early.start = 1;
  early.end = UINT64_MAX;
  Span late = S(2, 1, 0, 0);
  late.start = UINT64_MAX;
  late.end = 1;
  Trace trace = TestTrace({early, late});
  Layout layout = LayOut(trace);
  EXPECT_EQ(layout.length, UINT64_MAX - 1);
  EXPECT_EQ(RowOf(layout, 2).time, Stretch(UINT64_MAX - 1, UINT64_MAX - 1));
}

TEST(CriticalPath, GoesThroughTheChildThatEndsLast) {
  // 1 waits for 2, then for 4; 3 runs beside 2 and ends before it.
  Trace trace = TestTrace({S(1, 0, 0, 100), S(2, 1, 10, 50), S(3, 1, 15, 40), S(4, 1, 60, 90)});
  Layout layout = LayOut(trace);
  EXPECT_THAT(RowOf(layout, 1).critical, testing::ElementsAre(Us(0, 10), Us(50, 60), Us(90, 100)));
  EXPECT_THAT(RowOf(layout, 2).critical, testing::ElementsAre(Us(10, 50)));
  EXPECT_TRUE(RowOf(layout, 3).critical.empty());
  EXPECT_THAT(RowOf(layout, 4).critical, testing::ElementsAre(Us(60, 90)));
}

TEST(CriticalPath, AddsUpToTheRoot) {
  Trace trace = TestTrace(GuideSpans());
  Layout layout = LayOut(trace);
  std::uint64_t sum = 0;
  for (const Row& row : layout.rows) {
    for (const Stretch& stretch : row.critical) sum += stretch.length();
  }
  EXPECT_EQ(sum, layout.length);
}

TEST(CriticalPath, AChildThatOutlivesItsParentIsCut) {
  Trace trace = TestTrace({S(1, 0, 0, 100), S(2, 1, 80, 200)});
  Layout layout = LayOut(trace);
  EXPECT_THAT(RowOf(layout, 1).critical, testing::ElementsAre(Us(0, 80)));
  EXPECT_THAT(RowOf(layout, 2).critical, testing::ElementsAre(Us(80, 100)));
}

TEST(Network, IsWhatTheClientSawBeyondTheServer) {
  Trace trace = TestTrace({S(1, 0, 0, 100, SpanKind::kClient), S(2, 1, 20, 90, SpanKind::kServer)});
  Layout layout = LayOut(trace);
  EXPECT_EQ(layout.rows[0].request, Us(0, 20));
  EXPECT_EQ(layout.rows[0].response, Us(90, 100));
  EXPECT_FALSE(layout.rows[0].skewed);
}

TEST(Network, ATimedOutCallHasNoWayBack) {
  Trace trace = TestTrace({S(1, 0, 0, 100, SpanKind::kClient), S(2, 1, 20, 500, SpanKind::kServer)});
  Layout layout = LayOut(trace);
  EXPECT_EQ(layout.rows[0].request, Us(0, 20));
  EXPECT_FALSE(layout.rows[0].response);
}

TEST(Network, ARetryCountsFromTheFirstAttemptToTheLast) {
  Trace trace = TestTrace(
      {S(1, 0, 0, 100, SpanKind::kClient), S(2, 1, 10, 300, SpanKind::kServer), S(3, 1, 60, 95, SpanKind::kServer)});
  Layout layout = LayOut(trace);
  EXPECT_EQ(RowOf(layout, 1).request, Us(0, 10));
  EXPECT_EQ(RowOf(layout, 1).response, Us(95, 100));
}

TEST(Network, ClocksThatDisagreeAreSaidSo) {
  Trace trace = TestTrace({S(1, 0, 10, 100, SpanKind::kClient), S(2, 1, 0, 50, SpanKind::kServer)});
  Layout layout = LayOut(trace);
  EXPECT_TRUE(RowOf(layout, 1).skewed);
  EXPECT_FALSE(RowOf(layout, 1).request);
}

TEST(Summary, SaysWhatTheListShows) {
  Trace trace = TestTrace(GuideSpans(/*failing=*/true));
  Summary summary = Summarize(trace, LayOut(trace));
  EXPECT_EQ(summary.name, "CallUserServiceWorkflow");
  EXPECT_EQ(summary.service, "user-client");
  EXPECT_THAT(summary.services, testing::ElementsAre("user-client", "user-service"));
  EXPECT_THAT(summary.names, testing::Contains("MySQL.SelectUser"));
  EXPECT_EQ(summary.protocol, "TTHeader|Framed");
  EXPECT_EQ(summary.spans, 10u);
  EXPECT_EQ(summary.errors, 1u);
  EXPECT_EQ(summary.length, 10'000'000u);
}

}  // namespace
}  // namespace elanus::traces
