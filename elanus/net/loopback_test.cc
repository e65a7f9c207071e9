// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Faults, and that a seed decides them; the rest is in stream_contract_test.cc.
#include "elanus/net/loopback.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "elanus/async/scope.h"
#include "elanus/async/test_loop.h"
#include "elanus/async/wait.h"
#include "elanus/net/test_peer.h"
#include "elanus/net/test_world.h"

namespace elanus::net {
namespace {

using Kind = IoResult::Kind;
using std::chrono::milliseconds;

class LoopbackTest : public testing::Test {
 protected:
  LoopbackTest() {
    auto pair = net_.Pair();
    a_ = std::make_unique<TestPeer>(std::move(pair.first));
    b_ = std::make_unique<TestPeer>(std::move(pair.second));
  }
  Faults& faults() { return net_.faults(); }

  TestLoop loop_;
  Loopback net_{loop_.loop()};
  std::unique_ptr<TestPeer> a_;
  std::unique_ptr<TestPeer> b_;
  char buffer_[1000];
};

TEST_F(LoopbackTest, NothingIsToldFromInsideACall) {
  EXPECT_EQ(a_->stream().Write("x", 1).size(), 1U);
  EXPECT_EQ(b_->calls(), 0);
  EXPECT_EQ(b_->stream().Read(buffer_, 1).kind(), Kind::kBlocked);
  loop_.RunUntilIdle();
  EXPECT_EQ(b_->calls(), 1);
  EXPECT_TRUE(b_->stream().more());
  EXPECT_EQ(b_->stream().Read(buffer_, 1).size(), 1U);
}

TEST_F(LoopbackTest, BytesTakeTime) {
  faults().delay = milliseconds(10);
  EXPECT_EQ(a_->stream().Write("x", 1).size(), 1U);
  loop_.Advance(milliseconds(9));
  EXPECT_EQ(b_->calls(), 0);
  loop_.Advance(milliseconds(2));
  EXPECT_EQ(b_->calls(), 1);
}

TEST_F(LoopbackTest, BytesComeInPieces) {
  faults().largest_piece = 1;
  EXPECT_EQ(a_->stream().Write("abc", 3).size(), 3U);
  loop_.RunUntilIdle();
  // Each in a turn of its own.
  EXPECT_EQ(b_->calls(), 3);
  for (const char expected : {'a', 'b', 'c'}) {
    EXPECT_EQ(b_->stream().Read(buffer_, 100).size(), 1U);
    EXPECT_EQ(buffer_[0], expected);
  }
  EXPECT_FALSE(b_->stream().more());
}

TEST_F(LoopbackTest, TheWindowBlocksAndOpens) {
  faults().window = 10;
  EXPECT_EQ(a_->stream().Write("0123456789abc", 13).size(), 10U);
  EXPECT_EQ(a_->stream().Write("abc", 3).kind(), Kind::kBlocked);
  loop_.RunUntilIdle();
  EXPECT_EQ(a_->calls(), 0);
  EXPECT_EQ(b_->stream().Read(buffer_, 4).size(), 4U);
  loop_.RunUntilIdle();
  EXPECT_EQ(a_->calls(), 0);
  // Half of it is free.
  EXPECT_EQ(b_->stream().Read(buffer_, 1).size(), 1U);
  EXPECT_EQ(a_->calls(), 0);
  loop_.RunUntilIdle();
  EXPECT_EQ(a_->calls(), 1);
  EXPECT_EQ(a_->stream().Write("abcdefgh", 8).size(), 5U);
}

TEST_F(LoopbackTest, AResetLosesWhatIsOnTheWay) {
  faults().delay = milliseconds(5);
  EXPECT_EQ(a_->stream().Write("first", 5).size(), 5U);
  loop_.Advance(milliseconds(6));
  EXPECT_EQ(a_->stream().Write("second", 6).size(), 6U);
  faults().reset = 1;
  EXPECT_EQ(a_->stream().Write("third", 5).size(), 5U);
  loop_.Advance(milliseconds(6));
  EXPECT_EQ(a_->hang_ups(), 1);
  EXPECT_EQ(b_->hang_ups(), 1);
  EXPECT_EQ(b_->stream().Read(buffer_, 100).size(), 5U);
  EXPECT_EQ(b_->stream().Read(buffer_, 100).kind(), Kind::kError);
  EXPECT_EQ(a_->stream().Write("x", 1).error(), ECONNRESET);
}

TEST_F(LoopbackTest, StreamsOutliveTheNetwork) {
  auto net = std::make_unique<Loopback>(loop_.loop());
  auto pair = net->Pair();
  net.reset();
  EXPECT_EQ(pair.first->Write("x", 1).size(), 1U);
  loop_.RunUntilIdle();
  EXPECT_EQ(pair.second->Read(buffer_, 1).size(), 1U);
}

TEST(Loopback, DialsTakeTimeAndAreRefused) {
  LoopbackWorld world;
  Loopback& net = world.network();
  auto listener = net.Listen(world.loop(), Address::Tcp("", 80), [](const Listener::MakeStream&) {});
  ASSERT_TRUE(listener.ok());
  net.faults().delay = milliseconds(10);
  const TimePoint start = world.loop().now();
  EXPECT_TRUE(world.test_loop().Run(net.Dial(Address::Tcp("any", 80), async::Until())).ok());
  EXPECT_GE(world.loop().now() - start, milliseconds(20));

  const async::Until until(world.loop().now() + milliseconds(15));
  EXPECT_EQ(world.test_loop().Run(net.Dial(Address::Tcp("any", 80), until)).status().ToString(),
            "DeadlineExceeded: dial tcp any:80: i/o timeout");
  net.faults().refuse = 1;
  EXPECT_EQ(world.test_loop().Run(net.Dial(Address::Tcp("any", 80), async::Until())).status().ToString(),
            "Unavailable: dial tcp any:80: connection refused");
}

TEST(LoopbackDeathTest, ListenersGoFirst) {
  TestLoop loop;
  EXPECT_DEATH(
      {
        Loopback net(loop.loop());
        auto listener = net.Listen(loop.loop(), Address::Tcp("a", 1), [](const Listener::MakeStream&) {});
        auto* leaked = listener->release();
        (void)leaked;
      },
      "before its listener a:1");
}

// A few clients of an echo server on a bad network, and all that they saw.
class Storm {
 public:
  explicit Storm(std::uint64_t seed) : world_(seed) {
    Faults& faults = world_.network().faults();
    faults.delay = milliseconds(2);
    faults.random_pieces = true;
    faults.largest_piece = 50;
    faults.window = 400;
    faults.reset = 0.02;
    faults.refuse = 0.2;
  }
  std::string Run() {
    world_.Run(Everything());
    return std::move(trace_);
  }

 private:
  Task<void> Everything() {
    Scope scope;
    auto listener =
        world_.network().Listen(world_.loop(), Address::Tcp("s", 1), [this, &scope](const Listener::MakeStream& make) {
          scope.Spawn(Serve(std::make_unique<TestPeer>(make(world_.loop()))));
        });
    ELANUS_CHECK(listener.ok(), listener.status().ToString());
    for (int i = 0; i < 5; ++i) scope.Spawn(Use(i));
    co_await scope.Join();
  }
  Task<void> Serve(std::unique_ptr<TestPeer> peer) {
    char buffer[64];
    for (;;) {
      const IoResult got = co_await peer->Read(buffer, sizeof buffer);
      if (got.kind() != Kind::kDone) co_return;
      const int error = co_await peer->Write(std::string(buffer, got.size()));
      if (error != 0) co_return;
    }
  }
  Task<void> Use(int client) {
    for (int i = 0; i < 10; ++i) {
      const Address address = Address::Tcp("s", 1);
      auto dialled = co_await world_.network().Dial(address, async::Until());
      Note(client, dialled ? "dialled" : dialled.status().message());
      if (!dialled) continue;
      TestPeer peer(std::move(*dialled));
      const std::string request(600, static_cast<char>('a' + i));
      const int error = co_await peer.Write(request);
      const std::string reply = co_await peer.ReadUpTo(request.size());
      EXPECT_EQ(reply, request.substr(0, reply.size()));
      Note(client, StrCat("wrote with ", error, ", read ", reply.size(), ", was told ", peer.calls()));
    }
  }
  void Note(int client, std::string_view what) {
    trace_ += StrCat(world_.loop().now().nanos(), " ", client, ": ", what, "\n");
  }

  LoopbackWorld world_;
  std::string trace_;
};

TEST(Loopback, ASeedDecidesTheRun) {
  const std::string first = Storm(7).Run();
  EXPECT_EQ(Storm(7).Run(), first);
  EXPECT_NE(Storm(8).Run(), first);
  // The faults do happen.
  EXPECT_NE(first.find("connection refused"), std::string::npos) << first;
  EXPECT_NE(first.find("wrote with 0, read 600"), std::string::npos) << first;
  EXPECT_NE(first.find("wrote with 104"), std::string::npos) << first;
}

}  // namespace
}  // namespace elanus::net
