// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Stopping: what was accepted is answered, callers are told where the protocol can, and the end comes in bounded time.
#include <gtest/gtest.h>

#include "elanus/async/scope.h"
#include "tests/unary/raw_peer.h"
#include "tests/unary/shop_handler.h"

namespace elanus {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

Task<void> SleepInto(shop::ShopClient& client, int millis, Result<std::string>& out) {
  out = co_await client.Sleep({}, millis);
}

Task<Status> StopWhileSleeping(ShopPair& pair, int millis, Duration wait, Result<std::string>& out) {
  Scope scope;
  scope.Spawn(SleepInto(pair.client(), millis, out));
  (void)co_await SleepFor(milliseconds(10));
  Status stopped = co_await pair.server().StopOnLoop(wait);
  co_await scope.Join();
  co_return stopped;
}

TEST(Stop, CallsInFlightAreAnswered) {
  ShopPair pair(std::make_shared<ShopHandler>());
  Result<std::string> reply;
  const TimePoint start = pair.loop().clock().Now();
  EXPECT_TRUE(pair.Run(StopWhileSleeping(pair, 1000, seconds(5), reply)).ok());
  EXPECT_EQ(*reply, "slept");
  EXPECT_LT(pair.loop().clock().Now() - start, milliseconds(1200));
}

TEST(Stop, AStuckCallEndsWithItsTime) {
  auto handler = std::make_shared<ShopHandler>();
  ShopPair pair(handler);
  Result<std::string> reply;
  const Status stopped = pair.Run(StopWhileSleeping(pair, 60'000, seconds(5), reply));
  EXPECT_EQ(stopped.code(), Code::kDeadlineExceeded);
  EXPECT_EQ(stopped.message(), "1 calls were still running when the server had to stop");
  EXPECT_EQ(reply.status().code(), Code::kUnavailable) << reply.status().ToString();
  EXPECT_EQ(handler->stopped, 1) << "its handler was told";
}

Task<Result<std::string>> Echo(shop::ShopClient& client) { co_return co_await client.Echo({}, "x"); }

TEST(Stop, AServerWithoutConnectionsStopsAtOnce) {
  ShopPair pair(std::make_shared<ShopHandler>());
  const TimePoint start = pair.loop().clock().Now();
  EXPECT_TRUE(pair.StopServer().ok());
  EXPECT_EQ(pair.loop().clock().Now(), start);
  EXPECT_TRUE(pair.StopServer().ok()) << "again is nothing";
  EXPECT_EQ(pair.Run(Echo(pair.client())).status().code(), Code::kUnavailable);
}

// Replies of a stopping server carry crrst, so that pooled connections are left before they are closed.
TEST(Stop, RepliesSayThatTheServerGoes) {
  ShopPair pair(std::make_shared<ShopHandler>());
  RawPeer peer(pair.loop(), pair.network(), "server:8888");
  const std::string sleep = TTHeaderMessage(ThriftMessage(1, "Sleep", 1, Unhex("0800010000001400")), 1, "isn", "Shop");
  peer.Send(sleep);
  EXPECT_TRUE(pair.StopServer().ok());
  EXPECT_EQ(peer.Outcome(), "reply Sleep 1; closed");
  EXPECT_NE(peer.received().find(Unhex("0005") + "crrst" + Unhex("0001") + "1"), std::string::npos);
}

TEST(Stop, RequestsThatCameInTimeAreAnsweredInOrder) {
  ShopPair pair(std::make_shared<ShopHandler>());
  RawPeer peer(pair.loop(), pair.network(), "server:8888");
  std::string requests;
  for (int i = 1; i <= 3; ++i) requests += FramedMessage(ThriftMessage(1, "Sleep", i, Unhex("0800010000006400")));
  peer.Send(requests);
  EXPECT_TRUE(pair.StopServer().ok());
  EXPECT_EQ(peer.Outcome(), "reply Sleep 1; reply Sleep 2; reply Sleep 3; closed");
}

TEST(Stop, WrongOptionsAreReportedByStart) {
  Server nothing;
  EXPECT_EQ(nothing.Start().code(), Code::kFailedPrecondition);
  Server address(WithServiceAddr("nonsense"));
  shop::Register(address, std::make_shared<ShopHandler>());
  EXPECT_EQ(address.Start().code(), Code::kInvalidArgument);
  Server twice;
  shop::Register(twice, std::make_shared<ShopHandler>());
  shop::Register(twice, std::make_shared<ShopHandler>());
  EXPECT_EQ(twice.Start().message(), "service Shop is registered twice");
  Server blocking(WithBlocking("Nope"), WithServiceAddr("127.0.0.1:0"));
  shop::Register(blocking, std::make_shared<ShopHandler>());
  EXPECT_EQ(blocking.Start().message(), "WithBlocking(\"Nope\"): no registered service has this method");
}

}  // namespace
}  // namespace elanus
