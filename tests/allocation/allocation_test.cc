// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Heap allocations of a unary call in steady state, client and server together: none, traced or not. Counted over TCP
// (the in-memory network of other tests allocates itself) by replacing operator new in this program; what the pools
// keep is not asked for again.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

#include "elanus/async/scope.h"
#include "elanus/async/test_loop.h"
#include "elanus/async/wait.h"
#include "elanus/elanus.h"
#include "shop/shop.h"

namespace {
std::atomic<long> allocations = 0;
}  // namespace

[[gnu::noinline]] void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* block = std::malloc(size)) return block;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* block) noexcept { std::free(block); }
[[gnu::noinline]] void operator delete(void* block, std::size_t) noexcept { std::free(block); }

namespace elanus {
namespace {

constexpr int kWarmUp = 3000;
constexpr int kCalls = 1000;

class EchoHandler final : public shop::Shop {
 public:
  Task<Result<std::string>> Echo(const Context&, std::string text) override { co_return std::move(text); }
  Task<Result<std::string>> Join(const Context&, std::string, std::int64_t, shop::Item) override { co_return ""; }
  Task<Result<shop::Item>> Buy(const Context&, std::int64_t id) override { co_return shop::Item(id, "short"); }
  Task<Status> Touch(const Context&, std::string) override { co_return Ok(); }
  Task<Status> Notify(const Context&, std::string) override { co_return Ok(); }
  Task<Result<std::int32_t>> Notified(const Context&, std::string) override { co_return 0; }
  Task<Result<std::string>> Sleep(const Context&, std::int32_t) override { co_return ""; }
  Task<Result<std::string>> Fail(const Context&, std::string) override { co_return ""; }
  Task<Result<std::string>> Meta(const Context&, std::string) override { co_return ""; }
};

class Swallow final : public SpanExporter {
 public:
  Task<ExportResult> Export(Bytes batch, TimePoint) override {
    bytes += batch.size();
    co_return ExportResult();
  }
  void Stop() override {}
  std::size_t bytes = 0;
};

// Both ends in this process, a loop each.
class Pair {
 public:
  explicit Pair(std::vector<ServerOption> server_options = {}, std::vector<ClientOption> client_options = {})
      : server_runtime_(OneLoop()), client_runtime_(OneLoop()) {
    server_options.push_back(WithServiceAddr("127.0.0.1:0"));
    server_options.push_back(WithRuntime(server_runtime_));
    server_ = std::make_unique<Server>(std::move(server_options));
    shop::Register(*server_, std::make_shared<EchoHandler>());
    const Status started = server_->Start();
    ELANUS_CHECK(started.ok(), started.ToString());
    client_ = std::make_unique<shop::ShopClient>(
        "shop", WithHostPorts(server_->address().ToString()), WithRuntime(client_runtime_),
        WithConnectTimeout(std::chrono::seconds(5)), ClientOption([client_options](client::Config& config) {
          for (const ClientOption& option : client_options) option.Apply(config);
        }));
  }
  shop::ShopClient& client() { return *client_; }
  async::Loop& loop() { return client_runtime_.loop(0); }

 private:
  static Runtime::Options OneLoop() {
    Runtime::Options options;
    options.loops = 1;
    return options;
  }

  Runtime server_runtime_;
  Runtime client_runtime_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<shop::ShopClient> client_;
};

Task<long> Calls(Pair& pair, const Context& ctx) {
  co_await pair.loop().Hop();
  const std::string text = "short";
  long before = 0;
  for (int i = 0; i < kWarmUp + kCalls; ++i) {
    if (i == kWarmUp) before = allocations;
    auto reply = co_await pair.client().Echo(ctx, text);
    ELANUS_CHECK(reply.ok(), reply.status().ToString());
  }
  co_return allocations - before;
}

void ExpectNone(long allocated, const char* what) {
  std::printf("%s: %.3f allocations a call, client and server together\n", what,
              static_cast<double>(allocated) / kCalls);
  EXPECT_EQ(allocated, 0) << what;
}
void ExpectNone(Pair& pair, const Context& ctx, const char* what) { ExpectNone(Wait(Calls(pair, ctx)), what); }

// Many at once, each caller on a coroutine of its own.
Task<void> Caller(Pair& pair, const std::string& text, int calls) {
  for (int i = 0; i < calls; ++i) {
    auto reply = co_await pair.client().Echo({}, text);
    ELANUS_CHECK(reply.ok(), reply.status().ToString());
  }
}

Task<long> CallsAtOnce(Pair& pair, int callers) {
  co_await pair.loop().Hop();
  const std::string text = "short";
  long before = 0;
  for (const int calls : {kWarmUp, kCalls}) {
    before = allocations;
    Scope scope;
    for (int i = 0; i < callers; ++i) scope.Spawn(Caller(pair, text, calls / callers));
    co_await scope.Join();
  }
  co_return allocations - before;
}

// A callback that calls again.
class Chain {
 public:
  explicit Chain(Pair& pair) : pair_(pair) {}
  long Run() {
    Next();
    done_.Wait();
    return allocations - before_;
  }

 private:
  void Next() {
    if (left_ == kCalls) before_ = allocations;
    if (left_-- == 0) {
      done_.Set();
      return;
    }
    pair_.client().Echo({}, text_).Then([this](Result<std::string> reply) {
      ELANUS_CHECK(reply.ok(), reply.status().ToString());
      Next();
    });
  }

  Pair& pair_;
  int left_ = kWarmUp + kCalls;
  long before_ = 0;
  const std::string text_ = "short";
  async::Latch done_;
};

long BlockingAllocates(Pair& pair) {
  const std::string text = "short";
  long before = 0;
  for (int i = 0; i < kWarmUp + kCalls; ++i) {
    if (i == kWarmUp) before = allocations;
    auto reply = pair.client().Echo({}, text).Wait();
    ELANUS_CHECK(reply.ok(), reply.status().ToString());
  }
  return allocations - before;
}

TEST(Allocation, MultiplexedCallsAllocateNothing) {
  Pair pair({}, {WithMuxConnection(1)});
  ExpectNone(pair, Context(), "multiplexed");
  ExpectNone(Wait(CallsAtOnce(pair, 50)), "multiplexed, 50 in flight");
}

TEST(Allocation, CallsOnManyConnectionsAllocateNothing) {
  Pair pair({}, {WithLongConnection(IdleConfig(50, 50, std::chrono::minutes(1)))});
  ExpectNone(Wait(CallsAtOnce(pair, 50)), "50 connections");
}

TEST(Allocation, CallbacksAllocateNothing) {
  Pair pair;
  ExpectNone(Chain(pair).Run(), "callback");
}

TEST(Allocation, AThreadThatWaitsAllocatesNothing) {
  Pair pair;
  ExpectNone(BlockingAllocates(pair), "blocking");
}

TEST(Allocation, APlainCallAllocatesNothing) {
  Pair pair;
  ExpectNone(pair, Context(), "plain");
}

TEST(Allocation, ACallWithATimeoutAllocatesNothing) {
  Pair pair({}, {WithRPCTimeout(std::chrono::seconds(5))});
  ExpectNone(pair, Context(), "with a timeout");
}

void ExpectNoneTraced(double ratio, std::optional<DeferredSampling> deferred, const char* what) {
  TestLoop telemetry_loop;  // nothing is exported while the calls run
  TracerProviderOptions options;
  options.exporter = std::make_shared<Swallow>();
  options.sampler = TraceIdRatio(ratio);
  options.deferred = deferred;
  options.runtime = &telemetry_loop.runtime();
  options.batch.queue_spans = 512;  // full after the warm-up: what comes then is counted and dropped
  TracerProvider provider(std::move(options));
  Pair pair({WithSuite(NewServerSuite(provider))}, {WithSuite(NewClientSuite(provider))});
  ExpectNone(pair, provider.Root(), what);
  (void)telemetry_loop.Run(provider.Shutdown(TimePoint::Never()));
}

TEST(Allocation, ATracedCallAllocatesNothing) {
  ExpectNoneTraced(0, std::nullopt, "traced, not sampled");
  ExpectNoneTraced(1, std::nullopt, "traced, sampled");
  ExpectNoneTraced(0, DeferredSampling(), "traced, not sampled, sampling deferred");
}

}  // namespace
}  // namespace elanus
