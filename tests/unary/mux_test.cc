// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Many calls on one connection: none waits for another, and one that ends early leaves the connection to the others.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "elanus/async/scope.h"
#include "tests/unary/raw_peer.h"
#include "tests/unary/shop_handler.h"

namespace elanus {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class CountingNetwork final : public net::Network {
 public:
  explicit CountingNetwork(net::Network& inner) : inner_(inner) {}
  Result<std::unique_ptr<net::Listener>> Listen(async::Loop& loop, const Address& address,
                                                net::Listener::OnAccept on_accept) override {
    return inner_.Listen(loop, address, std::move(on_accept));
  }
  Task<Result<std::unique_ptr<net::Stream>>> Dial(const Address& address, async::Until until) override {
    ++dials;
    return inner_.Dial(address, until);
  }
  int dials = 0;

 private:
  net::Network& inner_;
};

class Mux : public testing::Test {
 protected:
  Mux() { Restart(); }
  ~Mux() override {
    client_.reset();
    if (server_ != nullptr) (void)Stop();
  }

  void Restart() {
    server_ = std::make_unique<Server>(
        shop::NewServer(handler_, WithRuntime(loop_.runtime()), WithNetwork(network_), WithServiceAddr("server:8888")));
    EXPECT_TRUE(server_->Start().ok());
  }
  Status Stop() { return loop_.Run(server_->StopOnLoop(seconds(5))); }
  shop::ShopClient& Client(int connections = 1) {
    client_ = std::make_unique<shop::ShopClient>("shop", WithMuxConnection(connections), WithHostPorts("server:8888"),
                                                 WithRuntime(loop_.runtime()), WithNetwork(counting_));
    return *client_;
  }
  Duration Since(TimePoint start) { return loop_.clock().Now() - start; }

  TestLoop loop_;
  std::shared_ptr<net::Loopback> network_ = std::make_shared<net::Loopback>(loop_.loop());
  std::shared_ptr<CountingNetwork> counting_ = std::make_shared<CountingNetwork>(*network_);
  std::shared_ptr<ShopHandler> handler_ = std::make_shared<ShopHandler>();
  std::unique_ptr<Server> server_;
  std::unique_ptr<shop::ShopClient> client_;
};

Task<void> Sleep(shop::ShopClient& client, const Context& ctx, int millis, Result<std::string>& out,
                 Duration timeout = Duration(0)) {
  CallOptions options;
  if (timeout > Duration(0)) options.Timeout(timeout);
  out = co_await client.Sleep(ctx, millis, options);
}

Task<void> Echo(shop::ShopClient& client, std::string text, int& right) {
  auto reply = co_await client.Echo({}, text);
  if (reply.ok() && *reply == text) ++right;
}

Task<Result<std::string>> EchoOnce(shop::ShopClient& client) { co_return co_await client.Echo({}, "once"); }

Task<void> SleepAndEcho(shop::ShopClient& client, int& right, Result<std::string>& slept) {
  const Context ctx;
  Scope scope;
  scope.Spawn(Sleep(client, ctx, 1000, slept));
  for (int i = 0; i < 100; ++i) scope.Spawn(Echo(client, StrCat("text ", i), right));
  (void)co_await SleepFor(milliseconds(1));
  EXPECT_EQ(right, 100) << "the echoes do not wait for the sleeper";
  co_await scope.Join();
}

TEST_F(Mux, CallsDoNotWaitForEachOther) {
  int right = 0;
  Result<std::string> slept;
  const TimePoint start = loop_.clock().Now();
  loop_.Run(SleepAndEcho(Client(), right, slept));
  EXPECT_EQ(right, 100);
  EXPECT_EQ(*slept, "slept");
  EXPECT_EQ(Since(start), seconds(1));
  EXPECT_EQ(counting_->dials, 1) << "callers that come while it is dialled wait for it";
}

Task<void> Echoes(shop::ShopClient& client, int calls, int& right) {
  for (int i = 0; i < calls; ++i) co_await Echo(client, StrCat(i), right);
}

TEST_F(Mux, ConnectionsAreUsedInTurn) {
  int right = 0;
  loop_.Run(Echoes(Client(3), 10, right));
  EXPECT_EQ(right, 10);
  EXPECT_EQ(counting_->dials, 3);
}

Task<void> TimeOutOne(shop::ShopClient& client, Result<std::string>& early, Result<std::string>& whole) {
  const Context ctx;
  Scope scope;
  scope.Spawn(Sleep(client, ctx, 500, early, milliseconds(100)));
  scope.Spawn(Sleep(client, ctx, 1000, whole));
  co_await scope.Join();
}

TEST_F(Mux, ATimeoutLeavesTheConnectionToTheOthers) {
  Result<std::string> early;
  Result<std::string> whole;
  shop::ShopClient& client = Client();
  loop_.Run(TimeOutOne(client, early, whole));
  EXPECT_EQ(early.status().code(), Code::kDeadlineExceeded) << early.status().ToString();
  EXPECT_EQ(early.status().message(), "rpc timeout: timeout=100ms, to=shop, method=Sleep, remote=server:8888");
  EXPECT_EQ(*whole, "slept") << "the late answer was dropped and nothing mixed up";
  EXPECT_EQ(*loop_.Run(EchoOnce(client)), "once");
  EXPECT_EQ(counting_->dials, 1);
}

Task<void> CancelOne(shop::ShopClient& client, Result<std::string>& early, Result<std::string>& whole) {
  async::CancelSignal signal;
  const Context ctx;
  const Context cancellable = ctx.WithCancel(signal);
  Scope scope;
  scope.Spawn(Sleep(client, cancellable, 500, early));
  scope.Spawn(Sleep(client, ctx, 1000, whole));
  (void)co_await SleepFor(milliseconds(50));
  signal.Fire();
  co_await scope.Join();
}

TEST_F(Mux, ACancelledCallLeavesTheConnectionToTheOthers) {
  Result<std::string> early;
  Result<std::string> whole;
  loop_.Run(CancelOne(Client(), early, whole));
  EXPECT_EQ(early.status().code(), Code::kCancelled) << early.status().ToString();
  EXPECT_EQ(*whole, "slept");
  EXPECT_EQ(counting_->dials, 1);
}

Task<void> AllKinds(shop::ShopClient& client) {
  const Context ctx;
  auto bought = co_await client.Buy(ctx, 0);
  EXPECT_NE(bought.As<shop::SoldOut>(), nullptr);
  auto failed = co_await client.Fail(ctx, "plain");
  EXPECT_EQ(failed.status().app_exception(), 6);
  auto biz = co_await client.Fail(ctx, "biz");
  EXPECT_NE(biz.status().biz(), nullptr);
  auto thrown = co_await client.Fail(ctx, "throw");
  EXPECT_EQ(thrown.status().app_exception(), 6);
  for (int i = 0; i < 3; ++i) {
    Status sent = co_await client.Notify(ctx, "k");
    EXPECT_TRUE(sent.ok()) << sent.ToString();
  }
  auto count = co_await client.Notified(ctx, "k");
  EXPECT_EQ(*count, 3);
}

TEST_F(Mux, EveryKindOfAnswerKeepsTheConnection) {
  loop_.Run(AllKinds(Client()));
  EXPECT_EQ(counting_->dials, 1);
}

Task<Status> StopBelow(Server& server, shop::ShopClient& client, std::vector<Result<std::string>>& slept) {
  const Context ctx;
  Scope scope;
  for (Result<std::string>& each : slept) scope.Spawn(Sleep(client, ctx, 1000, each));
  (void)co_await SleepFor(milliseconds(10));
  Status stopped = co_await server.StopOnLoop(seconds(5));
  co_await scope.Join();
  co_return stopped;
}

// Kitex loses all of them: both of its sides panic inside (wire.md 14.7).
TEST_F(Mux, AStoppingServerAnswersWhatItAccepted) {
  std::vector<Result<std::string>> slept(8);
  shop::ShopClient& client = Client();
  EXPECT_TRUE(loop_.Run(StopBelow(*server_, client, slept)).ok());
  for (const Result<std::string>& each : slept) EXPECT_EQ(each.status().ToString(), Ok().ToString());
  EXPECT_EQ(loop_.Run(EchoOnce(client)).status().code(), Code::kUnavailable);
  Restart();
  EXPECT_EQ(*loop_.Run(EchoOnce(client)), "once") << "the next server is dialled";
}

Task<void> Two(shop::ShopClient& client, int& right) {
  Scope scope;
  scope.Spawn(Echo(client, "a", right));
  scope.Spawn(Echo(client, "b", right));
  co_await scope.Join();
}

TEST_F(Mux, CallersOfOneFailedDialAllHearOfIt) {
  (void)Stop();
  network_->faults().delay = milliseconds(1);
  int right = 0;
  shop::ShopClient& client = Client();
  loop_.Run(Two(client, right));
  EXPECT_EQ(right, 0);
  EXPECT_EQ(counting_->dials, 1);
  const Status status = loop_.Run(EchoOnce(client)).status();
  EXPECT_TRUE(status.message().starts_with("remote or network error: get connection error: ")) << status.ToString();
}

Task<void> EchoWithin(shop::ShopClient& client, Duration timeout, Status& ended) {
  auto reply = co_await client.Echo({}, "text", CallOptions().Timeout(timeout));
  ended = reply.status();
}

Task<void> HastyAndPatient(shop::ShopClient& client, Status& hasty, Status& patient) {
  Scope scope;
  scope.Spawn(EchoWithin(client, milliseconds(10), hasty));
  scope.Spawn(EchoWithin(client, seconds(10), patient));
  co_await scope.Join();
}

TEST_F(Mux, WhoseTimeIsOverGivesUpTheDialForItselfAlone) {
  network_->faults().delay = milliseconds(20);
  shop::ShopClient& client = Client();
  Status hasty, patient;
  loop_.Run(HastyAndPatient(client, hasty, patient));
  EXPECT_EQ(hasty.code(), Code::kDeadlineExceeded) << hasty.ToString();
  EXPECT_TRUE(patient.ok()) << patient.ToString();
  EXPECT_EQ(counting_->dials, 2);
}

TEST_F(Mux, OptionsThatCannotWork) {
  const shop::ShopClient framed("shop", WithMuxConnection(1), WithTransportProtocol(Transport::kFramed));
  EXPECT_EQ(framed.status().message(),
            "WithMuxConnection: expected a TTHeader transport, whose messages are numbered, got Framed");
  const shop::ShopClient none("shop", WithMuxConnection(0));
  EXPECT_EQ(none.status().message(), "WithMuxConnection: expected 1 to 1000 connections, got 0");
}

// A server that accepts and never reads.
class DeafServer {
 public:
  DeafServer(TestLoop& loop, net::Loopback& network) {
    auto listener =
        network.Listen(loop.loop(), *Address::Parse("deaf:1"),
                       [this, &loop](net::Listener::MakeStream make) { streams_.push_back(make(loop.loop())); });
    listener_ = std::move(*listener);
  }

 private:
  std::unique_ptr<net::Listener> listener_;
  std::vector<std::unique_ptr<net::Stream>> streams_;
};

Task<Status> NotifyUntilItFails(shop::ShopClient& client, const std::string& key, std::size_t& sent) {
  for (;;) {
    Status status = co_await client.Notify({}, key);
    if (!status.ok()) co_return status;
    sent += key.size();
  }
}

// Oneway calls end when they are written: only this bounds what they leave in memory.
TEST_F(Mux, CallsWaitForAPeerThatDoesNotRead) {
  const DeafServer deaf(loop_, *network_);
  shop::ShopClient client("shop", WithMuxConnection(1), WithHostPorts("deaf:1"), WithRuntime(loop_.runtime()),
                          WithNetwork(network_), WithRPCTimeout(milliseconds(100)));
  std::size_t sent = 0;
  const Status status = loop_.Run(NotifyUntilItFails(client, std::string(100'000, 'k'), sent));
  EXPECT_EQ(status.code(), Code::kDeadlineExceeded) << status.ToString();
  EXPECT_LT(sent, Limits().unwritten_bytes + 600'000);
}

class MuxTcp : public testing::Test {
 protected:
  MuxTcp() : server_(shop::NewServer(std::make_shared<ShopHandler>(), WithServiceAddr("127.0.0.1:0"))) {
    Runtime::Options two;
    two.loops = 2;
    callers_ = std::make_unique<Runtime>(two);
    EXPECT_TRUE(server_.Start().ok());
  }
  shop::ShopClient Client(int connections) {
    return shop::ShopClient("shop", WithMuxConnection(connections), WithHostPorts(server_.address().ToString()),
                            WithConnectTimeout(seconds(5)));
  }
  Server server_;
  std::unique_ptr<Runtime> callers_;
};

Task<int> EchoesOn(async::Loop& loop, shop::ShopClient& client, int calls) {
  co_await loop.Hop();
  int right = 0;
  Scope scope;
  for (int i = 0; i < calls; ++i) scope.Spawn(Echo(client, StrCat("a text of some length, number ", i), right));
  co_await scope.Join();
  co_return right;
}

Task<Status> SleepOn(async::Loop& loop, shop::ShopClient& client, Duration timeout) {
  co_await loop.Hop();
  auto reply = co_await client.Sleep({}, 60'000, CallOptions().Timeout(timeout));
  co_return reply.status();
}

TEST_F(MuxTcp, ALoopWithoutConnectionsCallsThroughAnother) {
  shop::ShopClient client = Client(1);
  for (int round = 0; round < 20; ++round) {
    EXPECT_EQ(Wait(EchoesOn(callers_->loop(0), client, 50)), 50);
    EXPECT_EQ(Wait(EchoesOn(callers_->loop(1), client, 50)), 50);
  }
  const Status late = Wait(SleepOn(callers_->loop(1), client, milliseconds(20)));
  EXPECT_EQ(late.code(), Code::kDeadlineExceeded) << late.ToString();
  EXPECT_EQ(Wait(EchoesOn(callers_->loop(1), client, 1)), 1);
}

TEST_F(MuxTcp, AllLoopsAtOnce) {
  shop::ShopClient client = Client(3);
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      for (int round = 0; round < 10; ++round) right += Wait(EchoesOn(callers_->loop(i % 2), client, 20));
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 800);
}

// The loop of the connection ends: another takes its share.
TEST_F(MuxTcp, ALoopMayEnd) {
  shop::ShopClient client = Client(1);
  {
    Runtime first;
    EXPECT_EQ(Wait(EchoesOn(first.loop(0), client, 1)), 1);
    EXPECT_EQ(Wait(EchoesOn(callers_->loop(0), client, 1)), 1) << "through the first";
  }
  EXPECT_EQ(Wait(EchoesOn(callers_->loop(0), client, 10)), 10);
}

TEST_F(MuxTcp, DestroyingAClientEndsCallsThroughOtherLoops) {
  Status ended;
  std::thread sleeper;
  {
    shop::ShopClient client = Client(1);
    EXPECT_EQ(Wait(EchoesOn(callers_->loop(0), client, 1)), 1);
    async::Latch asked;
    sleeper = std::thread([&] {
      ended = Wait([](async::Loop& loop, shop::ShopClient& with, async::Latch& started) -> Task<Status> {
        co_await loop.Hop();
        started.Set();
        auto reply = co_await with.Sleep({}, 60'000);
        co_return reply.status();
      }(callers_->loop(1), client, asked));
    });
    asked.Wait();
    EXPECT_EQ(Wait(EchoesOn(callers_->loop(1), client, 1)), 1) << "behind it in the loop's order";
  }
  sleeper.join();
  EXPECT_EQ(ended.code(), Code::kCancelled) << ended.ToString();
}

Task<Status> AfterAWhile(const Endpoint& next, Exchange& call, async::Latch& entered) {
  entered.Set();
  (void)co_await SleepFor(milliseconds(200));
  co_return co_await next(call);
}

// By then the loop that holds the connection has nothing left to do for the client.
TEST_F(MuxTcp, DestroyingAClientEndsCallsThatAreOnTheirWayToAnotherLoop) {
  async::Latch entered;
  std::atomic<bool> slow = false;
  const Middleware slowly = [&](Endpoint next) -> Endpoint {
    return [&, next](Exchange& call) { return slow ? AfterAWhile(next, call, entered) : next(call); };
  };
  int right = 1;
  std::thread caller;
  {
    shop::ShopClient client("shop", WithMuxConnection(1), WithHostPorts(server_.address().ToString()),
                            WithConnectTimeout(seconds(5)), WithMiddleware(slowly));
    EXPECT_EQ(Wait(EchoesOn(callers_->loop(0), client, 1)), 1);
    slow = true;
    caller = std::thread([&] { right = Wait(EchoesOn(callers_->loop(1), client, 1)); });
    entered.Wait();
  }
  caller.join();
  EXPECT_EQ(right, 0) << "the connection was closed before it went out";
}

}  // namespace
}  // namespace elanus
