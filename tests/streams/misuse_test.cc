// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What programs do wrong with streams: each mistake is an error that says what was expected, and never the end of the
// program.
#include <gtest/gtest.h>

#include "elanus/async/all.h"
#include "tests/streams/relay_handler.h"

namespace elanus {
namespace {

using relay::RelayClient;
using Echo = BidiStreamCall<relay::Item, relay::Item>;

Task<Status> SendBig(Echo& stream) {
  const relay::Item item = Item(1, std::string(1 << 20, 'x'));
  co_return co_await stream.Send(item);
}

Task<bool> RecvOne(Echo& stream) {
  relay::Item item;
  co_return co_await stream.Recv(item);
}

// Nobody reads what it sends back, so that what the client sends soon finds no room.
Task<Status> TwoSends(RelayClient& client) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto stream = client.Echo(ctx);
  auto [first, second] = co_await All(SendBig(stream), SendBig(stream));
  EXPECT_TRUE(first.ok()) << first.ToString();
  co_return second;
}

TEST(StreamMisuse, ASecondSendThatWouldWaitFails) {
  RelayPair pair(std::make_shared<RelayHandler>());
  const Status second = pair.Run(TwoSends(pair.client()));
  EXPECT_EQ(second.code(), Code::kFailedPrecondition);
  EXPECT_EQ(second.message(), "Send of Echo while another Send waits: expected one at a time");
}

Task<Status> TwoRecvs(RelayClient& client) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto stream = client.Echo(ctx);
  auto [first, second] = co_await All(RecvOne(stream), RecvOne(stream));
  EXPECT_FALSE(first || second);
  co_return stream.status();
}

TEST(StreamMisuse, ASecondRecvThatWouldWaitEndsTheStream) {
  RelayPair pair(std::make_shared<RelayHandler>());
  const Status ended = pair.Run(TwoRecvs(pair.client()));
  EXPECT_EQ(ended.code(), Code::kFailedPrecondition);
  EXPECT_EQ(ended.message(), "Recv of Echo while another Recv waits: expected one at a time");
}

// Uses its stream wrongly in the direction that it is asked for.
class ClumsyHandler final : public RelayHandler {
 public:
  Status list_status, add_status;

  Task<Status> List(const Context&, relay::Ask, StreamWriter<relay::Item>& out) override {
    auto [first, second] = co_await All(SendBig(out), SendBig(out));
    list_status = first.ok() ? second : first;
    co_return list_status;
  }
  Task<Result<relay::Sum>> Add(const Context&, StreamReader<relay::Item>& in) override {
    auto [first, second] = co_await All(RecvOne(in), RecvOne(in));
    add_status = first || second ? Ok() : in.status();
    co_return add_status;
  }

 private:
  static Task<Status> SendBig(StreamWriter<relay::Item>& out) {
    const relay::Item item = Item(1, std::string(1 << 20, 'x'));
    co_return co_await out.Send(item);
  }
  static Task<bool> RecvOne(StreamReader<relay::Item>& in) {
    relay::Item item;
    co_return co_await in.Recv(item);
  }
};

Task<Status> AskBoth(RelayClient& client) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  const relay::Ask ask = Ask(1);
  auto list = client.List(ctx, ask);
  relay::Item item;
  while (co_await list.Recv(item)) continue;
  EXPECT_EQ(list.status().code(), Code::kFailedPrecondition) << list.status().ToString();
  auto add = client.Add(ctx);
  Status opened = co_await add.Send(item);
  auto sum = co_await add.CloseAndRecv();
  co_return opened.ok() ? sum.status() : opened;
}

TEST(StreamMisuse, AHandlerHearsOfItToo) {
  auto handler = std::make_shared<ClumsyHandler>();
  RelayPair pair(handler);
  const Status asked = pair.Run(AskBoth(pair.client()));
  EXPECT_EQ(handler->list_status.message(), "Send while another Send of the stream waits: expected one at a time");
  EXPECT_EQ(handler->add_status.message(), "Recv while another Recv of the stream waits: expected one at a time");
  EXPECT_EQ(asked.code(), Code::kFailedPrecondition) << asked.ToString();
}

Task<Status> SendUntilItFails(RelayClient& client) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto stream = client.Add(ctx);
  Status sent;
  for (int i = 0; sent.ok() && i < 1000; ++i) {
    const relay::Item item = Item(i, i == 3 ? "status" : std::string(10'000, 'x'));
    sent = co_await stream.Send(item);
  }
  co_return sent;
}

TEST(StreamMisuse, ASendBehindTheEndSaysHowItEnded) {
  RelayPair pair(std::make_shared<RelayHandler>());
  const Status sent = pair.Run(SendUntilItFails(pair.client()));
  EXPECT_EQ(sent.code(), Code::kFailedPrecondition) << sent.ToString();
  EXPECT_EQ(sent.message(), "not now");
}

Task<Status> Say(RelayClient& client) {
  auto said = co_await client.Say(Context(), "hello", CallOptions().GRPCCompressor("snappy"));
  co_return said.status();
}

TEST(StreamMisuse, AnUnknownCompressorIsNamed) {
  RelayPair pair(std::make_shared<RelayHandler>());
  EXPECT_EQ(pair.Run(Say(pair.client())).message(),
            "CallOptions::GRPCCompressor: expected gzip or identity, got snappy");
}

}  // namespace
}  // namespace elanus
