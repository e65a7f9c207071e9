// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Calls of a Protobuf service from stub to handler and back over Kitex-Protobuf and gRPC, beside a Thrift service on
// one port.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/testing.h"
#include "put.elanus.h"
#include "shop.elanus.h"
#include "thrift_items/get.h"

namespace elanus {
namespace {

using testing::HasSubstr;

class ShopHandler final : public shop::Shop {
 public:
  Task<Result<shop::Order>> Buy(const Context& ctx, shop::Order req) override {
    if (req.what() == "biz") co_return BizError(1001, "sold out", {{"hint", "later"}});
    if (req.what() == "fail") co_return NotFound("no such thing");
    if (req.what() == "throw") throw std::runtime_error("boom");
    if (req.what() == "meta") req.set_what(std::string(ctx.Persistent("TENANT")));
    co_return req;
  }
};

class ThriftHandler final : public thrift_items::ThriftItems {
 public:
  Task<Result<std::string>> Find(const Context&, std::string key) override { co_return key; }
  Task<Result<std::string>> Put(const Context&, std::string key) override { co_return key; }
};

shop::Order Order(const std::string& what) {
  shop::Order order;
  order.set_what(what);
  return order;
}

Task<Result<shop::Order>> Buy(const shop::ShopClient& client, std::string what, std::size_t data = 0) {
  const ContextRoot root(async::Loop::Current()->clock());
  const auto ctx = root.WithPersistent("TENANT", "a");
  shop::Order order = Order(what);
  order.set_data(std::string(data, 'd'));
  co_return co_await client.Buy(ctx, order);
}

class ShopPair : public TestPair<shop::Shop, shop::ShopClient> {
 public:
  explicit ShopPair(std::vector<ClientOption> options = {})
      : TestPair(std::make_shared<ShopHandler>(), 1, {}, std::move(options)) {}
  Result<shop::Order> Bought(const std::string& what, std::size_t data = 0) { return Run(Buy(client(), what, data)); }
};

TEST(ProtobufCalls, GoOverTtHeaderFramedByDefault) {
  ShopPair pair;
  auto bought = pair.Bought("bread");
  ASSERT_TRUE(bought) << bought.status().ToString();
  EXPECT_EQ(bought->what(), "bread");
  EXPECT_EQ(pair.Bought("meta")->what(), "a");
  EXPECT_EQ(pair.Bought("")->what(), "");
  EXPECT_EQ(pair.Bought("big", 1 << 20)->data().size(), std::size_t{1} << 20);
}

TEST(ProtobufCalls, EachTransportWithAFrameWorks) {
  for (const Transport transport : {Transport::kFramed, Transport::kTTHeaderFramed, Transport::kGrpc}) {
    ShopPair pair({WithTransportProtocol(transport)});
    auto bought = pair.Bought("bread");
    ASSERT_TRUE(bought) << bought.status().ToString();
    EXPECT_EQ(bought->what(), "bread");
  }
  ShopPair pair({WithMuxConnection(2)});
  EXPECT_EQ(pair.Bought("bread")->what(), "bread");
}

TEST(ProtobufCalls, WithoutAFrameThereIsAnErrorOfTheOption) {
  for (const Transport transport : {Transport::kBuffered, Transport::kTTHeader}) {
    ShopPair pair({WithTransportProtocol(transport)});
    EXPECT_EQ(
        pair.client().status().message(),
        StrCat("WithTransportProtocol: expected TTHeaderFramed, Framed or gRPC for the Protobuf service Shop, got ",
               TransportName(transport)));
    EXPECT_FALSE(pair.Bought("bread").ok());
  }
}

TEST(ProtobufCalls, ErrorsComeAsTheyDoOverThrift) {
  ShopPair pair;
  const auto biz = pair.Bought("biz");
  ASSERT_NE(biz.status().biz(), nullptr) << biz.status().ToString();
  EXPECT_EQ(biz.status().biz()->code, 1001);
  EXPECT_EQ(biz.status().biz()->extra.at("hint"), "later");
  const auto failed = pair.Bought("fail");
  EXPECT_EQ(failed.status().app_exception(), 6);
  EXPECT_THAT(failed.status().message(), HasSubstr("biz error: no such thing"));
  const auto threw = pair.Bought("throw");
  EXPECT_EQ(threw.status().app_exception(), 6);
  EXPECT_THAT(threw.status().message(), HasSubstr("boom"));
}

TEST(ProtobufCalls, ErrorsOverGrpcKeepTheirCodes) {
  ShopPair pair({WithTransportProtocol(Transport::kGrpc)});
  const auto biz = pair.Bought("biz");
  ASSERT_NE(biz.status().biz(), nullptr) << biz.status().ToString();
  EXPECT_EQ(biz.status().biz()->code, 1001);
  const auto failed = pair.Bought("fail");
  EXPECT_EQ(failed.status().code(), Code::kNotFound);
  EXPECT_EQ(failed.status().message(), "no such thing");
  EXPECT_EQ(pair.Bought("throw").status().code(), Code::kInternal);
  EXPECT_EQ(pair.Bought("meta")->what(), "a");
}

Task<Result<other::Key>> Put(const other::ThriftItemsClient& client) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  other::Key key;
  key.set_name("k");
  co_return co_await client.Put(ctx, key);
}

Task<Result<std::string>> Find(const thrift_items::ThriftItemsClient& client) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  co_return co_await client.Find(ctx, "k");
}

Task<Result<std::string>> BuyByThrift(const thrift_items::ShopClient& client) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  co_return co_await client.Buy(ctx, "k");
}

// One port, and the wrong language for a method that is there.
TEST(ProtobufCalls, OnePortSpeaksBothLanguagesAndAMethodOnlyItsOwn) {
  TestLoop loop(1);
  auto network = std::make_shared<net::Loopback>(loop.loop());
  Server server(
      std::vector<ServerOption>{WithRuntime(loop.runtime()), WithNetwork(network), WithServiceAddr("server:8888")});
  shop::Register(server, std::make_shared<ShopHandler>());
  thrift_items::Register(server, std::make_shared<ThriftHandler>());
  ASSERT_TRUE(server.Start());
  {
    const auto runtime = WithRuntime(loop.runtime());
    const auto in_memory = WithNetwork(network);
    const auto address = WithHostPorts("server:8888");
    shop::ShopClient protobuf("test", runtime, in_memory, address);
    thrift_items::ThriftItemsClient thrift("test", runtime, in_memory, address);
    other::ThriftItemsClient wrong("test", runtime, in_memory, address);
    EXPECT_EQ(loop.Run(Buy(protobuf, "bread"))->what(), "bread");
    EXPECT_EQ(*loop.Run(Find(thrift)), "k");
    const auto put = loop.Run(Put(wrong));
    EXPECT_EQ(put.status().app_exception(), 9);
    thrift_items::ShopClient wrong_too("test", runtime, in_memory, address);
    const auto bought = loop.Run(BuyByThrift(wrong_too));
    EXPECT_EQ(bought.status().app_exception(), 9);
    EXPECT_THAT(bought.status().message(), HasSubstr("method Buy: expected Protobuf, got Thrift"));
    EXPECT_THAT(put.status().message(), HasSubstr("method Put: expected Thrift, got Protobuf"));
    const auto grpc = WithTransportProtocol(Transport::kGrpc);
    other::ThriftItemsClient wrong_grpc("test", runtime, in_memory, address, grpc);
    thrift_items::ShopClient wrong_too_grpc("test", runtime, in_memory, address, grpc);
    EXPECT_EQ(loop.Run(Put(wrong_grpc)).status().code(), Code::kInternal);
    EXPECT_EQ(loop.Run(BuyByThrift(wrong_too_grpc)).status().code(), Code::kFailedPrecondition);
  }
  EXPECT_TRUE(loop.Run(server.StopOnLoop(std::chrono::seconds(1))));
}

}  // namespace
}  // namespace elanus
