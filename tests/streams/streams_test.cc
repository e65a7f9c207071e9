// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The three kinds of streams from stub to handler and back, over gRPC: what arrives, how they end, and who is held
// back.
#include <gtest/gtest.h>

#include "elanus/async/scope.h"
#include "tests/streams/relay_handler.h"
#include "tests/unary/raw_peer.h"

namespace elanus {
namespace {

using relay::RelayClient;
using std::chrono::milliseconds;

// Reads to the end; -1 - index where an item is out of order.
Task<int> ReadAll(RelayClient& client, relay::Ask ask, Status& ended, CallOptions options = CallOptions()) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto items = client.List(ctx, ask, options);
  relay::Item item;
  int count = 0;
  while (co_await items.Recv(item)) {
    if (item.index != count) co_return -1 - item.index;
    ++count;
  }
  ended = items.status();
  co_return count;
}

TEST(Streams, AServerStreamArrivesInOrderAndEnds) {
  RelayPair pair(std::make_shared<RelayHandler>());
  Status ended = Internal("not set");
  EXPECT_EQ(pair.Run(ReadAll(pair.client(), Ask(5), ended)), 5);
  EXPECT_TRUE(ended.ok()) << ended.ToString();
  EXPECT_EQ(pair.Run(ReadAll(pair.client(), Ask(0), ended)), 0);
  EXPECT_TRUE(ended.ok()) << ended.ToString();
  EXPECT_EQ(pair.Run(ReadAll(pair.client(), Ask(1000, 16 << 10), ended)), 1000);
  EXPECT_TRUE(ended.ok()) << ended.ToString();
}

TEST(Streams, MessagesOfAMegabytePass) {
  RelayPair pair(std::make_shared<RelayHandler>());
  Status ended;
  EXPECT_EQ(pair.Run(ReadAll(pair.client(), Ask(3, 2 << 20), ended)), 3);
  EXPECT_TRUE(ended.ok()) << ended.ToString();
}

TEST(Streams, AFailureComesAfterTheItemsBeforeIt) {
  RelayPair pair(std::make_shared<RelayHandler>());
  Status ended;
  EXPECT_EQ(pair.Run(ReadAll(pair.client(), Ask(3, 10, "error"), ended)), 3);
  EXPECT_EQ(ended.code(), Code::kInternal);
  EXPECT_EQ(ended.message(), "handler failed");
  EXPECT_TRUE(ended.remote());
  EXPECT_EQ(pair.Run(ReadAll(pair.client(), Ask(3, 10, "status"), ended)), 3);
  EXPECT_EQ(ended.code(), Code::kFailedPrecondition);
  EXPECT_EQ(pair.Run(ReadAll(pair.client(), Ask(3, 10, "panic"), ended)), 3);
  EXPECT_EQ(ended.code(), Code::kInternal);
  EXPECT_NE(ended.message().find("boom"), std::string::npos) << ended.ToString();
  EXPECT_EQ(pair.Run(ReadAll(pair.client(), Ask(3, 10, "biz"), ended)), 3);
  ASSERT_NE(ended.biz(), nullptr) << ended.ToString();
  EXPECT_EQ(ended.biz()->code, 1001);
  EXPECT_EQ(ended.biz()->extra.at("hint"), "retry");
}

Task<Result<relay::Sum>> AddUp(RelayClient& client, int count, std::string last, Status& sent) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto items = client.Add(ctx);
  for (int i = 0; i < count; ++i) {
    const relay::Item item = Item(i, i == count - 1 ? last : "");
    sent = co_await items.Send(item);
    if (!sent.ok()) break;
  }
  co_return co_await items.CloseAndRecv();
}

TEST(Streams, AClientStreamIsAnsweredOnce) {
  RelayPair pair(std::make_shared<RelayHandler>());
  Status sent;
  auto sum = pair.Run(AddUp(pair.client(), 5, "", sent));
  ASSERT_TRUE(sum.ok()) << sum.status().ToString();
  EXPECT_EQ(sum->count, 5);
  EXPECT_EQ(sum->sum, 10);
  sum = pair.Run(AddUp(pair.client(), 0, "", sent));
  ASSERT_TRUE(sum.ok()) << sum.status().ToString();
  EXPECT_EQ(sum->count, 0);
  sum = pair.Run(AddUp(pair.client(), 3, "status", sent));
  EXPECT_EQ(sum.status().code(), Code::kFailedPrecondition) << sum.status().ToString();
  sum = pair.Run(AddUp(pair.client(), 3, "biz", sent));
  ASSERT_NE(sum.status().biz(), nullptr) << sum.status().ToString();
  sum = pair.Run(AddUp(pair.client(), 3, "stop", sent));  // answered before the client's end
  ASSERT_TRUE(sum.ok()) << sum.status().ToString();
  EXPECT_EQ(sum->count, 3);
}

Task<Status> PingPong(RelayClient& client, int count) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto stream = client.Echo(ctx);
  relay::Item back;
  for (int i = 0; i < count; ++i) {
    const relay::Item item = Item(i, "there");
    Status sent = co_await stream.Send(item);
    if (!sent.ok()) co_return sent;
    const bool came = co_await stream.Recv(back);
    if (!came || back.index != i) co_return Internal("expected item ", i, ": ", stream.status().ToString());
  }
  (void)stream.CloseSend();
  const bool more = co_await stream.Recv(back);
  if (more) co_return Internal("expected the end, got an item");
  co_return stream.status();
}

TEST(Streams, BothDirectionsInTurn) {
  auto handler = std::make_shared<RelayHandler>();
  RelayPair pair(handler);
  EXPECT_TRUE(pair.Run(PingPong(pair.client(), 5)).ok());
  EXPECT_EQ(handler->echo.messages, 5);
  EXPECT_TRUE(pair.Run(PingPong(pair.client(), 0)).ok());
}

Task<Status> HalfCloseFirst(RelayClient& client) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto stream = client.Echo(ctx);
  for (int i = 0; i < 3; ++i) {
    const relay::Item item = Item(i);
    Status sent = co_await stream.Send(item);
    if (!sent.ok()) co_return sent;
  }
  (void)stream.CloseSend();
  relay::Item back;
  int count = 0;
  while (co_await stream.Recv(back)) ++count;
  if (count != 3) co_return Internal("expected 3 items, got ", count);
  const relay::Item late = Item(9);
  Status sent = co_await stream.Send(late);
  if (sent.ok()) co_return Internal("expected an error of Send after the end");
  co_return stream.status();
}

TEST(Streams, HalfCloseLeavesTheOtherDirectionOpen) {
  RelayPair pair(std::make_shared<RelayHandler>());
  const Status status = pair.Run(HalfCloseFirst(pair.client()));
  EXPECT_TRUE(status.ok()) << status.ToString();
}

Task<Status> ServerStops(RelayClient& client) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto stream = client.Echo(ctx);
  const relay::Item first = Item(0), stop = Item(1, "stop");
  (void)co_await stream.Send(first);
  (void)co_await stream.Send(stop);
  relay::Item back;
  int count = 0;
  while (co_await stream.Recv(back)) ++count;
  if (count != 1 || !stream.status().ok()) co_return Internal(count, " items, ", stream.status().ToString());
  co_return co_await stream.Send(first);
}

TEST(Streams, AServerMayEndABidirectionalStream) {
  RelayPair pair(std::make_shared<RelayHandler>());
  const Status late = pair.Run(ServerStops(pair.client()));
  EXPECT_EQ(late.code(), Code::kInternal) << late.ToString();
  EXPECT_EQ(late.message(), "the stream is done: expected Send before the server ends it");
}

TEST(Streams, MetadataTravelsBothWays) {
  RelayPair pair(std::make_shared<RelayHandler>());
  Metadata got;
  Status ended;
  CallOptions options;
  options.Header("x-plain", "1").Header("x-plain", "2").ReceiveMetadata(got);
  EXPECT_EQ(pair.Run(ReadAll(pair.client(), Ask(1, 0, "metadata"), ended, options)), 1);
  EXPECT_TRUE(ended.ok()) << ended.ToString();
  EXPECT_EQ(got.size(), 3u);  // none twice
  EXPECT_EQ(got.Find(MetaKind::kPlain, "h1"), "hv");
  EXPECT_EQ(got.Find(MetaKind::kTrailer, "t1"), "tv");
  EXPECT_EQ(got.Find(MetaKind::kTrailer, "t1-bin"), std::string_view("\0\xff", 2));
}

Task<int> ReadSome(RelayClient& client, relay::Ask ask, int some, Status& ended) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto items = client.List(ctx, ask);
  relay::Item item;
  int count = 0;
  while (count < some && co_await items.Recv(item)) ++count;
  items.Cancel();
  const bool more = co_await items.Recv(item);
  ended = items.status();
  co_return more ? -1 : count;
}

TEST(Streams, CancellingEndsTheHandler) {
  auto handler = std::make_shared<RelayHandler>();
  RelayPair pair(handler);
  Status ended;
  EXPECT_EQ(pair.Run(ReadSome(pair.client(), Ask(1000, 10, "slow"), 3, ended)), 3);
  EXPECT_EQ(ended.code(), Code::kCancelled) << ended.ToString();
  pair.loop().Advance(milliseconds(100));
  EXPECT_TRUE(handler->list.ended);
  EXPECT_EQ(handler->list.status.code(), Code::kCancelled) << handler->list.status.ToString();
  EXPECT_LE(handler->list.messages, 5);
}

Task<int> Drop(RelayClient& client, relay::Ask ask) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto items = client.List(ctx, ask);
  relay::Item item;
  co_return co_await items.Recv(item) ? item.index : -1;
}

TEST(Streams, DroppingTheObjectCancels) {
  auto handler = std::make_shared<RelayHandler>();
  RelayPair pair(handler);
  EXPECT_EQ(pair.Run(Drop(pair.client(), Ask(1000, 10, "slow"))), 0);
  pair.loop().Advance(milliseconds(100));
  EXPECT_EQ(handler->list.status.code(), Code::kCancelled);
}

TEST(Streams, TheDeadlineHoldsOnBothSides) {
  auto handler = std::make_shared<RelayHandler>();
  RelayPair pair(handler);
  Status ended;
  const CallOptions options = CallOptions().Timeout(milliseconds(200));
  const TimePoint start = pair.loop().clock().Now();
  EXPECT_LT(pair.Run(ReadAll(pair.client(), Ask(1000, 10, "slow"), ended, options)), 12);
  EXPECT_EQ(ended.code(), Code::kDeadlineExceeded) << ended.ToString();
  EXPECT_EQ(pair.loop().clock().Now() - start, milliseconds(200));
  pair.loop().Advance(milliseconds(100));
  EXPECT_TRUE(handler->list.ended);
  EXPECT_FALSE(handler->list.status.ok());
}

// Shortly before the deadline it keeps the loop busy until after it, then ends the stream.
class BusyHandler : public RelayHandler {
 public:
  Task<Status> List(const Context& ctx, relay::Ask, StreamWriter<relay::Item>&) override {
    (void)co_await SleepFor(milliseconds(199), ctx.until());
    clock->Advance(milliseconds(5));
    co_return Cancelled("gone");
  }
  ManualClock* clock = nullptr;
};

TEST(Streams, TheServersWordOfTheDeadlineMayComeBeforeOurTimer) {
  auto handler = std::make_shared<BusyHandler>();
  RelayPair pair(handler);
  handler->clock = &pair.loop().clock();
  Status ended;
  EXPECT_EQ(pair.Run(ReadAll(pair.client(), Ask(1), ended, CallOptions().Timeout(milliseconds(200)))), 0);
  EXPECT_EQ(ended.code(), Code::kDeadlineExceeded) << ended.ToString();
  EXPECT_EQ(pair.Run(ReadAll(pair.client(), Ask(1), ended, CallOptions().Timeout(milliseconds(300)))), 0);
  EXPECT_EQ(ended.code(), Code::kCancelled) << ended.ToString();
}

Task<Status> Note(std::vector<Code>& ends, const Endpoint& next, Exchange& call) {
  Status status = co_await next(call);
  ends.push_back(status.code());
  co_return status;
}

Task<void> ReadUntilItIsLate(RelayClient& client, ManualClock& clock) {
  const ContextRoot ctx(clock);
  auto items = client.List(ctx, Ask(0, 0, "status"), CallOptions().Timeout(milliseconds(200)));
  relay::Item item;
  while (co_await items.Recv(item)) continue;
  clock.Advance(milliseconds(300));
}

// The object may go after its reader has heard of the end and before the chain has: that did not end the stream.
TEST(Streams, TheChainIsNotToldOfAnObjectThatGoesAfterTheEnd) {
  std::vector<Code> ends;
  const auto noting = [&ends](Endpoint next) -> Endpoint {
    return [&ends, next](Exchange& call) { return Note(ends, next, call); };
  };
  RelayPair pair(std::make_shared<RelayHandler>(), 1, {}, {WithMiddleware(noting)});
  pair.Run(ReadUntilItIsLate(pair.client(), pair.loop().clock()));
  EXPECT_EQ(ends, std::vector<Code>{Code::kDeadlineExceeded});
}

TEST(Streams, ASilentServerMeetsTheReceiveTimeout) {
  RelayPair pair(std::make_shared<RelayHandler>());
  Status ended;
  const CallOptions options = CallOptions().RecvTimeout(milliseconds(100));
  EXPECT_EQ(pair.Run(ReadAll(pair.client(), Ask(3, 10, "stall"), ended, options)), 3);
  EXPECT_EQ(ended.code(), Code::kDeadlineExceeded) << ended.ToString();
}

Task<int> ReadLate(RelayClient& client, RelayHandler& handler, int& meanwhile) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto items = client.List(ctx, Ask(1000, 16 << 10));
  relay::Item item;
  int count = co_await items.Recv(item) ? 1 : 0;
  (void)co_await SleepFor(std::chrono::seconds(1));
  meanwhile = handler.list.messages;
  while (co_await items.Recv(item)) ++count;
  co_return items.status().ok() ? count : -1;
}

TEST(Streams, ASlowReaderHoldsTheSenderBack) {
  auto handler = std::make_shared<RelayHandler>();
  RelayPair pair(handler);
  int meanwhile = 0;
  EXPECT_EQ(pair.Run(ReadLate(pair.client(), *handler, meanwhile)), 1000);
  EXPECT_GT(meanwhile, 4);
  EXPECT_LT(meanwhile, 60) << "a window and what waits to be sent, not the whole stream";
}

Task<void> Several(RelayClient& client, int count, std::vector<Status>& ended) {
  Scope scope;
  static constexpr auto kOne = [](RelayClient& c, Status& status) -> Task<void> { status = co_await PingPong(c, 20); };
  ended.resize(static_cast<std::size_t>(count));
  for (Status& status : ended) scope.Spawn(kOne(client, status));
  co_await scope.Join();
}

TEST(Streams, FiftyAtOnceOnOneConnection) {
  RelayPair pair(std::make_shared<RelayHandler>());
  std::vector<Status> ended;
  pair.Run(Several(pair.client(), 50, ended));
  for (const Status& status : ended) EXPECT_TRUE(status.ok()) << status.ToString();
}

Task<Status> Unary(RelayClient& client) {
  auto said = co_await client.Say({}, "hi");
  if (!said.ok()) co_return said.status();
  co_return *said == "hi" ? Ok() : Internal("expected hi, got ", *said);
}

TEST(Streams, UnaryCallsShareTheConnection) {
  RelayPair pair(std::make_shared<RelayHandler>());
  const Status status = pair.Run(Unary(pair.client()));
  EXPECT_TRUE(status.ok()) << status.ToString();
}

TEST(Streams, ArriveWholeWhateverTheNetworkCuts) {
  RelayPair pair(std::make_shared<RelayHandler>());
  pair.faults().largest_piece = 7;
  Status ended;
  EXPECT_EQ(pair.Run(ReadAll(pair.client(), Ask(20, 1000), ended)), 20);
  EXPECT_TRUE(ended.ok()) << ended.ToString();
  EXPECT_TRUE(pair.Run(PingPong(pair.client(), 5)).ok());
}

TEST(Streams, APartOfAFrameKeepsNoLoopBusy) {
  RelayPair pair(std::make_shared<RelayHandler>());
  RawPeer peer(pair.loop(), pair.network(), "server:8888");
  peer.Send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + Unhex("000000040000000000 00000806"));  // ends when the loop is idle
  EXPECT_FALSE(peer.closed());
  pair.loop().Advance(Limits().frame_timeout + milliseconds(40));
  EXPECT_TRUE(peer.closed());
}

TEST(Streams, AStoppingServerLetsThemEnd) {
  RelayPair pair(std::make_shared<RelayHandler>());
  static constexpr auto kStopMeanwhile = [](RelayPair& p, Status& ended, int& count, Status& stopped) -> Task<void> {
    static constexpr auto kRead = [](RelayPair& q, Status& e, int& n) -> Task<void> {
      n = co_await ReadAll(q.client(), Ask(20, 10, "slow"), e);
    };
    Scope scope;
    scope.Spawn(kRead(p, ended, count));
    (void)co_await SleepFor(milliseconds(100));
    stopped = co_await p.server().StopOnLoop(std::chrono::seconds(5));
    co_await scope.Join();
  };
  Status ended, stopped = Internal("not set");
  int count = 0;
  pair.Run(kStopMeanwhile(pair, ended, count, stopped));
  EXPECT_EQ(count, 20);
  EXPECT_TRUE(ended.ok()) << ended.ToString();
  EXPECT_TRUE(stopped.ok()) << stopped.ToString();
}

}  // namespace
}  // namespace elanus
