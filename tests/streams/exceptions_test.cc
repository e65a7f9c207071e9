// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Streams that are marked by Kitex's annotation, and exceptions that their methods declare. As over Kitex, a stream has
// no place for those: they end it as failures.
#include <gtest/gtest.h>

#include "annotated/streams/annotated_streams.h"
#include "elanus/testing.h"

namespace elanus {
namespace {

using annotated::streams::Either;
using annotated::streams::Item;
using annotated::streams::Refused;
using annotated::streams::StreamsClient;

class Handler final : public annotated::streams::Streams {
 public:
  Task<Status> Both(const Context&, Stream<Item, Item>& stream) override {
    Item item;
    while (co_await stream.Recv(item)) {
      Status sent = co_await stream.Send(item);
      if (!sent.ok()) co_return sent;
    }
    co_return stream.status();
  }
  Task<Result<Item>> Once(const Context&, Item in) override { co_return in; }
  Task<Status> Out(const Context&, Item, StreamWriter<Either>& out) override {
    Either one;
    one.set_text("before");
    Status sent = co_await out.Send(one);
    if (!sent.ok()) co_return sent;
    co_return Closed();
  }
  Task<Result<Either>> In(const Context&, StreamReader<Either>& in) override {
    Either item;
    while (co_await in.Recv(item)) {
    }
    co_return Closed();
  }
  Task<Status> Far(const Context&, Stream<shared::base::Point, shared::base::Point>&) override { co_return Ok(); }
  Task<Result<std::string>> Plain(const Context&, std::string text) override { co_return text; }

 private:
  static Refused Closed() {
    Refused refused;
    refused.why = "closed";
    return refused;
  }
};

using Pair = TestPair<annotated::streams::Streams, StreamsClient>;

TEST(AnnotatedStreams, UnaryAndStreamsOfABaseService) {
  Pair pair(std::make_shared<Handler>());
  static constexpr auto kCalls = [](StreamsClient& client) -> Task<Status> {
    const ContextRoot ctx(async::Loop::Current()->clock());
    Item item;
    item.index = 3;
    Result<Item> once = co_await client.Once(ctx, item);
    if (!once.ok()) co_return once.status();
    auto stream = client.Both(ctx);
    Status sent = co_await stream.Send(item);
    if (!sent.ok()) co_return sent;
    Status closed = stream.CloseSend();
    Item back;
    const bool came = co_await stream.Recv(back);
    if (!came || !(back == item)) co_return Internal("expected the item: ", stream.status().ToString());
    const bool more = co_await stream.Recv(back);
    co_return more ? Internal("expected the end") : stream.status();
  };
  const Status status = pair.Run(kCalls(pair.client()));
  EXPECT_TRUE(status.ok()) << status.ToString();
}

TEST(AnnotatedStreams, AnExceptionEndsAServerStreamBehindItsMessages) {
  Pair pair(std::make_shared<Handler>());
  static constexpr auto kRead = [](StreamsClient& client, int& count) -> Task<Status> {
    const ContextRoot ctx(async::Loop::Current()->clock());
    const Item item;
    auto stream = client.Out(ctx, item);
    Either either;
    while (co_await stream.Recv(either)) ++count;
    co_return stream.status();
  };
  int count = 0;
  const Status status = pair.Run(kRead(pair.client(), count));
  EXPECT_EQ(count, 1);
  EXPECT_EQ(status.code(), Code::kInternal) << status.ToString();
  EXPECT_NE(status.message().find("Refused"), std::string::npos) << status.ToString();
  EXPECT_EQ(status.As<Refused>(), nullptr);
}

TEST(AnnotatedStreams, AnExceptionIsNoAnswerToAClientStream) {
  Pair pair(std::make_shared<Handler>());
  static constexpr auto kSend = [](StreamsClient& client) -> Task<Status> {
    const ContextRoot ctx(async::Loop::Current()->clock());
    auto stream = client.In(ctx);
    Either either;
    either.set_number(1);
    Status sent = co_await stream.Send(either);
    if (!sent.ok()) co_return sent;
    Result<Either> answer = co_await stream.CloseAndRecv();
    co_return answer.status();
  };
  const Status status = pair.Run(kSend(pair.client()));
  EXPECT_EQ(status.code(), Code::kInternal) << status.ToString();
  EXPECT_NE(status.message().find("Refused"), std::string::npos) << status.ToString();
}

}  // namespace
}  // namespace elanus
