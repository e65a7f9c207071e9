// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The code on the pages of docs/, compiled and run. scripts/check_docs.py holds the pages to it.
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "elanus/elanus.h"
#include "elanus/telemetry/memory_exporter.h"
#include "elanus/testing.h"
#include "stock/stock.h"

namespace elanus {
namespace {

using namespace std::chrono_literals;

// --- errors.md ---

class StockHandler final : public stock::Stock {
 public:
  Task<Result<stock::Item>> Buy(const Context& ctx, std::int64_t id) override {
    if (id < 0) co_return InvalidArgument("id must not be negative, got ", id);
    if (id == 0) co_return BizError(1001, "no such item", {{"hint", "ids begin with 1"}});
    if (id % 2 == 0) co_return stock::SoldOut(id);
    ctx.SendBackward("left", "7");
    co_return stock::Item(id, "lamp");
  }
};

Task<std::string> Describe(const Context& ctx, stock::StockClient& client, std::int64_t id) {
  auto item = co_await client.Buy(ctx, id);
  if (item) co_return item->name;
  if (const auto* sold_out = item.As<stock::SoldOut>()) co_return StrCat("sold out: ", sold_out->id);
  const Status status = item.status();
  if (const Biz* biz = status.biz()) co_return StrCat(biz->code, " ", biz->message, ", ", biz->extra.at("hint"));
  if (status.code() == Code::kDeadlineExceeded) co_return "too late";
  co_return status.ToString();
}

// --- testing.md ---

using StockPair = TestPair<stock::Stock, stock::StockClient>;

TEST(Stock, SellsLamps) {
  StockPair pair(std::make_shared<StockHandler>(), /*seed=*/1);
  EXPECT_EQ(pair.Run(Describe(Context(), pair.client(), 1)), "lamp");
  EXPECT_EQ(pair.Run(Describe(Context(), pair.client(), 2)), "sold out: 2");
}

TEST(Stock, TimesOutWhenTheNetworkIsSlow) {
  StockPair pair(std::make_shared<StockHandler>(), 1, {}, {WithRPCTimeout(100ms), WithConnectTimeout(1s)});
  pair.faults().delay = 80ms;  // each way
  EXPECT_EQ(pair.Run(Describe(Context(), pair.client(), 1)), "too late");
}

TEST(Stock, TellsEachKindOfErrorApart) {
  StockPair pair(std::make_shared<StockHandler>());
  EXPECT_EQ(pair.Run(Describe(Context(), pair.client(), 0)), "1001 no such item, ids begin with 1");
  EXPECT_NE(pair.Run(Describe(Context(), pair.client(), -1)).find("id must not be negative, got -1"),
            std::string::npos);
}

// --- options.md ---

Task<std::string> BuyWithOptions(const Context& ctx, stock::StockClient& client) {
  auto item = co_await client.Buy(ctx, 1, CallOptions().Timeout(50ms).HostPort("server:8888"));
  co_return item ? item->name : item.status().ToString();
}

using Log = std::vector<std::string>;

Task<Status> AuditOne(Log& log, const Endpoint& next, Exchange& call) {
  Status status = co_await next(call);
  log.push_back(StrCat(call.method_name(), ": ", status.ToString()));
  co_return status;
}

Middleware Audit(Log& log) {
  return [&log](Endpoint next) {
    return [&log, next](Exchange& call) -> Task<Status> { return AuditOne(log, next, call); };
  };
}

TEST(Options, OfACallAndAMiddleware) {
  Log log;
  StockPair pair(std::make_shared<StockHandler>(), 1, {WithMiddleware(Audit(log))});
  EXPECT_EQ(pair.Run(BuyWithOptions(Context(), pair.client())), "lamp");
  EXPECT_EQ(log, Log{"Buy: ok"});
}

// --- limits.md ---

TEST(Limits, AreAnOption) {
  Limits limits;
  limits.message_bytes = 1 << 20;
  stock::StockClient client("stock", WithHostPorts("localhost:8888"), WithLimits(limits));
  EXPECT_TRUE(client.status().ok());
}

// --- coroutines.md ---

Task<std::string> InACoroutine(const Context& ctx, stock::StockClient& client) {
  auto item = co_await client.Buy(ctx, 1);  // in a coroutine
  co_return item ? item->name : item.status().ToString();
}

Task<std::string> UnderChildren(const Context& ctx, stock::StockClient& client) {
  const Context hurried = ctx.WithTimeout(50ms);
  const Context tenant = hurried.WithPersistent("tenant", "a");
  auto item = co_await client.Buy(tenant, 1);
  co_return item ? item->name : item.status().ToString();
}

Task<std::string> Both(const Context& ctx, stock::StockClient& client) {
  auto [first, second] = co_await All(client.Buy(ctx, 1), client.Buy(ctx, 3));
  if (!first) co_return first.status().ToString();
  if (!second) co_return second.status().ToString();
  co_return first->name + " and " + second->name;
}

Task<void> BuyInto(const Context& ctx, stock::StockClient& client, std::int64_t id, std::vector<stock::Item>& bought) {
  auto item = co_await client.Buy(ctx, id);
  if (item) bought.push_back(std::move(*item));
}

Task<std::size_t> Several(const Context& ctx, stock::StockClient& client, std::vector<std::int64_t> ids) {
  std::vector<stock::Item> bought;
  Scope scope;
  for (std::int64_t id : ids) scope.Spawn(BuyInto(ctx, client, id, bought));
  co_await scope.Join();
  co_return bought.size();
}

std::string ReadSlowly(std::int64_t id) { return StrCat("text ", id); }

Task<std::string> ReadOffTheLoop(const Context& ctx, std::int64_t id) {
  auto text = co_await Offload(ctx, [&] { return ReadSlowly(id); });
  co_return text ? *text : text.status().ToString();
}

TEST(Coroutines, OnALoop) {
  StockPair pair(std::make_shared<StockHandler>());
  EXPECT_EQ(pair.Run(InACoroutine(Context(), pair.client())), "lamp");
  const ContextRoot root(pair.loop().clock());
  EXPECT_EQ(pair.Run(UnderChildren(root, pair.client())), "lamp");
  EXPECT_EQ(pair.Run(Both(Context(), pair.client())), "lamp and lamp");
  EXPECT_EQ(pair.Run(Several(Context(), pair.client(), {1, 2, 3})), 2u);
  EXPECT_EQ(pair.Run(ReadOffTheLoop(Context(), 7)), "text 7");
}

TEST(Coroutines, FromAPlainThread) {
  auto server = stock::NewServer(std::make_shared<StockHandler>(), WithServiceAddr("127.0.0.1:0"));
  const Status started = server.Start();
  ASSERT_TRUE(started.ok()) << started.ToString();
  stock::StockClient client("stock", WithHostPorts(server.address().ToString()), WithConnectTimeout(5s));
  {
    auto item = client.Buy({}, 1).Wait();  // on a plain thread, blocking
    ASSERT_TRUE(item.ok()) << item.status().ToString();
    EXPECT_EQ(item->name, "lamp");
  }
  std::promise<std::string> got;
  client.Buy({}, 1).Then([&](Result<stock::Item> item) { got.set_value(item->name); });  // called on a loop's thread
  EXPECT_EQ(got.get_future().get(), "lamp");
  EXPECT_TRUE(server.Stop().ok());
}

// struct Order { std::string what; std::vector<int> sizes; };   an aggregate: g++ 12 would free it twice
class Order {
 public:
  Order(std::string what, std::vector<int> sizes) : what(std::move(what)), sizes(std::move(sizes)) {}
  std::string what;
  std::vector<int> sizes;
};
static_assert(!std::is_aggregate_v<Order>);

Task<std::string> Save(Order order) { co_return StrCat(order.what, ", ", order.sizes.size(), " sizes"); }
Task<std::string> SaveOne(std::vector<int> sizes) {
  co_return co_await Save({"a name that is long enough to own its memory", std::move(sizes)});
}

TEST(Coroutines, ATypeWithAConstructorIsSafeInACoAwaitExpression) {
  TestLoop loop;
  EXPECT_EQ(loop.Run(SaveOne({1, 2, 3})), "a name that is long enough to own its memory, 3 sizes");
}

// --- tracing.md ---

Task<Result<std::string>> Lookup(const Context& ctx, std::string key) {
  Span span(ctx, "Redis.GetCache");
  span.Set("cache.key", key);
  span.AddEvent("cache.miss", {{"cache.size", 0}});
  if (key.empty()) co_return span.Fail(InvalidArgument("the key must not be empty"));
  span.Ok();
  co_return "value of " + key;
}

TEST(Tracing, ASpanOfOnesOwn) {
  auto exporter = std::make_shared<MemoryExporter>();
  TestLoop loop;
  TracerProviderOptions options;
  options.exporter = exporter;
  options.runtime = &loop.runtime();
  options.clock = &loop.clock();
  TracerProvider provider(std::move(options));
  EXPECT_TRUE(loop.Run(Lookup(provider.Root(), "k")).ok());
  EXPECT_FALSE(loop.Run(Lookup(provider.Root(), "")).ok());
  EXPECT_TRUE(loop.Run(provider.Shutdown(loop.clock().Now() + 10s)).ok());
  ASSERT_EQ(exporter->spans().size(), 2u);
  EXPECT_EQ(exporter->spans()[0].name, "Redis.GetCache");
}

TEST(Tracing, EveryFailedOrSlowCall) {
  // clang-format off
  ProviderConfig config("user-service", "1.0.0", "localhost:4317", /*sampler_ratio=*/0.1);
  config.deferred = DeferredSampling();  // every failed call, every call of 500 ms and more, and 10 % of the rest
  config.deferred->slow = 200ms;
  // clang-format on
  config.sampler_ratio = 0;
  config.deferred->slow = Duration::max();
  auto exporter = std::make_shared<MemoryExporter>();
  config.exporter = exporter;
  auto telemetry = InitProvider(config);
  ASSERT_TRUE(telemetry.ok());
  EXPECT_TRUE(Wait(Lookup(telemetry->Root(), "k")).ok());
  EXPECT_FALSE(Wait(Lookup(telemetry->Root(), "")).ok());
  EXPECT_TRUE(Wait(telemetry->Shutdown(TimePoint::Never())).ok());
  ASSERT_EQ(exporter->spans().size(), 1u);
  EXPECT_EQ(exporter->spans()[0].status_message, "the key must not be empty");
}

// --- tls.md ---

Status StartWithTls(const std::string& folder) {
  // clang-format off
  TlsConfig of_server;
  of_server.certificate = Pem::File(folder + "/server.crt");  // the chain, its own first
  of_server.key = Pem::File(folder + "/server.key");
  of_server.authorities = Pem::File(folder + "/clients.crt");  // clients must show a certificate of one of these

  TlsConfig of_client;
  of_client.authorities = Pem::File(folder + "/servers.crt");  // without: the system's
  of_client.certificate = Pem::File(folder + "/client.crt");
  of_client.key = Pem::File(folder + "/client.key");
  // clang-format on
  const stock::StockClient client("stock", WithTLS(of_client));
  EXPECT_EQ(client.status().message(), "TLS: " + folder + "/client.crt: No such file or directory");
  Server server =
      stock::NewServer(std::make_unique<StockHandler>(), WithServiceAddr("127.0.0.1:0"), WithTLS(of_server));
  return server.Start();
}

Status MayBuy(const Context& ctx) {
  const Peer& peer = ctx.peer();
  for (const std::string& uri : peer.uris) {
    if (uri == "spiffe://example.org/shop") return Ok();
  }
  return PermissionDenied("expected the certificate of the shop");
}

TEST(Tls, WithoutACallNobodyIsThere) { EXPECT_EQ(MayBuy(Context()).message(), "expected the certificate of the shop"); }

TEST(Tls, FilesThatAreNotThereAreNamed) {
  EXPECT_EQ(StartWithTls("/nowhere").message(), "TLS: /nowhere/server.crt: No such file or directory");
}

}  // namespace
}  // namespace elanus
