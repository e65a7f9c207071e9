// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How calls end, over every transport.
#include <gtest/gtest.h>

#include "tests/unary/shop_handler.h"

namespace elanus {
namespace {

template <class C>
concept WaitsFor = requires(C call) { std::forward<C>(call).Wait(); };
template <class C>
concept Awaitable = requires(C call) { std::forward<C>(call).operator co_await(); };
template <class C>
concept CallsBack = requires(C call) { std::forward<C>(call).Then([](Result<std::string>) {}); };

// A call works as an rvalue only: kept in a variable, it would outlive its temporaries.
using EchoCall = Call<Result<std::string>, 1>;
static_assert(WaitsFor<EchoCall> && Awaitable<EchoCall> && CallsBack<EchoCall>);
static_assert(!WaitsFor<EchoCall&> && !Awaitable<EchoCall&> && !CallsBack<EchoCall&>);

class CallsTest : public testing::TestWithParam<Transport> {
 protected:
  CallsTest()
      : pair_(std::make_shared<ShopHandler>(), 1, {}, {WithTransportProtocol(GetParam()), WithClientBasicInfo("me")}) {}
  bool headers() const { return GetParam() == Transport::kTTHeader || GetParam() == Transport::kTTHeaderFramed; }
  ShopPair pair_;
};

Task<void> ReturnsValues(shop::ShopClient& client) {
  auto echo = co_await client.Echo({}, "hi");
  EXPECT_EQ(*echo, "hi");
  auto join = co_await client.Join({}, "a", 9, {3, "n"});
  EXPECT_EQ(*join, "a:9:n");
  auto item = co_await client.Buy({}, 5);
  EXPECT_EQ(*item, shop::Item(5, "thing"));
  EXPECT_FALSE(item.empty());
  Status touched = co_await client.Touch({}, "it");
  EXPECT_TRUE(touched.ok()) << touched.ToString();
}
TEST_P(CallsTest, ReturnsValues) { pair_.Run(ReturnsValues(pair_.client())); }

Task<void> DeclaredExceptions(shop::ShopClient& client) {
  auto item = co_await client.Buy({}, 0);
  EXPECT_FALSE(item.ok());
  const shop::SoldOut* sold = item.As<shop::SoldOut>();
  if (sold == nullptr) {
    ADD_FAILURE() << item.status().ToString();
    co_return;
  }
  EXPECT_EQ(sold->what, "item 0");
  EXPECT_FALSE(sold->code.has_value());
  Status touched = co_await client.Touch({}, "gone");
  EXPECT_NE(touched.As<shop::SoldOut>(), nullptr) << touched.ToString();
}
TEST_P(CallsTest, DeclaredExceptions) { pair_.Run(DeclaredExceptions(pair_.client())); }

Task<void> Failures(shop::ShopClient& client) {
  auto error = co_await client.Fail({}, "error");
  EXPECT_EQ(error.status().app_exception(), 6);
  EXPECT_EQ(error.status().message(), "remote or network error[remote]: biz error: handler failed");
  EXPECT_TRUE(error.status().remote());
  auto thrown = co_await client.Fail({}, "throw");
  EXPECT_EQ(thrown.status().app_exception(), 6);
  EXPECT_NE(thrown.status().message().find("panic: [happened in biz handler, method=Shop.Fail] boom"),
            std::string::npos)
      << thrown.status().message();
  auto number = co_await client.Fail({}, "throw int");
  EXPECT_EQ(number.status().app_exception(), 6);
  auto own = co_await client.Fail({}, "type");
  EXPECT_EQ(own.status().app_exception(), 42);
  EXPECT_EQ(own.status().message(), "remote or network error[remote]: own type");
}
TEST_P(CallsTest, Failures) { pair_.Run(Failures(pair_.client())); }

Task<void> BizErrors(shop::ShopClient& client, bool headers) {
  auto biz = co_await client.Fail({}, "biz");
  if (!headers) {  // as Kitex has it: success with an empty result
    EXPECT_TRUE(biz.ok());
    EXPECT_TRUE(biz.empty());
    co_return;
  }
  const Status status = biz.status();
  if (status.biz() == nullptr) {
    ADD_FAILURE() << status.ToString();
    co_return;
  }
  EXPECT_EQ(status.biz()->code, 1001);
  EXPECT_EQ(status.biz()->message, "biz failed");
  EXPECT_EQ(status.biz()->extra.at("hint"), "retry");
}
TEST_P(CallsTest, BizErrors) { pair_.Run(BizErrors(pair_.client(), headers())); }

Task<void> Oneways(shop::ShopClient& client) {
  for (int i = 0; i < 3; ++i) {
    Status sent = co_await client.Notify({}, "k");
    EXPECT_TRUE(sent.ok()) << sent.ToString();
  }
  auto count = co_await client.Notified({}, "k");
  for (int i = 0; i < 100 && count.ok() && *count < 3; ++i) {
    (void)co_await SleepFor(std::chrono::milliseconds(1));
    count = co_await client.Notified({}, "k");
  }
  EXPECT_EQ(*count, 3);
}
TEST_P(CallsTest, Oneways) { pair_.Run(Oneways(pair_.client())); }

Task<void> Metainfo(shop::ShopClient& client, bool headers) {
  const Context root;
  const Context persistent = root.WithPersistent("k", "pv");
  const Context both = persistent.WithTransient("k", "tv");
  Metadata back;
  auto meta = co_await client.Meta(both, "k", CallOptions().ReceiveBackward(back));
  EXPECT_EQ(*meta, headers ? "t=tv p=pv from=me method=Meta" : "t= p= from= method=Meta");
  EXPECT_EQ(back.Find(MetaKind::kBackward, "bk"), headers ? "bv" : "");
}
TEST_P(CallsTest, Metainfo) { pair_.Run(Metainfo(pair_.client(), headers())); }

Task<void> Large(shop::ShopClient& client) {
  for (std::size_t size : {std::size_t{0}, std::size_t{65'535}, std::size_t{1} << 20, std::size_t{16} << 20}) {
    auto echo = co_await client.Echo({}, std::string(size, 'x'));
    EXPECT_TRUE(echo.ok()) << echo.status().ToString();
    EXPECT_EQ(echo->size(), size);
  }
}
TEST_P(CallsTest, Large) { pair_.Run(Large(pair_.client())); }

Task<void> Pieces(shop::ShopClient& client) {
  for (int i = 0; i < 20; ++i) {
    auto join = co_await client.Join({}, std::string(100, 'l'), i, {i, std::string(300, 'n')});
    EXPECT_TRUE(join.ok()) << join.status().ToString();
  }
}
TEST_P(CallsTest, BytesInPiecesChangeNothing) {
  pair_.faults().largest_piece = 1;
  pair_.Run(Pieces(pair_.client()));
  pair_.faults().largest_piece = 200;
  pair_.faults().random_pieces = true;
  pair_.faults().delay = std::chrono::microseconds(50);
  pair_.Run(Pieces(pair_.client()));
}

INSTANTIATE_TEST_SUITE_P(Transports, CallsTest,
                         testing::Values(Transport::kBuffered, Transport::kFramed, Transport::kTTHeader,
                                         Transport::kTTHeaderFramed),
                         [](const auto& info) {
                           std::string name(TransportName(info.param));
                           std::erase(name, '|');
                           return name;
                         });

}  // namespace
}  // namespace elanus
