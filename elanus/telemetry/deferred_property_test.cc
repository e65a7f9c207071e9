// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Thousands of local traces at once, each a random tree of spans on several loops, one in a hundred failing somewhere:
// what is exported is exactly the failing ones, whole, and those whose trace id is under the sampler's threshold.
#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "elanus/async/all.h"
#include "elanus/async/runtime.h"
#include "elanus/async/scope.h"
#include "elanus/async/wait.h"
#include "elanus/telemetry/memory_exporter.h"
#include "elanus/telemetry/span.h"
#include "elanus/telemetry/tracer_provider.h"

namespace elanus::telemetry {
namespace {

constexpr int kTraces = 3000;
constexpr int kLoops = 3;
constexpr int kTogether = 50;  // traces of one loop that run at once
constexpr double kRatio = 0.1;

// Which spans a trace has: drawn before it runs, so that a seed says it all.
class Plan {
 public:
  Plan(Random& random, int loops) : loops_(loops) {
    Grow(random, 0);
    if (random.Below(100) == 0) fails = random.Below(nodes.size());
  }
  class Node {
   public:
    int loop = 0;
    std::vector<std::size_t> children;
  };
  std::vector<Node> nodes;
  std::size_t fails = SIZE_MAX;

 private:
  std::size_t Grow(Random& random, int depth) {
    const std::size_t self = nodes.size();
    nodes.emplace_back();
    nodes[self].loop = static_cast<int>(random.Below(static_cast<std::uint64_t>(loops_)));
    const std::uint64_t children = depth < 3 ? random.Below(4 - depth) : 0;
    for (std::uint64_t i = 0; i < children; ++i) {
      const std::size_t child = Grow(random, depth + 1);
      nodes[self].children.push_back(child);
    }
    return self;
  }
  const int loops_;
};

class Seen {
 public:
  std::size_t spans = 0;
  bool failed = false;
  bool operator==(const Seen&) const = default;
};
// By trace id, in text.
using SeenTraces = std::map<std::string, Seen>;

class World {
 public:
  explicit World(std::uint64_t seed) : random(seed), runtime(RuntimeOptions()), provider(Options(seed)) {}

  Random random;
  std::shared_ptr<MemoryExporter> exporter = std::make_shared<MemoryExporter>();
  Runtime runtime;
  TracerProvider provider;
  std::mutex mutex;
  SeenTraces wanted;

 private:
  static Runtime::Options RuntimeOptions() {
    Runtime::Options options;
    options.loops = kLoops;
    return options;
  }
  TracerProviderOptions Options(std::uint64_t seed) {
    TracerProviderOptions options;
    options.sampler = ParentBased(TraceIdRatio(kRatio));
    options.deferred.emplace();
    options.deferred->slow = Duration::max();
    options.exporter = exporter;
    options.ids = std::make_shared<RandomIds>(Random(seed + 1));
    options.batch.queue_spans = 1 << 20;
    options.batch.queue_bytes = std::size_t{1} << 30;
    return options;
  }
};

Task<void> RunNode(World& world, const Plan& plan, std::size_t index, const Context& ctx);

Task<void> RunChildren(World& world, const Plan& plan, const Plan::Node& node, const Context& ctx) {
  // The first two at once, wherever their loops are; the rest one behind the other.
  std::size_t next = 0;
  if (node.children.size() >= 2) {
    co_await All(RunNode(world, plan, node.children[0], ctx), RunNode(world, plan, node.children[1], ctx));
    next = 2;
  }
  for (; next < node.children.size(); ++next) co_await RunNode(world, plan, node.children[next], ctx);
}

Task<void> RunNode(World& world, const Plan& plan, std::size_t index, const Context& ctx) {
  const Plan::Node& node = plan.nodes[index];
  async::Loop* const home = async::Loop::Current();
  co_await world.runtime.loop(node.loop).Hop();
  {
    Span span(ctx, "work");
    span.Set("index", index);
    co_await RunChildren(world, plan, node, span);
    if (index == plan.fails) (void)span.Fail(NotFound("this one fails"));
    if (index == 0) {
      const std::lock_guard lock(world.mutex);
      const TraceId id = span.span_context().trace_id;
      const bool sampled = id.low >> 1 < static_cast<std::uint64_t>(kRatio * 0x1p63);
      EXPECT_EQ(span.span_context().sampled(), sampled) << "the flag is what the head decided";
      const bool fails = plan.fails != SIZE_MAX;
      if (sampled || fails) world.wanted[id.ToString()] = {plan.nodes.size(), fails};
    }
  }
  co_await home->Hop();
}

Task<void> RunTrace(World& world, const Plan& plan) { co_await RunNode(world, plan, 0, world.provider.Root()); }

Task<void> RunAll(World& world, const std::vector<Plan>& plans) {
  for (std::size_t i = 0; i < plans.size();) {
    Scope scope;
    for (int n = 0; n < kTogether && i < plans.size(); ++n, ++i) scope.Spawn(RunTrace(world, plans[i]));
    co_await scope.Join();
  }
}

Task<void> RunOn(World& world, async::Loop& loop, const std::vector<Plan>& plans) {
  co_await loop.Hop();
  co_await RunAll(world, plans);
}

Task<void> RunOnAllLoops(World& world, const std::vector<std::vector<Plan>>& plans) {
  co_await All(RunOn(world, world.runtime.loop(0), plans[0]), RunOn(world, world.runtime.loop(1), plans[1]),
               RunOn(world, world.runtime.loop(2), plans[2]));
}

SeenTraces Exported(const World& world) {
  SeenTraces seen;
  for (const RecordedSpan& span : world.exporter->spans()) {
    Seen& trace = seen[span.context.trace_id.ToString()];
    ++trace.spans;
    if (span.status_code == static_cast<int>(SpanStatus::kError)) trace.failed = true;
  }
  return seen;
}

class DeferredProperty : public testing::TestWithParam<std::uint64_t> {};

TEST_P(DeferredProperty, FailingTracesAndSampledOnesAreExportedWholeAndNoOthers) {
  World world(GetParam());
  std::vector<std::vector<Plan>> plans(kLoops);
  std::size_t failing = 0;
  for (int i = 0; i < kTraces; ++i) {
    const Plan plan(world.random, kLoops);
    if (plan.fails != SIZE_MAX) ++failing;
    plans[i % plans.size()].push_back(plan);
  }
  Wait(RunOnAllLoops(world, plans));
  ASSERT_TRUE(Wait(world.provider.Shutdown(TimePoint::Never())).ok());

  const SpanCounters counters = world.provider.counters();
  EXPECT_EQ(counters.dropped(), 0u);
  EXPECT_EQ(counters.deferred_held, 0u);
  EXPECT_GT(counters.deferred, failing / 2) << "most failing traces were not sampled";
  EXPECT_GT(failing, kTraces / 200u);
  EXPECT_GT(world.wanted.size(), failing + kTraces / 20);
  EXPECT_TRUE(Exported(world) == world.wanted);
}

INSTANTIATE_TEST_SUITE_P(Seeds, DeferredProperty, testing::Values(1, 2, 3));

}  // namespace
}  // namespace elanus::telemetry
