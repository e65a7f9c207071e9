// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Hostile clients that one input does not make: bytes that end anywhere, that drip, that are never read back; and what
// the log says about them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/base/log.h"
#include "elanus/testing.h"
#include "tests/hostile/bytes.h"
#include "tests/hostile/handler.h"
#include "tests/hostile/largest.h"

namespace elanus::hostile {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;

class HostileTest : public testing::Test {
 protected:
  HostileTest() {
    SetLogSink([this](LogLevel, std::string_view line) { log_.emplace_back(line); });
  }
  ~HostileTest() override {
    EXPECT_EQ(Answers(FramedMessage(Ping(99))), "reply Ping 99") << "an honest call";
    SetLogSink(nullptr);
  }
  TestLoop& loop() { return pair_.loop(); }
  std::unique_ptr<RawPeer> Connect() { return std::make_unique<RawPeer>(loop(), pair_.network(), "server:8888"); }
  std::string Answers(std::string_view bytes) {
    auto peer = Connect();
    peer->Send(bytes);
    loop().Advance(milliseconds(10));
    return peer->Outcome();
  }

  std::vector<std::string> log_;
  TestPair<interop::Interop, interop::InteropClient> pair_{std::make_shared<Handler>()};
};

TEST_F(HostileTest, EveryTruncationEndsByTimeOrByTheEnd) {
  const std::string isn = StringEntry("isn", "Interop");
  for (const std::string& message :
       {Ping(), FramedMessage(Ping()), Header("0000" + isn, Ping()), Header("0000" + isn, FramedMessage(Ping())),
        Unhex("ffaf000800010001610001 62") + Ping()}) {
    for (std::size_t size = 0; size < message.size(); ++size) {
      SCOPED_TRACE(StrCat(size, " of ", Hex(message)));
      auto silent = Connect();
      silent->Send(std::string_view(message).substr(0, size));
      EXPECT_EQ(silent->Outcome(), "");
      loop().Advance(size < 8 ? seconds(15) : seconds(5));
      EXPECT_THAT(silent->Outcome(), testing::AnyOf("closed", "exception 7 Ping 7; closed"));
      auto gone = Connect();
      gone->Send(std::string_view(message).substr(0, size));
      gone->CloseWrite();
      loop().RunUntilIdle();
      EXPECT_EQ(gone->Outcome(), "closed");
    }
    EXPECT_EQ(Answers(message), "reply Ping 7");
  }
}

TEST_F(HostileTest, DrippingBytesDoNotBuyTime) {
  auto peer = Connect();
  const std::string message = FramedMessage(Ping());
  const TimePoint begin = loop().clock().Now();
  for (std::size_t i = 0; i < message.size() && !peer->closed(); ++i) {
    peer->Send(std::string_view(message).substr(i, 1));
    loop().Advance(seconds(1));
  }
  EXPECT_EQ(peer->Outcome(), "closed") << "the first 8 bytes and the rest of a frame have a time each";
  EXPECT_LE(loop().clock().Now() - begin, seconds(21));
}

TEST_F(HostileTest, TheRestMayComeLateAfterTheFirstBytes) {
  auto peer = Connect();
  const std::string message = FramedMessage(Ping());
  peer->Send(message.substr(0, 7));
  loop().Advance(seconds(14));
  peer->Send(message.substr(7, 1));
  loop().Advance(seconds(4));
  peer->Send(message.substr(8));
  EXPECT_EQ(peer->Outcome(), "reply Ping 7");
}

// Ten thousand pieces of one byte are one message all the same.
TEST_F(HostileTest, BytesOneByOne) {
  auto peer = Connect();
  const std::string message = FramedMessage(ThriftMessage(1, "Ping", 7, TextStruct(std::string(10'000, 'x'))));
  for (const char c : message) peer->Send(std::string_view(&c, 1));
  EXPECT_EQ(peer->Outcome(), "reply Ping 7");
}

TEST_F(HostileTest, AResetStopsTheWork) {
  auto peer = Connect();
  peer->Send(FramedMessage(ThriftMessage(1, "Sleep", 1, Unhex("080001000186a000"))));
  peer->Reset();
  peer.reset();
  loop().Advance(milliseconds(10));
  const TimePoint begin = loop().clock().Now();
  EXPECT_TRUE(pair_.StopServer().ok());
  EXPECT_LT(loop().clock().Now() - begin, seconds(1)) << "the handler that slept for 100 s was told";
  EXPECT_TRUE(pair_.server().Start().ok());
}

TEST_F(HostileTest, ACallerThatNeverReadsIsLeft) {
  auto peer = Connect();
  peer->StopReading();
  const std::string ask = FramedMessage(ThriftMessage(1, "Payload", 1, Unhex("0b0001 00000000 080002 00080000 00")));
  (void)TakeLargestAllocation();
  peer->Send(Repeat(ask, 10'000));  // 5 GB of answers
  EXPECT_LE(TakeLargestAllocation(), std::size_t{16} << 20) << "what is not read back is not taken";
  EXPECT_FALSE(peer->closed());
  loop().Advance(seconds(6));
  EXPECT_TRUE(peer->closed());
}

TEST_F(HostileTest, TheLogNamesWhatCameAndIsNotFilled) {
  for (const std::string& bytes : {std::string("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), Unhex("16030100c8010000c40303"),
                                   std::string(64, '\0'), WithLength(FramedMessage(Ping()), 0x7fffffff)}) {
    log_.clear();
    EXPECT_EQ(Answers(bytes), "closed");
    EXPECT_EQ(Answers(bytes), "closed");
    ASSERT_EQ(log_.size(), 1u) << "the second line within a second is held back";
    EXPECT_THAT(log_[0], HasSubstr("connection from "));
    EXPECT_THAT(log_[0], HasSubstr("expected"));
    loop().Advance(seconds(2));
  }
  log_.clear();
  EXPECT_THAT(Answers(FramedMessage(ThriftMessage(1, std::string(1 << 20, 'm'), 7, Unhex("00")))),
              HasSubstr("exception 20"));
  ASSERT_EQ(log_.size(), 1u);
  EXPECT_LT(log_[0].size(), 1000u) << "a method name of 1 MiB is not for the log";
}

// Each reply carries the word, the last one is followed by the control frame (wire.md 9).
TEST_F(HostileTest, AMultiplexedConnectionIsDrained) {
  auto busy = Connect();
  std::string calls;
  for (int i = 1; i <= 50; ++i) {
    calls += TTHeaderMessage(ThriftMessage(1, "Sleep", i, Unhex("080001 000001f4 00")), i, "", "", 1);
  }
  busy->Send(calls);
  auto idle = Connect();
  idle->Send(TTHeaderMessage(Ping(), 7, "", "", 1));
  EXPECT_TRUE(pair_.StopServer().ok());
  std::string expected;
  for (int i = 1; i <= 50; ++i) expected += StrCat("reply Sleep ", i, "; ");
  EXPECT_EQ(busy->Outcome(), expected + "reply none 0; closed");
  EXPECT_EQ(idle->Outcome(), "reply Ping 7; reply none 0; closed");
  EXPECT_TRUE(pair_.server().Start().ok());
}

// Never a moment without a call: what was accepted is answered, what comes later is not taken.
TEST_F(HostileTest, AMultiplexedConnectionThatNeverPausesIsDrainedToo) {
  auto peer = Connect();
  int sent = 0;
  const auto send = [&] {
    ++sent;
    peer->Write(TTHeaderMessage(ThriftMessage(1, "Sleep", sent, Unhex("080001 00000032 00")), sent, "", "", 1));
  };
  async::Timer timer;
  class Ticker {
   public:
    async::Timer& timer;
    TestLoop& loop;
    RawPeer& peer;
    std::function<void()> send;
    void Tick() {
      if (peer.closed()) return;
      send();
      timer.Arm(
          loop.loop().timers(), loop.clock().Now() + milliseconds(10),
          [](void* self) { static_cast<Ticker*>(self)->Tick(); }, this);
    }
  };
  Ticker ticker{timer, loop(), *peer, send};
  ticker.Tick();
  loop().Advance(milliseconds(200));
  const TimePoint begin = loop().clock().Now();
  EXPECT_TRUE(pair_.StopServer().ok());
  EXPECT_LT(loop().clock().Now() - begin, milliseconds(500));
  timer.Disarm();
  EXPECT_THAT(peer->Outcome(), testing::EndsWith("; reply none 0; closed"));
  EXPECT_THAT(peer->Outcome(), HasSubstr("reply Sleep 20; "));
  EXPECT_TRUE(pair_.server().Start().ok());
}

}  // namespace
}  // namespace elanus::hostile
