// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/resolve.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "elanus/async/test_loop.h"
#include "elanus/net/test_world.h"

namespace elanus::net {
namespace {

std::string Texts(const std::vector<SocketAddress>& addresses) {
  std::string text;
  for (const SocketAddress& each : addresses) text += StrCat(each.ToString(), " ");
  return text;
}

TEST(ResolveAtOnce, NumbersAndThisMachine) {
  EXPECT_EQ(Texts(ResolveAtOnce(Address::Tcp("10.0.0.1", 80))), "10.0.0.1:80 ");
  EXPECT_EQ(Texts(ResolveAtOnce(Address::Tcp("::1", 80))), "[::1]:80 ");
  EXPECT_EQ(Texts(ResolveAtOnce(Address::Tcp("localhost", 80))), "127.0.0.1:80 [::1]:80 ");
  EXPECT_EQ(Texts(ResolveAtOnce(Address::Tcp("", 80))), "127.0.0.1:80 [::1]:80 ");
  EXPECT_EQ(Texts(ResolveAtOnce(Address::Tcp("example.com", 80))), "");
}

TEST(LookUp, ErrorNamesTheHost) {
  // ".invalid" never exists (RFC 6761); without a resolver the reason is another.
  const auto found = LookUp(Address::Tcp("no-such-host.invalid", 80));
  EXPECT_EQ(found.status().code(), Code::kUnavailable);
  EXPECT_TRUE(found.status().message().starts_with("lookup no-such-host.invalid: ")) << found.status().ToString();
}

// The name of a number: what the machine's resolver does without a network.
TEST(LookUp, SetsThePort) {
  const auto found = LookUp(Address::Tcp("127.1", 8080));
  ASSERT_TRUE(found.ok()) << found.status().ToString();
  EXPECT_EQ(Texts(*found), "127.0.0.1:8080 ");
}

TEST(Resolve, LooksUpOffTheLoop) {
  SystemWorld world(Address::Tcp("127.0.0.1", 0));
  Result<std::vector<SocketAddress>> found;
  const auto body = [](Runtime& runtime, Result<std::vector<SocketAddress>>& out) -> Task<void> {
    out = co_await Resolve(runtime, Address::Tcp("127.1", 8080), async::Until());
  };
  world.Run(body(world.runtime(), found));
  ASSERT_TRUE(found.ok()) << found.status().ToString();
  EXPECT_EQ(Texts(*found), "127.0.0.1:8080 ");
}

Task<Status> ResolveCancelled(Runtime& runtime, async::CancelSignal& cancel) {
  // Fires after the wait has begun, and before the look-up, which the manual runtime does in its next turn.
  runtime.loop(0).Post([&cancel] { cancel.Fire(); });
  auto found = co_await Resolve(runtime, Address::Tcp("127.1", 8080), async::Until(TimePoint::Never(), &cancel));
  co_return found.status();
}

TEST(Resolve, EndsEarly) {
  TestLoop loop;
  async::CancelSignal cancel;
  const Status status = loop.Run(ResolveCancelled(loop.runtime(), cancel));
  EXPECT_EQ(status.ToString(), "Cancelled: lookup 127.1: cancelled");
  loop.RunUntilIdle();
}

}  // namespace
}  // namespace elanus::net
