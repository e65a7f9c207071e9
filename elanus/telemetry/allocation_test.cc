// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Spans allocate nothing once the pools and the queue are warm: counted by replacing operator new in this program.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "elanus/telemetry/span.h"
#include "elanus/telemetry/test_provider.h"

namespace {

// Of this thread: gtest and the runtimes have others.
thread_local std::uint64_t allocations = 0;

}  // namespace

[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* block = std::malloc(size)) return block;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* block) noexcept { std::free(block); }
[[gnu::noinline]] void operator delete(void* block, std::size_t) noexcept { std::free(block); }

namespace elanus {
namespace {

// Takes everything, reads nothing.
class Sink final : public SpanExporter {
 public:
  Task<ExportResult> Export(Bytes, TimePoint) override { co_return ExportResult(); }
  void Stop() override {}
};

void CallWithSixAttributes(const Context& ctx, int i) {
  Span outer(ctx, "UserService.GetUser");
  Span span(outer, "MySQL.SelectUser");
  span.Set("db.system", "mysql");
  span.Set("db.operation", "SELECT");
  span.Set("db.table", "users");
  span.Set("db.user_id", i);
  span.Set("db.cached", false);
  span.Set("db.cost", 0.5);
  span.Ok();
}

std::uint64_t AllocationsOf(const TracerProviderOptions& options) {
  telemetry::TestProvider test(options);
  std::uint64_t counted = 0;
  // On the loop, where the pool is.
  test.loop.loop().Post([&] {
    for (int i = 0; i < 1000; ++i) CallWithSixAttributes(test.Root(), i);
    const std::uint64_t before = allocations;
    for (int i = 0; i < 10'000; ++i) CallWithSixAttributes(test.Root(), i);
    counted = allocations - before;
  });
  test.loop.RunUntilIdle();
  return counted;
}

TEST(Allocations, NoneForSampledSpans) {
  TracerProviderOptions options;
  options.exporter = std::make_shared<Sink>();
  options.batch.queue_spans = 100;  // most are dropped, behind the same work
  EXPECT_EQ(AllocationsOf(options), 0u);
}

TEST(Allocations, NoneForSampledSpansThatAreExportedMeanwhile) {
  TracerProviderOptions options;
  options.exporter = std::make_shared<Sink>();
  telemetry::TestProvider test(options);
  const auto round = [&] {
    std::uint64_t counted = 0;
    test.loop.loop().Post([&] {
      const std::uint64_t before = allocations;
      for (int i = 0; i < 500; ++i) CallWithSixAttributes(test.Root(), i);
      counted = allocations - before;
    });
    test.loop.RunUntilIdle();
    test.loop.Advance(std::chrono::seconds(6));
    return counted;
  };
  for (int i = 0; i < 10; ++i) round();
  std::uint64_t counted = 0;
  for (int i = 0; i < 10; ++i) counted += round();
  EXPECT_EQ(counted, 0u);
  EXPECT_EQ(test.provider.counters().exported, 20'000u);
}

TEST(Allocations, NoneForUnsampledSpans) {
  TracerProviderOptions options;
  options.exporter = std::make_shared<Sink>();
  options.sampler = ParentBased(TraceIdRatio(0));
  EXPECT_EQ(AllocationsOf(options), 0u);
}

TEST(Allocations, NoneForSpansThatAreHeldAndForgotten) {
  TracerProviderOptions options;
  options.exporter = std::make_shared<Sink>();
  options.sampler = ParentBased(TraceIdRatio(0));
  options.deferred.emplace();
  EXPECT_EQ(AllocationsOf(options), 0u);
}

TEST(Allocations, NoneForSpansThatAreHeldAndSent) {
  TracerProviderOptions options;
  options.exporter = std::make_shared<Sink>();
  options.batch.queue_spans = 100;
  options.sampler = ParentBased(TraceIdRatio(0));
  options.deferred.emplace();
  options.deferred->slow = Duration(0);
  EXPECT_EQ(AllocationsOf(options), 0u);
}

}  // namespace
}  // namespace elanus
