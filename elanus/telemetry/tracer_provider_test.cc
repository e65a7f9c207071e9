// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/tracer_provider.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "elanus/async/wait.h"
#include "elanus/telemetry/memory_exporter.h"
#include "elanus/telemetry/span.h"
#include "elanus/telemetry/test_provider.h"

namespace elanus {
namespace {

// On threads of its own, as programs have it.
TEST(TracerProvider, SendsWhatIsLeftWhenItGoes) {
  auto exporter = std::make_shared<MemoryExporter>();
  {
    TracerProviderOptions options;
    options.exporter = exporter;
    TracerProvider provider(options);
    Span span(provider.Root(), "S");
  }
  EXPECT_EQ(exporter->spans().size(), 1u);
}

TEST(TracerProvider, MovesWithItsSpans) {
  auto exporter = std::make_shared<MemoryExporter>();
  TracerProviderOptions options;
  options.exporter = exporter;
  TracerProvider first(options);
  TracerProvider provider(std::move(first));
  {
    Span span(provider.Root(), "one");
  }
  EXPECT_TRUE(Wait(provider.ForceFlush(TimePoint::Never())).ok());
  provider = TracerProvider(TracerProviderOptions());
  {
    Span span(provider.Root(), "nobody wants it");
  }
  EXPECT_EQ(exporter->spans().size(), 1u);
}

TEST(TracerProvider, WithoutAnExporterSpansStillHaveIds) {
  TracerProvider provider{TracerProviderOptions()};
  Span span(provider.Root(), "S");
  EXPECT_FALSE(span.recording());
  EXPECT_TRUE(span.span_context().valid());
  EXPECT_TRUE(span.span_context().sampled()) << "whoever is called may want the trace";
  EXPECT_TRUE(Wait(provider.Shutdown(TimePoint::Never())).ok());
}

TEST(TracerProvider, SpansOfAllThreadsAreSentOrCounted) {
  auto exporter = std::make_shared<MemoryExporter>();
  TracerProviderOptions options;
  options.exporter = exporter;
  options.batch.schedule_delay = std::chrono::milliseconds(1);
  TracerProvider provider(options);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&provider] {
      for (int i = 0; i < 5000; ++i) {
        Span outer(provider.Root(), "outer");
        Span inner(outer, "inner");
        inner.Set("i", i);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_TRUE(Wait(provider.Shutdown(TimePoint::Never())).ok());
  const SpanCounters counters = provider.counters();
  EXPECT_EQ(counters.ended, 40'000u);
  EXPECT_EQ(counters.ended, counters.exported + counters.dropped());
  EXPECT_EQ(counters.exported, exporter->spans().size());
  EXPECT_GT(counters.exported, 0u);
}

TEST(TracerProvider, ADetachedContextMayOutliveIt) {
  std::vector<DetachedContext> kept;
  {
    TracerProviderOptions options;
    options.exporter = std::make_shared<MemoryExporter>();
    TracerProvider provider(options);
    Span span(provider.Root(), "S");
    kept.push_back(span.Detach());
  }
  Span late(*kept.front(), "late");
  EXPECT_TRUE(late.recording());
  late.End();
}

TEST(TracerProvider, ASeedReplaysItsIds) {
  const auto ids = [] {
    telemetry::TestProvider test;
    std::vector<std::string> seen;
    test.loop.loop().Post([&] {
      Span span(test.Root(), "S");
      seen.push_back(span.span_context().trace_id.ToString() + span.span_context().span_id.ToString());
    });
    test.loop.RunUntilIdle();
    return seen;
  };
  EXPECT_EQ(ids(), ids());
}

TEST(TracerProvider, DisabledItPassesContextsOn) {
  TracerProviderOptions options;
  options.enabled = false;
  options.exporter = std::make_shared<MemoryExporter>();
  TracerProvider provider(options);
  Span span(provider.Root(), "S");
  EXPECT_FALSE(span.recording());
  EXPECT_FALSE(span.span_context().valid()) << "no ids of its own";
}

}  // namespace
}  // namespace elanus
