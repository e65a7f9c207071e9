// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Bounds, eviction, late and repeated spans, and that every span is counted once.
#include "tools/elanus/traces/store.h"

#include <gtest/gtest.h>

#include <thread>

#include "tools/elanus/traces/test_spans.h"

namespace elanus::traces {
namespace {

using namespace std::chrono_literals;

const auto kOrigin = TestOrigin("s");

Span SpanOf(std::uint64_t trace, SpanId id) {
  return TestSpan(id, 0, "span", 0, 1, kOrigin, SpanKind::kInternal, TraceId(0, trace));
}
TimePoint At(Duration since) { return TimePoint(1'000'000'000) + since; }

void ExpectAllCounted(const StoreStats& stats) {
  EXPECT_EQ(stats.spans_received,
            stats.spans_kept + stats.spans_evicted + stats.spans_dropped + stats.spans_duplicate + stats.spans_invalid);
}

StoreLimits Traces(std::size_t n) {
  StoreLimits limits;
  limits.traces = n;
  return limits;
}

TEST(Store, GivesBackATrace) {
  Store store;
  EXPECT_TRUE(store.Add(SpanOf(7, 1), At(0s)));
  EXPECT_TRUE(store.Add(SpanOf(7, 2), At(0s)));
  auto trace = store.Get(TraceId(0, 7));
  ASSERT_TRUE(trace);
  ASSERT_EQ(trace->spans.size(), 2u);
  EXPECT_EQ(trace->spans[1]->id, 2u);
  EXPECT_FALSE(store.Get(TraceId(0, 8)));
}

TEST(Store, RefusesSpansWithoutIds) {
  Store store;
  EXPECT_FALSE(store.Add(SpanOf(0, 1), At(0s)));
  EXPECT_FALSE(store.Add(SpanOf(1, 0), At(0s)));
  StoreStats stats = store.Stats(At(0s));
  EXPECT_EQ(stats.spans_invalid, 2u);
  EXPECT_EQ(stats.traces_kept, 0u);
  ExpectAllCounted(stats);
}

TEST(Store, TheTraceThatWasQuietForLongestMakesRoom) {
  Store store(Traces(2));
  store.Add(SpanOf(1, 1), At(0s));
  store.Add(SpanOf(2, 1), At(1s));
  store.Add(SpanOf(1, 2), At(2s));  // a late span: trace 2 is the oldest now
  store.Add(SpanOf(3, 1), At(3s));
  EXPECT_TRUE(store.Get(TraceId(0, 1)));
  EXPECT_FALSE(store.Get(TraceId(0, 2)));
  EXPECT_TRUE(store.Get(TraceId(0, 3)));
  StoreStats stats = store.Stats(At(10s));
  EXPECT_EQ(stats.traces_evicted, 1u);
  EXPECT_EQ(stats.spans_evicted, 1u);
  EXPECT_EQ(stats.traces_kept, 2u);
  EXPECT_EQ(stats.oldest_age, Duration(8s));
  EXPECT_EQ(stats.oldest_version, 3u);
  ExpectAllCounted(stats);
}

TEST(Store, BytesAreBoundedAndGivenBack) {
  StoreLimits limits;
  limits.bytes = 200'000;
  limits.bytes_per_trace = 100'000;
  Store store(limits);
  for (std::uint64_t i = 1; i <= 1000; ++i) {
    Span span = SpanOf(i, 1);
    span.attributes.emplace_back("big", Value(std::string(5000, 'x')));
    store.Add(std::move(span), At(0s));
    EXPECT_LE(store.Stats(At(0s)).bytes, limits.bytes);
  }
  StoreStats stats = store.Stats(At(0s));
  EXPECT_GT(stats.traces_kept, 20u);
  EXPECT_LT(stats.traces_kept, 40u);
  EXPECT_TRUE(store.Get(TraceId(0, 1000)));
  ExpectAllCounted(stats);
}

TEST(Store, AnEndlessTraceKeepsToItsLimits) {
  StoreLimits limits;
  limits.spans_per_trace = 10;
  Store store(limits);
  for (SpanId id = 1; id <= 25; ++id) EXPECT_TRUE(store.Add(SpanOf(1, id), At(0s)));
  auto trace = store.Get(TraceId(0, 1));
  EXPECT_EQ(trace->spans.size(), 10u);
  EXPECT_EQ(trace->dropped_spans, 15u);
  ExpectAllCounted(store.Stats(At(0s)));
}

TEST(Store, ASpanLargerThanATraceMayBeIsDroppedAndCounted) {
  StoreLimits limits;
  limits.bytes_per_trace = 10'000;
  Store store(limits);
  Span span = SpanOf(1, 1);
  span.name = std::string(20'000, 'x');
  EXPECT_TRUE(store.Add(std::move(span), At(0s)));
  EXPECT_TRUE(store.Get(TraceId(0, 1))->spans.empty());
  EXPECT_EQ(store.Stats(At(0s)).spans_dropped, 1u);
  EXPECT_LT(store.Stats(At(0s)).bytes, 10'000u);
}

TEST(Store, ASpanThatCameBeforeIsCountedOnly) {
  Store store;
  store.Add(SpanOf(1, 1), At(0s));
  EXPECT_TRUE(store.Add(SpanOf(1, 1), At(0s)));
  EXPECT_EQ(store.Get(TraceId(0, 1))->spans.size(), 1u);
  EXPECT_EQ(store.Stats(At(0s)).spans_duplicate, 1u);
  ExpectAllCounted(store.Stats(At(0s)));
}

TEST(Store, OriginsThatComeWithEachBatchAreCounted) {
  Store store;
  store.Add(SpanOf(1, 1), At(0s));
  std::uint64_t before = store.Stats(At(0s)).bytes;
  Origin origin;
  origin.resource.emplace_back("big", Value(std::string(50'000, 'x')));
  auto shared = std::make_shared<const Origin>(std::move(origin));
  for (SpanId id = 2; id <= 4; ++id) {
    Span span = SpanOf(1, id);
    span.origin = shared;
    store.Add(std::move(span), At(0s));
  }
  std::uint64_t grown = store.Stats(At(0s)).bytes - before;
  EXPECT_GE(grown, 50'000u);
  EXPECT_LT(grown, 100'000u);
}

TEST(Store, TellsWhatChanged) {
  Store store;
  store.Add(SpanOf(1, 1), At(0s));
  store.Add(SpanOf(2, 1), At(0s));
  std::uint64_t version = store.Stats(At(0s)).version;
  EXPECT_EQ(store.ChangedSince(0).size(), 2u);
  EXPECT_EQ(store.ChangedSince(0)[0].id, TraceId(0, 2));
  EXPECT_TRUE(store.ChangedSince(version).empty());
  store.Add(SpanOf(1, 2), At(0s));
  auto changed = store.ChangedSince(version);
  ASSERT_EQ(changed.size(), 1u);
  EXPECT_EQ(changed[0].id, TraceId(0, 1));
}

TEST(Store, ATraceIsTakenOnceWhenItIsQuiet) {
  Store store;
  store.Add(SpanOf(1, 1), At(0ms));
  store.Add(SpanOf(2, 1), At(600ms));
  EXPECT_TRUE(store.TakeQuiet(At(999ms), 1s).empty());
  auto taken = store.TakeQuiet(At(1000ms), 1s);
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(taken[0].id, TraceId(0, 1));
  store.Add(SpanOf(1, 2), At(1100ms));  // late: kept, but not shown again
  taken = store.TakeQuiet(At(9s), 1s);
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(taken[0].id, TraceId(0, 2));
  EXPECT_TRUE(store.TakeQuiet(At(10s), 1s).empty());
  EXPECT_EQ(store.Get(TraceId(0, 1))->spans.size(), 2u);
}

TEST(Store, WaitsEndWithAChangeAndWithWake) {
  Store store;
  std::thread writer([&] { store.Add(SpanOf(1, 1), At(0s)); });
  store.WaitChange(0, 1h);
  writer.join();
  EXPECT_EQ(store.Stats(At(0s)).version, 1u);
  std::thread closer([&] { store.Wake(); });
  store.WaitChange(UINT64_MAX, 1h);
  closer.join();
}

TEST(Store, ManyThreadsLoseNothing) {
  Store store(Traces(50));
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&store, t] {
      for (SpanId i = 1; i <= 500; ++i) {
        store.Add(SpanOf(1 + i % 100, static_cast<SpanId>(t) * 1000 + i), At(0s));
        if (i % 50 == 0) store.ChangedSince(0);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  StoreStats stats = store.Stats(At(0s));
  EXPECT_EQ(stats.spans_received, 2000u);
  EXPECT_EQ(stats.traces_kept, 50u);
  ExpectAllCounted(stats);
}

}  // namespace
}  // namespace elanus::traces
