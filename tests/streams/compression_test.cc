// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Compression by message: what the sender said of each one is what its reader sees, in all kinds of streams and both
// directions.
#include <gtest/gtest.h>

#include "tests/streams/relay_handler.h"

namespace elanus {
namespace {

using relay::RelayClient;

const std::string kLong(10'000, 'x');

char Mark(bool compressed) { return compressed ? 'c' : '-'; }

// Streams send every second message as it is.
class PackingHandler final : public relay::Relay {
 public:
  // A mark for each message that came.
  std::string came;

  Task<Status> List(const Context& ctx, relay::Ask ask, StreamWriter<relay::Item>& out) override {
    if (!ask.mode.empty() && !ctx.SetSendCompressor(ask.mode)) co_return InvalidArgument("no compressor ", ask.mode);
    for (int i = 0; i < ask.count; ++i) {
      const relay::Item item = Item(i, kLong);
      Status sent = co_await out.Send(item, SendOptions().Compress(i % 2 == 0));
      if (!sent.ok()) co_return sent;
    }
    co_return Ok();
  }
  Task<Result<relay::Sum>> Add(const Context&, StreamReader<relay::Item>& in) override {
    relay::Sum sum;
    relay::Item item;
    while (co_await in.Recv(item)) came += Mark(in.compressed());
    if (!in.status().ok()) co_return in.status();
    co_return sum;
  }
  // Each message goes back as the opposite of how it came.
  Task<Status> Echo(const Context&, Stream<relay::Item, relay::Item>& stream) override {
    relay::Item item;
    while (co_await stream.Recv(item)) {
      Status sent = co_await stream.Send(item, SendOptions().Compress(!stream.compressed()));
      if (!sent.ok()) co_return sent;
    }
    co_return stream.status();
  }
  Task<Result<std::string>> Say(const Context& ctx, std::string text) override {
    if (text == "plain") ctx.SetSendCompressor("identity");
    co_return kLong;
  }
};

using PackingPair = TestPair<relay::Relay, RelayClient>;

CallOptions Gzip() { return CallOptions().GRPCCompressor("gzip"); }

Task<Result<std::string>> Listed(RelayClient& client, std::string mode, CallOptions options) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  const relay::Ask ask = Ask(4, 0, mode);
  auto items = client.List(ctx, ask, options);
  std::string came;
  relay::Item item;
  while (co_await items.Recv(item)) came += item.text == kLong ? Mark(items.compressed()) : '?';
  if (!items.status().ok()) co_return items.status();
  co_return came;
}

TEST(Compression, AServerStreamSaysItForEachMessage) {
  PackingPair pair(std::make_shared<PackingHandler>());
  EXPECT_EQ(*pair.Run(Listed(pair.client(), "", Gzip())), "c-c-");
  EXPECT_EQ(*pair.Run(Listed(pair.client(), "gzip", Gzip())), "c-c-");
  EXPECT_EQ(*pair.Run(Listed(pair.client(), "identity", Gzip())), "----");
}

TEST(Compression, ACallerThatDoesNotTakeGzipGetsNone) {
  PackingPair pair(std::make_shared<PackingHandler>());
  EXPECT_EQ(*pair.Run(Listed(pair.client(), "gzip", CallOptions())), "----");
  EXPECT_EQ(pair.Run(Listed(pair.client(), "zip", CallOptions())).status().message(), "no compressor zip");
}

Task<Status> SendMixed(RelayClient& client, CallOptions options) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto items = client.Add(ctx, options);
  for (int i = 0; i < 4; ++i) {
    const relay::Item item = Item(i, kLong);
    Status sent = co_await items.Send(item, SendOptions().Compress(i % 2 == 0));
    if (!sent.ok()) co_return sent;
  }
  auto answer = co_await items.CloseAndRecv();
  co_return answer.status();
}

TEST(Compression, AClientStreamSaysItForEachMessage) {
  auto handler = std::make_shared<PackingHandler>();
  PackingPair pair(handler);
  EXPECT_TRUE(pair.Run(SendMixed(pair.client(), Gzip())).ok());
  EXPECT_EQ(std::exchange(handler->came, ""), "c-c-");
  EXPECT_TRUE(pair.Run(SendMixed(pair.client(), CallOptions())).ok());
  EXPECT_EQ(handler->came, "----");
}

Task<Result<std::string>> Echoed(RelayClient& client, CallOptions options) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto stream = client.Echo(ctx, options);
  std::string came;
  relay::Item item;
  for (int i = 0; i < 4; ++i) {
    const relay::Item sent_item = Item(i, kLong);
    Status sent = co_await stream.Send(sent_item, SendOptions().Compress(i % 2 == 0));
    if (!sent.ok()) co_return sent;
  }
  (void)stream.CloseSend();
  while (co_await stream.Recv(item)) came += Mark(stream.compressed());
  if (!stream.status().ok()) co_return stream.status();
  co_return came;
}

TEST(Compression, BothDirectionsSayItEachForItself) {
  PackingPair pair(std::make_shared<PackingHandler>());
  EXPECT_EQ(*pair.Run(Echoed(pair.client(), Gzip())), "-c-c");
  EXPECT_EQ(*pair.Run(Echoed(pair.client(), CallOptions())), "----");
}

Task<Result<bool>> Said(RelayClient& client, std::string text) {
  Metadata came;
  CallOptions options = Gzip();
  options.ReceiveMetadata(came);
  auto said = co_await client.Say({}, text, options);
  if (!said.ok()) co_return said.status();
  co_return !came.Find(MetaKind::kPlain, ":compressed").empty();
}

TEST(Compression, AUnaryAnswerIsAsItsRequestUnlessTheHandlerSaysOtherwise) {
  PackingPair pair(std::make_shared<PackingHandler>());
  EXPECT_TRUE(*pair.Run(Said(pair.client(), "as you like")));
  EXPECT_FALSE(*pair.Run(Said(pair.client(), "plain")));
}

}  // namespace
}  // namespace elanus
