// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Over TCP and unix sockets, with real loops and threads: plain threads, callbacks, blocking handlers, life times.
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "elanus/async/all.h"
#include "tests/unary/shop_handler.h"

namespace elanus {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class TcpTest : public testing::Test {
 protected:
  TcpTest() : server_(shop::NewServer(handler_, WithServiceAddr("127.0.0.1:0"))) {
    EXPECT_TRUE(server_.Start().ok());
    address_ = server_.address().ToString();
  }
  std::shared_ptr<ShopHandler> handler_ = std::make_shared<ShopHandler>();
  Server server_;
  std::string address_;
};

TEST_F(TcpTest, PlainThreadsShareAClient) {
  shop::ShopClient client("shop", WithHostPorts(address_), WithConnectTimeout(seconds(5)));
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&client, &right, t] {
      for (int i = 0; i < 50; ++i) {
        const std::string text = StrCat("thread ", t, " call ", i);
        auto reply = client.Echo({}, text).Wait();
        if (reply.ok() && *reply == text) ++right;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 400);
}

TEST_F(TcpTest, CallbacksOutliveTheirArguments) {
  shop::ShopClient client("shop", WithHostPorts(address_), WithConnectTimeout(seconds(5)));
  async::Latch done;
  std::atomic<int> left = 20;
  for (int i = 0; i < 20; ++i) {
    std::string text = StrCat("a text that is too long to be stored in place ", i);
    client.Echo({}, text).Then([&, expected = text](Result<std::string> reply) {
      EXPECT_TRUE(reply.ok()) << reply.status().ToString();
      EXPECT_EQ(*reply, expected);
      if (--left == 0) done.Set();
    });
    text.assign(100, '!');
  }
  done.Wait();
}

TEST_F(TcpTest, DestroyingAClientEndsItsCalls) {
  async::Latch done;
  Status status;
  {
    shop::ShopClient client("shop", WithHostPorts(address_), WithConnectTimeout(seconds(5)));
    EXPECT_TRUE(client.Echo({}, "connected").Wait().ok());
    client.Sleep({}, 60'000).Then([&](Result<std::string> reply) {
      status = reply.status();
      done.Set();
    });
  }
  done.Wait();
  EXPECT_EQ(status.code(), Code::kCancelled) << status.ToString();
}

Task<Result<std::string>> Both(shop::ShopClient& client) {
  const Context ctx;
  auto [left, right] = co_await All(client.Echo(ctx, "left"), client.Join(ctx, "right", 1, {1, "n"}));
  if (!left) co_return left.status();
  if (!right) co_return right.status();
  co_return StrCat(*left, " ", *right);
}

TEST_F(TcpTest, ParallelCalls) {
  shop::ShopClient client("shop", WithHostPorts(address_), WithConnectTimeout(seconds(5)));
  Runtime runtime;
  const auto both = Wait([](Runtime& on, shop::ShopClient& with) -> Task<Result<std::string>> {
    co_await on.loop(0).Hop();
    co_return co_await Both(with);
  }(runtime, client));
  EXPECT_EQ(*both, "left right:1:n");
}

// A handler that calls on: the call uses the server's loop, and the server may go before the client.
class Relay final : public ShopHandler {
 public:
  explicit Relay(shop::ShopClient& next) : next_(next) {}
  Task<Result<std::string>> Echo(const Context& ctx, std::string text) override {
    auto reply = co_await next_.Echo(ctx, text);
    if (!reply) co_return reply.status();
    co_return "relayed " + *reply;
  }

 private:
  shop::ShopClient& next_;
};

TEST_F(TcpTest, AHandlerCallsOn) {
  shop::ShopClient next("shop", WithHostPorts(address_), WithConnectTimeout(seconds(5)));
  Server relay = shop::NewServer(std::make_shared<Relay>(next), WithServiceAddr("127.0.0.1:0"));
  ASSERT_TRUE(relay.Start().ok());
  shop::ShopClient client("relay", WithHostPorts(relay.address().ToString()), WithConnectTimeout(seconds(5)));
  for (int i = 0; i < 20; ++i) EXPECT_EQ(*client.Echo({}, "x").Wait(), "relayed x");
  EXPECT_TRUE(relay.Stop().ok());
}

class Blocker final : public ShopHandler {
 public:
  Task<Result<std::string>> Echo(const Context&, std::string text) override {
    if (async::Loop::Current() != nullptr) co_return Internal("a blocking handler runs on a loop");
    std::this_thread::sleep_for(milliseconds(1));
    co_return text;
  }
};

TEST(Tcp, BlockingHandlersRunOffTheLoops) {
  Server server = shop::NewServer(std::make_shared<Blocker>(), WithServiceAddr("127.0.0.1:0"), WithBlocking("Echo"));
  ASSERT_TRUE(server.Start().ok());
  shop::ShopClient client("shop", WithHostPorts(server.address().ToString()), WithConnectTimeout(seconds(5)));
  const auto reply = client.Echo({}, "x").Wait();
  EXPECT_EQ(*reply, "x") << reply.status().ToString();
}

TEST(Tcp, UnixSockets) {
  const std::string path = StrCat("unix:/tmp/elanus-test-", getpid(), ".sock");
  Server server = shop::NewServer(std::make_shared<ShopHandler>(), WithServiceAddr(path));
  ASSERT_TRUE(server.Start().ok());
  shop::ShopClient client("shop", WithHostPorts(path), WithConnectTimeout(seconds(5)));
  EXPECT_EQ(*client.Echo({}, "x").Wait(), "x");
}

TEST(Tcp, RunEndsWithASignalAndDrains) {
  const std::string path = StrCat("unix:/tmp/elanus-run-", getpid(), ".sock");
  Server server = shop::NewServer(std::make_shared<ShopHandler>(), WithServiceAddr(path));
  int exit_code = -1;
  std::thread runner([&] { exit_code = server.Run(); });
  shop::ShopClient client("shop", WithHostPorts(path), WithConnectTimeout(seconds(5)));
  while (!client.Echo({}, "up").Wait().ok()) std::this_thread::yield();
  async::Latch done;
  Result<std::string> slept;
  client.Sleep({}, 200).Then([&](Result<std::string> reply) {
    slept = std::move(reply);
    done.Set();
  });
  EXPECT_TRUE(client.Echo({}, "behind it").Wait().ok());
  std::raise(SIGTERM);
  runner.join();
  done.Wait();
  EXPECT_EQ(exit_code, 0);
  EXPECT_EQ(*slept, "slept") << slept.status().ToString();
}

TEST(Tcp, ATakenPortIsSaid) {
  Server first = shop::NewServer(std::make_shared<ShopHandler>(), WithServiceAddr("127.0.0.1:0"));
  ASSERT_TRUE(first.Start().ok());
  Server second = shop::NewServer(std::make_shared<ShopHandler>(), WithServiceAddr(first.address().ToString()));
  const Status started = second.Start();
  EXPECT_FALSE(started.ok());
  EXPECT_NE(started.message().find(first.address().ToString()), std::string::npos) << started.message();
}

}  // namespace
}  // namespace elanus
