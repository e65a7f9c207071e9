// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What broken and hostile clients get from a server; after each, the server still answers an honest call.
#include <gtest/gtest.h>

#include "elanus/base/log.h"
#include "tests/unary/raw_peer.h"
#include "tests/unary/shop_handler.h"

namespace elanus {
namespace {

using std::chrono::seconds;

Task<Result<std::string>> Echo(shop::ShopClient& client) { co_return co_await client.Echo({}, "honest"); }

const std::string kEcho = ThriftMessage(1, "Echo", 7, TextStruct("hi"));

class HostileClientTest : public testing::Test {
 protected:
  HostileClientTest() : pair_(handler_) {
    SetLogSink([this](LogLevel, std::string_view line) { log_.emplace_back(line); });
  }
  ~HostileClientTest() override {
    EXPECT_EQ(*pair_.Run(Echo(pair_.client())), "honest");
    SetLogSink(nullptr);
  }
  std::unique_ptr<RawPeer> Connect() { return std::make_unique<RawPeer>(pair_.loop(), pair_.network(), "server:8888"); }
  std::string Outcome(std::string_view bytes) {
    auto peer = Connect();
    peer->Send(bytes);
    pair_.loop().Advance(std::chrono::milliseconds(10));
    return peer->Outcome();
  }

  std::vector<std::string> log_;
  std::shared_ptr<ShopHandler> handler_ = std::make_shared<ShopHandler>();
  ShopPair pair_;
};

TEST_F(HostileClientTest, HonestBytesAreAnswered) {
  EXPECT_EQ(Outcome(kEcho), "reply Echo 7");
  EXPECT_EQ(Outcome(FramedMessage(kEcho)), "reply Echo 7");
  EXPECT_EQ(Outcome(TTHeaderMessage(kEcho, 7)), "reply Echo 7");
  EXPECT_EQ(Outcome(TTHeaderMessage(FramedMessage(kEcho), 7, "isn", "Shop")), "reply Echo 7");
  EXPECT_EQ(Outcome(StrCat(kEcho, FramedMessage(kEcho), TTHeaderMessage(kEcho, 7))),
            "reply Echo 7; reply Echo 7; reply Echo 7")
      << "framings alternate on one connection";
  EXPECT_TRUE(log_.empty()) << log_.front();
}

TEST_F(HostileClientTest, ForeignFirstBytesAreClosedWithOneLine) {
  for (const std::string& bytes :
       {std::string("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), std::string("SSH-2.0-OpenSSH_9.2\r\n"),
        Unhex("16030100c8010000c40303"), std::string(64, '\0'), std::string(64, '\xff'),
        std::string("hello, is anybody there")}) {
    log_.clear();
    EXPECT_EQ(Outcome(bytes), "closed");
    ASSERT_EQ(log_.size(), 1u);
    EXPECT_NE(log_[0].find("connection from"), std::string::npos) << log_[0];
    pair_.loop().Advance(seconds(2));
  }
  log_.clear();
  Outcome("GET / HTTP/1.1\r\n\r\n");
  Outcome("GET / HTTP/1.1\r\n\r\n");
  ASSERT_EQ(log_.size(), 1u) << "the second line within a second is held back";
  EXPECT_NE(log_[0].find("HTTP/1"), std::string::npos) << log_[0];
  EXPECT_NE(log_[0].find("expected"), std::string::npos) << log_[0];
}

TEST_F(HostileClientTest, LengthsOverTheLimitAreClosed) {
  EXPECT_EQ(Outcome(StrCat(Unhex("7fffffff"), kEcho)), "closed");
  EXPECT_EQ(Outcome(StrCat(Unhex("ffffffff"), kEcho)), "closed");
  EXPECT_EQ(Outcome(StrCat(Unhex("7fffffff10000000"), std::string(20, '\0'))), "closed");
  ASSERT_FALSE(log_.empty());
  EXPECT_NE(log_[0].find("67108864"), std::string::npos) << "the limit is named: " << log_[0];
}

TEST_F(HostileClientTest, BadHeadersAreClosed) {
  std::string zero = TTHeaderMessage(kEcho, 7);
  zero[12] = zero[13] = 0;
  EXPECT_EQ(Outcome(zero), "closed") << "header size 0";
  std::string protocol = TTHeaderMessage(kEcho, 7);
  protocol[14] = 2;
  EXPECT_EQ(Outcome(protocol), "closed") << "Thrift compact";
  std::string info = TTHeaderMessage(kEcho, 7, "isn", "Shop");
  info[16] = 0x33;
  EXPECT_EQ(Outcome(info), "closed") << "unknown info id";
}

TEST_F(HostileClientTest, UnknownMethodsAndServices) {
  const std::string nope = ThriftMessage(1, "Nope", 7, Unhex("00"));
  EXPECT_EQ(Outcome(TTHeaderMessage(nope, 7, "isn", "Shop")), "exception 1 Nope 7; closed");
  EXPECT_EQ(Outcome(TTHeaderMessage(nope, 7, "isn", "Other")), "exception 20 Nope 7; closed");
  EXPECT_EQ(Outcome(FramedMessage(nope)), "exception 20 Nope 7; closed");
  EXPECT_EQ(Outcome(TTHeaderMessage(kEcho, 7, "isn", "Other")), "reply Echo 7") << "the method's name is unique";
}

TEST_F(HostileClientTest, BodiesThatDoNotDecode) {
  // Buy(1: i64 id) and Join(3: Item item) whose item has no id.
  const std::string missing = StrCat(Unhex("0c0003"), Unhex("0b000200000001") + "n", std::string(2, '\0'));
  EXPECT_EQ(Outcome(FramedMessage(ThriftMessage(1, "Join", 7, missing))), "exception 7 Join 7; closed");
  const std::string bomb = StrCat(Unhex("0f0009"), Unhex("0c7fffffff"));  // an unknown list of 2^31-1 structs
  EXPECT_EQ(Outcome(FramedMessage(ThriftMessage(1, "Echo", 7, bomb))), "exception 7 Echo 7; closed");
  std::string deep;
  for (int i = 0; i < 70; ++i) deep += Unhex("0c0009");
  deep += std::string(71, '\0');
  EXPECT_EQ(Outcome(FramedMessage(ThriftMessage(1, "Echo", 7, deep))), "exception 7 Echo 7; closed");
  std::string lie = TextStruct("hi");
  lie[3] = 0x7f;
  EXPECT_EQ(Outcome(FramedMessage(ThriftMessage(1, "Echo", 7, lie))), "exception 7 Echo 7; closed");
}

TEST_F(HostileClientTest, OnewayInTypeOrInKind) {
  EXPECT_EQ(Outcome(FramedMessage(ThriftMessage(4, "Echo", 7, TextStruct("hi")))), "reply Echo 7");
  EXPECT_EQ(Outcome(FramedMessage(ThriftMessage(1, "Notify", 7, TextStruct("k")))), "");
  EXPECT_EQ(Outcome(FramedMessage(ThriftMessage(3, "Echo", 7, TextStruct("k")))), "closed");
}

TEST_F(HostileClientTest, EveryTruncationEndsByTimeOrByTheEnd) {
  const std::string message = TTHeaderMessage(FramedMessage(kEcho), 7, "isn", "Shop");
  for (std::size_t size = 1; size < message.size(); ++size) {
    auto silent = Connect();
    silent->Send(std::string_view(message).substr(0, size));
    EXPECT_EQ(silent->Outcome(), "");
    pair_.loop().Advance(size < 8 ? seconds(16) : seconds(6));
    EXPECT_TRUE(silent->closed()) << "after " << size << " bytes";
    auto gone = Connect();
    gone->Send(std::string_view(message).substr(0, size));
    gone->CloseWrite();
    pair_.loop().RunUntilIdle();
    EXPECT_TRUE(gone->closed()) << "after " << size << " bytes and the end";
  }
}

TEST_F(HostileClientTest, DrippingBytesDoNotBuyTime) {
  auto peer = Connect();
  const std::string message = FramedMessage(kEcho);
  for (std::size_t i = 0; i < message.size() && !peer->closed(); ++i) {
    peer->Send(std::string_view(message).substr(i, 1));
    pair_.loop().Advance(seconds(1));
  }
  EXPECT_EQ(peer->Outcome(), "closed") << "the first 8 bytes and the rest of a frame have a time each";
}

TEST_F(HostileClientTest, AHalfClosedCallerGetsItsAnswers) {
  auto peer = Connect();
  const std::string sleep = FramedMessage(ThriftMessage(1, "Sleep", 1, Unhex("0800010000006400")));
  peer->Send(StrCat(sleep, FramedMessage(kEcho)));
  peer->CloseWrite();
  pair_.loop().Advance(std::chrono::milliseconds(50));
  EXPECT_EQ(peer->Outcome(), "");
  pair_.loop().Advance(std::chrono::milliseconds(60));
  EXPECT_EQ(peer->Outcome(), "reply Sleep 1; reply Echo 7; closed") << "in order, one after the other";
}

TEST_F(HostileClientTest, AResetStopsTheWork) {
  auto peer = Connect();
  peer->Send(FramedMessage(ThriftMessage(1, "Sleep", 1, Unhex("080001000186a000"))));
  peer->Reset();
  peer.reset();
  pair_.loop().Advance(std::chrono::milliseconds(10));
  EXPECT_EQ(handler_->stopped, 1);
}

TEST_F(HostileClientTest, MultiplexedRequestsRunConcurrently) {
  auto peer = Connect();
  const std::string sleep = ThriftMessage(1, "Sleep", 1, Unhex("0800010000006400"));
  peer->Send(StrCat(TTHeaderMessage(sleep, 1, "isn", "Shop", 1), TTHeaderMessage(kEcho, 7, "isn", "Shop", 1)));
  EXPECT_EQ(peer->Outcome(), "reply Echo 7");
  pair_.loop().Advance(std::chrono::milliseconds(110));
  EXPECT_EQ(peer->Outcome(), "reply Echo 7; reply Sleep 1");
}

}  // namespace
}  // namespace elanus
