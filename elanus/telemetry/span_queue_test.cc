// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/span_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "elanus/telemetry/encode.h"
#include "elanus/wire/protobuf/writer.h"

namespace elanus::telemetry {
namespace {

std::string Span(std::string_view content) {
  Bytes out;
  wire::ProtoWriter(out).String(otlp::kSpans, content);
  return std::string(out.view());
}

std::vector<std::string> CutAll(SpanQueue& queue, std::size_t max_spans, std::size_t max_bytes) {
  std::vector<std::string> slices;
  while (queue.Cut(max_spans, max_bytes, [&](std::string_view view, std::size_t) { slices.emplace_back(view); })) {
  }
  return slices;
}

TEST(SpanQueue, CutsBetweenSpans) {
  SpanQueue queue(100, 10000);
  for (const char* text : {"a", "bb", "ccc", "dddd"}) EXPECT_EQ(queue.Add(Span(text)), SpanQueue::Added::kYes);
  EXPECT_EQ(queue.collected(), 0u);
  queue.Collect();
  EXPECT_EQ(queue.collected(), 4u);
  EXPECT_EQ(CutAll(queue, 3, 10000), (std::vector<std::string>{Span("a") + Span("bb") + Span("ccc"), Span("dddd")}));
  EXPECT_EQ(queue.size(), 0u);
}

TEST(SpanQueue, CutsByBytesButNeverLessThanOne) {
  SpanQueue queue(100, 10000);
  const std::string large = Span(std::string(300, 'x'));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(queue.Add(large), SpanQueue::Added::kYes);
  queue.Collect();
  EXPECT_EQ(CutAll(queue, 100, 2 * large.size()), (std::vector<std::string>{large + large, large}));
  EXPECT_EQ(queue.Add(large), SpanQueue::Added::kYes);
  queue.Collect();
  EXPECT_EQ(CutAll(queue, 100, 1), (std::vector<std::string>{large}));
}

TEST(SpanQueue, IsBoundedInSpansAndBytes) {
  const std::string span = Span("12345678");
  SpanQueue few(2, 10000);
  EXPECT_EQ(few.Add(span), SpanQueue::Added::kYes);
  EXPECT_EQ(few.Add(span), SpanQueue::Added::kYes);
  EXPECT_EQ(few.Add(span), SpanQueue::Added::kTooMany);
  few.Collect();
  EXPECT_EQ(few.Add(span), SpanQueue::Added::kTooMany) << "what was collected still waits";
  CutAll(few, 1, 10000);
  EXPECT_EQ(few.Add(span), SpanQueue::Added::kYes);

  SpanQueue small(100, 2 * span.size());
  EXPECT_EQ(small.Add(span), SpanQueue::Added::kYes);
  EXPECT_EQ(small.Add(span), SpanQueue::Added::kYes);
  EXPECT_EQ(small.Add(span), SpanQueue::Added::kTooManyBytes);
  EXPECT_EQ(small.size(), 2u);
}

TEST(SpanQueue, LosesNothingBetweenThreads) {
  constexpr int kThreads = 4;
  constexpr int kEach = 20'000;
  SpanQueue queue(1000, 1 << 20);
  std::atomic<std::uint64_t> taken = 0;
  std::atomic<int> running = kThreads;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      const std::string span = Span("span");
      for (int i = 0; i < kEach; ++i) taken += queue.Add(span) == SpanQueue::Added::kYes;
      --running;
    });
  }
  std::uint64_t cut = 0;
  bool last = false;
  while (!last) {
    last = running == 0;
    queue.Collect();
    while (queue.Cut(7, 10000, [&](std::string_view, std::size_t spans) { cut += spans; })) {
    }
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(cut, taken);
  EXPECT_GT(cut, 0u);
  EXPECT_EQ(queue.size(), 0u);
}

}  // namespace
}  // namespace elanus::telemetry
