// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Streams of a Protobuf service from stub to handler and back, over gRPC, which is the default of a service with
// streams.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/testing.h"
#include "tests/protobuf/items_handler.h"

namespace elanus {
namespace {

using kinds::v1::ItemsClient;
using testing::ElementsAre;

class ItemsPair {
 public:
  explicit ItemsPair(std::vector<ClientOption> options = {}) : pair_(handler, 1, {}, std::move(options)) {}
  ItemsClient& client() { return pair_.client(); }
  template <class T>
  T Run(Task<T> task) {
    return pair_.Run(std::move(task));
  }
  const std::shared_ptr<ItemsHandler> handler = std::make_shared<ItemsHandler>();

 private:
  TestPair<kinds::v1::Items, ItemsClient> pair_;
};

Task<std::vector<std::string>> List(ItemsClient& client, int count, Status& ended) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  std::vector<std::string> out;
  auto parts = client.List(ctx, Key("p", count));
  kinds::v1::Item::Part part;
  while (co_await parts.Recv(part)) out.push_back(part.text());
  ended = parts.status();
  co_return out;
}

Task<Result<google::protobuf::Empty>> Put(ItemsClient& client) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto items = client.Put(ctx);
  for (int i = 0; i < 3; ++i) {
    const kinds::v1::Item item = Item(i);
    Status sent = co_await items.Send(item);
    if (!sent) co_return sent;
  }
  co_return co_await items.CloseAndRecv();
}

Task<Status> Swap(ItemsClient& client, std::vector<std::string>& out) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto stream = client.Swap(ctx);
  for (const char* text : {"a", "b"}) {
    const kinds::v1::Item item = Item(1, text);
    Status sent = co_await stream.Send(item);
    if (!sent) co_return sent;
    kinds::v1::Item::Part part;
    const bool came = co_await stream.Recv(part);
    if (came) out.push_back(part.text());
  }
  Status closed = stream.CloseSend();
  if (!closed) co_return closed;
  kinds::v1::Item::Part part;
  while (co_await stream.Recv(part)) out.push_back(part.text());
  co_return stream.status();
}

TEST(ProtobufStreams, AServerStreamEnds) {
  ItemsPair pair;
  Status ended = Internal("not set");
  EXPECT_THAT(pair.Run(List(pair.client(), 3, ended)), ElementsAre("p0", "p1", "p2"));
  EXPECT_TRUE(ended) << ended.ToString();
}

TEST(ProtobufStreams, AClientStreamIsAnsweredOnce) {
  ItemsPair pair;
  const auto answer = pair.Run(Put(pair.client()));
  EXPECT_TRUE(answer) << answer.status().ToString();
  EXPECT_THAT(pair.handler->put, ElementsAre(0, 1, 2));
}

TEST(ProtobufStreams, ABidirectionalStreamGoesBothWays) {
  ItemsPair pair;
  std::vector<std::string> out;
  const Status ended = pair.Run(Swap(pair.client(), out));
  EXPECT_TRUE(ended) << ended.ToString();
  EXPECT_THAT(out, ElementsAre("a", "b"));
}

TEST(ProtobufStreams, KitexProtobufHasNone) {
  ItemsPair pair({WithTransportProtocol(Transport::kTTHeaderFramed)});
  Status ended;
  EXPECT_THAT(pair.Run(List(pair.client(), 3, ended)), testing::IsEmpty());
  EXPECT_FALSE(ended.ok());
}

}  // namespace
}  // namespace elanus
