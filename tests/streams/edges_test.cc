// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Streams at the edges of their lives: the time between the end of a call and the end of its chain, and connections
// that begin while their server stops.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/async/scope.h"
#include "tests/streams/relay_handler.h"
#include "tests/unary/raw_peer.h"

namespace elanus {
namespace {

using relay::RelayClient;
using std::chrono::milliseconds;
using std::chrono::seconds;

Task<Status> Linger(const Endpoint& next, Exchange& call) {
  Status status = co_await next(call);
  (void)co_await SleepFor(seconds(1));
  co_return status;
}

// A middleware that does something slow after each call.
Middleware Lingering() {
  return [](Endpoint next) -> Endpoint { return [next](Exchange& call) { return Linger(next, call); }; };
}

Task<void> UseAfterTheDeadline(RelayClient& client, Status& sent, Status& received) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto stream = client.Echo(ctx, CallOptions().Timeout(milliseconds(100)));
  const relay::Item item = Item(1);
  Status first = co_await stream.Send(item);
  EXPECT_TRUE(first.ok()) << first.ToString();
  (void)co_await SleepFor(milliseconds(200));
  sent = co_await stream.Send(item);
  relay::Item back;
  while (co_await stream.Recv(back)) {
  }
  received = stream.status();
  (void)stream.CloseSend();
}

// The connection has forgotten the stream by then, and may have given its id to another.
TEST(StreamEdges, BetweenTheDeadlineAndTheEndOfTheChain) {
  RelayPair pair(std::make_shared<RelayHandler>(), 1, {}, {WithMiddleware(Lingering())});
  Status sent, received;
  pair.Run(UseAfterTheDeadline(pair.client(), sent, received));
  EXPECT_EQ(sent.code(), Code::kDeadlineExceeded) << sent.ToString();
  EXPECT_EQ(received.code(), Code::kDeadlineExceeded) << received.ToString();
  pair.loop().Advance(seconds(2));  // the middleware is done too
}

Task<Duration> StopMeanwhile(RelayPair& pair, RawPeer& peer) {
  async::Loop& loop = *async::Loop::Current();
  const TimePoint start = loop.now();
  static constexpr auto kSpeak = [](RawPeer& p) -> Task<void> {
    (void)co_await SleepFor(milliseconds(10));
    p.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + Unhex("000000040000000000"));
    (void)co_await SleepFor(milliseconds(10));
    p.Write(Unhex("000008060100000000 0106010800030309"));  // the answer to the server's PING
  };
  Scope scope;
  scope.Spawn(kSpeak(peer));
  (void)co_await pair.server().StopOnLoop(seconds(5));
  co_await scope.Join();
  co_return loop.now() - start;
}

// As many do whose first bytes are on their way when a server stops.
TEST(StreamEdges, AConnectionThatBeginsWhileItsServerStopsIsToldToo) {
  RelayPair pair(std::make_shared<RelayHandler>());
  RawPeer peer(pair.loop(), pair.network(), "server:8888");
  pair.loop().RunUntilIdle();
  const Duration took = pair.Run(StopMeanwhile(pair, peer));
  EXPECT_THAT(peer.received(), testing::HasSubstr("graceful shutdown"));
  EXPECT_LT(took, seconds(1)) << "it was cut when the server's time was over";
}

// A call may be on its way to it: the peer is told before, and has the time to answer.
TEST(StreamEdges, AnIdleConnectionSaysThatItEnds) {
  RelayPair pair(std::make_shared<RelayHandler>(), 1, {WithMaxConnIdleTime(seconds(60))});
  RawPeer peer(pair.loop(), pair.network(), "server:8888");
  peer.Send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + Unhex("000000040000000000"));
  pair.loop().Advance(seconds(59));
  EXPECT_EQ(peer.received().find("\x7f\xff\xff\xff"), std::string::npos);
  pair.loop().Advance(seconds(2));
  EXPECT_THAT(peer.received(), testing::HasSubstr("\x7f\xff\xff\xff")) << "GOAWAY, the first";
  EXPECT_FALSE(peer.closed());
  pair.loop().Advance(Limits().frame_timeout);
  EXPECT_THAT(peer.received(), testing::HasSubstr("graceful shutdown"));
  EXPECT_TRUE(peer.closed());
}

class CountingHandler final : public RelayHandler {
 public:
  Task<Result<std::string>> Say(const Context& ctx, std::string key) override {
    int count = 0;
    for (std::size_t i = 0; i < ctx.incoming().size(); ++i) count += ctx.incoming().at(i).key == key ? 1 : 0;
    co_return StrCat(count);
  }
};

Task<Status> Twice(const Endpoint& next, Exchange& call) {
  (void)co_await next(call);
  co_return co_await next(call);
}

Task<std::string> SayWithHeader(RelayClient& client) {
  auto said = co_await client.Say({}, "x-once", CallOptions().Header("x-once", "1"));
  co_return said.ok() ? *said : said.status().ToString();
}

TEST(StreamEdges, ASecondAttemptSendsEachHeaderOnce) {
  const Middleware twice = [](Endpoint next) -> Endpoint {
    return [next](Exchange& call) { return Twice(next, call); };
  };
  RelayPair pair(std::make_shared<CountingHandler>(), 1, {}, {WithMiddleware(twice)});
  EXPECT_EQ(pair.Run(SayWithHeader(pair.client())), "1");
}

}  // namespace
}  // namespace elanus
