// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Deferred sampling through real calls: a client and a server, each with a provider of its own, from several threads.
// Each side keeps its failed calls whole, and of the rest those that the trace id decides; the flag that travels is
// the sampler's.
#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "elanus/telemetry/memory_exporter.h"
#include "elanus/telemetry/span.h"
#include "elanus/telemetry/suite.h"
#include "tests/unary/shop_handler.h"

namespace elanus {
namespace {

constexpr double kRatio = 0.1;

bool Sampled(TraceId id) { return id.low >> 1 < static_cast<std::uint64_t>(kRatio * 0x1p63); }

// Each call has a span of the handler's own under that of the call.
class TracedHandler final : public ShopHandler {
 public:
  Task<Result<std::string>> Echo(const Context& ctx, std::string text) override {
    Span work(ctx, "Store.Read");
    work.Set("text", text);
    EXPECT_EQ(work.span_context().sampled(), Sampled(work.span_context().trace_id)) << "as the caller's sampler said";
    // Nobody but this process gets to know.
    if (text == "stale") work.SetStatus(SpanStatus::kError, "the cache is stale");
    co_return std::move(text);
  }
  Task<Result<std::string>> Fail(const Context& ctx, std::string) override {
    {
      Span work(ctx, "Store.Read");
      work.Ok();
    }
    co_return InvalidArgument("handler failed");
  }
};

// A process: its provider and what it sent.
class Side {
 public:
  explicit Side(std::uint64_t seed) : provider(Options(seed)) {}

  std::map<std::string, std::size_t> SpansByTrace() {
    EXPECT_TRUE(Wait(provider.Shutdown(TimePoint::Never())).ok());
    EXPECT_EQ(provider.counters().dropped(), 0u);
    EXPECT_EQ(provider.counters().deferred_held, 0u);
    std::map<std::string, std::size_t> spans;
    for (const telemetry::RecordedSpan& span : exporter->spans()) {
      ++spans[span.context.trace_id.ToString()];
      EXPECT_EQ(span.context.sampled(), Sampled(span.context.trace_id));
    }
    return spans;
  }

  std::shared_ptr<MemoryExporter> exporter = std::make_shared<MemoryExporter>();
  TracerProvider provider;

 private:
  TracerProviderOptions Options(std::uint64_t seed) {
    TracerProviderOptions options;
    options.sampler = ParentBased(TraceIdRatio(kRatio));
    options.deferred.emplace();
    options.deferred->slow = Duration::max();
    options.exporter = exporter;
    options.ids = std::make_shared<telemetry::RandomIds>(Random(seed));
    options.batch.queue_spans = 100'000;
    return options;
  }
};

TEST(DeferredSampling, EachProcessKeepsItsFailedCallsWhole) {
  Side server_side(1);
  Side client_side(2);
  Server server = shop::NewServer(std::make_shared<TracedHandler>(), WithServiceAddr("127.0.0.1:0"),
                                  WithSuite(NewServerSuite(server_side.provider)));
  ASSERT_TRUE(server.Start().ok());
  std::map<std::string, std::size_t> at_client;
  std::map<std::string, std::size_t> at_server;
  {
    shop::ShopClient client("shop", WithHostPorts(server.address().ToString()),
                            WithConnectTimeout(std::chrono::seconds(5)),
                            WithSuite(NewClientSuite(client_side.provider)));
    std::mutex mutex;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 150; ++i) {
          const bool fails = i % 30 == t;
          const bool stale = i % 30 == t + 4;
          Span workflow(client_side.provider.Root(), "workflow");
          auto reply = fails ? client.Fail(workflow, "").Wait() : client.Echo(workflow, stale ? "stale" : "x").Wait();
          EXPECT_EQ(reply.ok(), !fails);
          const TraceId id = workflow.span_context().trace_id;
          const std::lock_guard lock(mutex);
          if (fails || Sampled(id)) at_client[id.ToString()] = 2;
          if (fails || stale || Sampled(id)) at_server[id.ToString()] = 2;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  EXPECT_TRUE(server.Stop().ok());
  EXPECT_GE(at_client.size(), 20u);
  EXPECT_LE(at_client.size(), 200u);
  EXPECT_EQ(client_side.SpansByTrace(), at_client);
  EXPECT_EQ(server_side.SpansByTrace(), at_server);
}

TEST(DeferredSampling, TheSpansOfAFailedCallHangTogether) {
  Side server_side(1);
  Side client_side(2);
  Server server = shop::NewServer(std::make_shared<TracedHandler>(), WithServiceAddr("127.0.0.1:0"),
                                  WithSuite(NewServerSuite(server_side.provider)));
  ASSERT_TRUE(server.Start().ok());
  {
    shop::ShopClient client("shop", WithHostPorts(server.address().ToString()),
                            WithConnectTimeout(std::chrono::seconds(5)),
                            WithSuite(NewClientSuite(client_side.provider)));
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(client.Fail({}, "").Wait().ok());
  }
  EXPECT_TRUE(server.Stop().ok());
  EXPECT_EQ(client_side.SpansByTrace().size(), 3u);
  EXPECT_EQ(server_side.SpansByTrace().size(), 3u);
  std::set<std::uint64_t> client_spans;
  for (const telemetry::RecordedSpan& span : client_side.exporter->spans()) {
    client_spans.insert(span.context.span_id.value);
    EXPECT_EQ(span.status_code, static_cast<int>(SpanStatus::kError));
    EXPECT_EQ(span.Find("rpc.method"), "Fail");
  }
  for (const telemetry::RecordedSpan& span : server_side.exporter->spans()) {
    if (span.kind != SpanKind::kServer) continue;
    EXPECT_TRUE(client_spans.contains(span.parent.value));
    EXPECT_EQ(span.Find("rpc.method"), "Fail");
  }
}

}  // namespace
}  // namespace elanus
