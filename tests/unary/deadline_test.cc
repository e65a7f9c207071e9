// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Timeouts and cancellation really stop the work, on both sides.
#include <gtest/gtest.h>

#include "elanus/async/scope.h"
#include "tests/unary/shop_handler.h"

namespace elanus {
namespace {

using std::chrono::milliseconds;

Task<Result<std::string>> Sleep(shop::ShopClient& client, int millis, CallOptions options = CallOptions()) {
  co_return co_await client.Sleep({}, millis, options);
}
Task<Result<std::string>> Echo(shop::ShopClient& client, std::string text) { co_return co_await client.Echo({}, text); }

TEST(Deadline, AnRpcTimeoutEndsTheCallAndTheWork) {
  auto handler = std::make_shared<ShopHandler>();
  ShopPair pair(handler, 1, {}, {WithRPCTimeout(milliseconds(100))});
  const TimePoint start = pair.loop().clock().Now();
  const auto reply = pair.Run(Sleep(pair.client(), 500));
  EXPECT_EQ(reply.status().code(), Code::kDeadlineExceeded);
  EXPECT_EQ(reply.status().message(), "rpc timeout: timeout=100ms, to=test, method=Sleep, remote=server:8888");
  EXPECT_EQ(pair.loop().clock().Now() - start, milliseconds(100));
  EXPECT_EQ(*pair.Run(Echo(pair.client(), "next")), "next");
  pair.loop().Advance(milliseconds(600));
  EXPECT_EQ(handler->stopped, 1);
  EXPECT_LE(handler->stopped_at - start, milliseconds(101)) << "the work stops with its caller, not when it is done";
  EXPECT_EQ(*pair.Run(Echo(pair.client(), "after the late answer")), "after the late answer");
}

TEST(Deadline, ACallOptionBeatsTheClients) {
  ShopPair pair(std::make_shared<ShopHandler>(), 1, {}, {WithRPCTimeout(milliseconds(100))});
  const auto reply = pair.Run(Sleep(pair.client(), 500, CallOptions().Timeout(milliseconds(600))));
  EXPECT_EQ(*reply, "slept");
}

Task<Result<std::string>> SleepUnder(shop::ShopClient& client, Duration timeout) {
  const ContextRoot root(async::Loop::Current()->clock());
  const Context timed = root.WithTimeout(timeout);
  co_return co_await client.Sleep(timed, 500);
}

TEST(Deadline, TheCallersDeadlineHolds) {
  ShopPair pair(std::make_shared<ShopHandler>());
  EXPECT_EQ(pair.Run(SleepUnder(pair.client(), milliseconds(30))).status().code(), Code::kDeadlineExceeded);
  EXPECT_EQ(pair.Run(SleepUnder(pair.client(), Duration(0))).status().message(), "the deadline has passed");
}

Task<void> SleepUntil(shop::ShopClient& client, async::CancelSignal& signal, Status& ended) {
  const Context root;
  const Context ctx = root.WithCancel(signal);
  auto reply = co_await client.Sleep(ctx, 500);
  ended = reply.status();
}
Task<void> CancelAfter(shop::ShopClient& client, Duration wait, Status& ended) {
  async::CancelSignal signal;
  Scope scope;
  scope.Spawn(SleepUntil(client, signal, ended));
  (void)co_await SleepFor(wait);
  signal.Fire();
  co_await scope.Join();
}

TEST(Deadline, CancellingEndsTheCallAndTheWork) {
  auto handler = std::make_shared<ShopHandler>();
  ShopPair pair(handler);
  const TimePoint start = pair.loop().clock().Now();
  Status ended;
  pair.Run(CancelAfter(pair.client(), milliseconds(50), ended));
  EXPECT_EQ(ended.code(), Code::kCancelled) << ended.ToString();
  EXPECT_EQ(pair.loop().clock().Now() - start, milliseconds(50));
  pair.loop().Advance(milliseconds(5));
  EXPECT_EQ(handler->stopped, 1);
  EXPECT_EQ(*pair.Run(Echo(pair.client(), "next")), "next");
}

TEST(Deadline, NobodyThereEndsTheDial) {
  ShopPair pair(std::make_shared<ShopHandler>());
  pair.faults().refuse = 1;
  const auto reply = pair.Run(Echo(pair.client(), "x"));
  EXPECT_EQ(reply.status().code(), Code::kUnavailable) << reply.status().ToString();
  EXPECT_TRUE(reply.status().message().starts_with("remote or network error: get connection error: dial"))
      << reply.status().message();
}

}  // namespace
}  // namespace elanus
