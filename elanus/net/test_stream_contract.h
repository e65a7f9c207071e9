// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For tests: what stream.h promises, held against a kind of stream. Included once by a program, which instantiates
// StreamContract with the worlds in which its streams live.
#pragma once

#include <gtest/gtest.h>

#include <cerrno>
#include <memory>
#include <string>

#include "elanus/async/scope.h"
#include "elanus/net/test_peer.h"
#include "elanus/net/test_world.h"

namespace elanus::net {
namespace {

using Kind = IoResult::Kind;
using Call = TestPeer::Call;

// Bytes whose order shows.
std::string Pattern(std::size_t size, int seed) {
  std::string bytes(size, '\0');
  std::uint32_t state = static_cast<std::uint32_t>(seed) + 1;
  for (char& byte : bytes) {
    state = state * 1664525 + 1013904223;
    byte = static_cast<char>(state >> 24);
  }
  return bytes;
}

// A kind of stream.
class StreamKind {
 public:
  const char* name;
  // Null, where this machine has none.
  std::unique_ptr<World> (*make)(const TestDirectory& directory);
};

class StreamContract : public testing::TestWithParam<StreamKind> {
 protected:
  void SetUp() override {
    world_ = GetParam().make(directory_);
    if (world_ == nullptr) GTEST_SKIP() << "this machine has no " << GetParam().name;
  }
  World& world() { return *world_; }

  // Runs the coroutine with a new connection; both are gone on the loop before it returns.
  void Run(Task<void> (*body)(Joined& c)) { world_->Run(RunBody(*world_, body)); }
  static Task<void> RunBody(World& world, Task<void> (*body)(Joined& c)) {
    Joined joined;
    co_await Join(world, joined);
    co_await body(joined);
  }

  TestDirectory directory_;
  std::unique_ptr<World> world_;
};

inline std::string NameOf(const testing::TestParamInfo<StreamKind>& info) { return info.param.name; }

// The network in memory at its worst: bytes take time and come in small pieces of any size.
inline void MakeHard(Loopback& network) {
  Faults& faults = network.faults();
  faults.delay = std::chrono::milliseconds(3);
  faults.random_pieces = true;
  faults.largest_piece = 3000;
  faults.window = 20000;
}

Task<void> Echo(Joined& c) {
  Status shaken = co_await c.a->stream().Handshake(async::Until());
  EXPECT_TRUE(shaken.ok());
  for (int i = 0; i < 100; ++i) {
    const std::string text = Pattern(1 + static_cast<std::size_t>(i) * 37, i);
    const int sent = co_await c.a->Write(text);
    EXPECT_EQ(sent, 0);
    const std::string request = co_await c.b->ReadUpTo(text.size());
    EXPECT_EQ(request, text);
    const int answered = co_await c.b->Write(request);
    EXPECT_EQ(answered, 0);
    const std::string reply = co_await c.a->ReadUpTo(text.size());
    EXPECT_EQ(reply, text);
  }
  EXPECT_EQ(c.a->hang_ups() + c.b->hang_ups(), 0);
}
TEST_P(StreamContract, Echo) { Run(Echo); }

Task<void> Send(TestPeer& from, std::string bytes) {
  const int error = co_await from.Write(std::move(bytes));
  EXPECT_EQ(error, 0);
}
Task<void> Expect(TestPeer& at, std::size_t skip, std::string bytes, std::size_t room) {
  const std::string before = co_await at.ReadUpTo(skip, room);
  EXPECT_EQ(before.size(), skip);
  const std::string got = co_await at.ReadUpTo(bytes.size(), room);
  EXPECT_TRUE(got == bytes);
}

Task<void> BigBothWays(Joined& c) {
  constexpr std::size_t kSize = std::size_t{3} << 20;
  // Nobody reads until both are stuck.
  const std::size_t ahead_a = c.a->WriteUntilBlocked();
  const std::size_t ahead_b = c.b->WriteUntilBlocked();
  EXPECT_GT(ahead_a, 0U);
  EXPECT_GT(ahead_b, 0U);
  Scope scope;
  scope.Spawn(Send(*c.a, Pattern(kSize, 1)));
  scope.Spawn(Send(*c.b, Pattern(kSize, 2)));
  scope.Spawn(Expect(*c.b, ahead_a, Pattern(kSize, 1), 5000));
  scope.Spawn(Expect(*c.a, ahead_b, Pattern(kSize, 2), 100000));
  co_await scope.Join();
}
TEST_P(StreamContract, BigBothWays) { Run(BigBothWays); }

Task<void> HalfClose(Joined& c) {
  co_await Send(*c.a, "question");
  c.a->stream().CloseWrite();
  const std::string question = co_await c.b->ReadUpTo(1000);
  EXPECT_EQ(question, "question");
  EXPECT_EQ(c.b->last().kind(), Kind::kEnd);
  EXPECT_FALSE(c.b->stream().more());
  const IoResult late = c.a->stream().Write("x", 1);
  EXPECT_EQ(late.kind(), Kind::kError);
  EXPECT_EQ(late.error(), EPIPE);
  // The other direction works as before.
  co_await Send(*c.b, "answer");
  const std::string answer = co_await c.a->ReadUpTo(6);
  EXPECT_EQ(answer, "answer");
  EXPECT_EQ(c.a->hang_ups(), 0);
  EXPECT_EQ(c.b->hang_ups(), 0);
  c.b->stream().CloseWrite();
  const std::string rest = co_await c.a->ReadUpTo(1);
  EXPECT_EQ(rest, "");
  EXPECT_EQ(c.a->last().kind(), Kind::kEnd);
  co_await c.a->HungUp();
  co_await c.b->HungUp();
  EXPECT_EQ(c.a->hang_ups(), 1);
  EXPECT_EQ(c.b->hang_ups(), 1);
}
TEST_P(StreamContract, HalfClose) { Run(HalfClose); }

Task<void> EmptyTransfers(Joined& c) {
  char byte = 0;
  EXPECT_EQ(c.a->stream().Read(&byte, 0).kind(), Kind::kDone);
  EXPECT_EQ(c.a->stream().Write(&byte, 0).kind(), Kind::kDone);
  EXPECT_EQ(c.a->stream().Read(&byte, 1).kind(), Kind::kBlocked);
  EXPECT_FALSE(c.a->stream().more());
  co_return;
}
TEST_P(StreamContract, NothingIsNoEnd) { Run(EmptyTransfers); }

Task<void> BytesBeforeTheEnd(Joined& c) {
  const std::string text = Pattern(9000, 3);
  co_await Send(*c.b, text);
  c.b->Destroy();
  const std::string got = co_await c.a->ReadUpTo(100000, 4096);
  EXPECT_TRUE(got == text);
  EXPECT_EQ(c.a->last().kind(), Kind::kEnd);
  const IoResult again = c.a->stream().Read(nullptr, 1);
  EXPECT_EQ(again.kind(), Kind::kEnd);
}
TEST_P(StreamContract, BytesBeforeTheEnd) { Run(BytesBeforeTheEnd); }

// The end comes with the bytes, in one edge, and the read of the bytes is a short one.
Task<void> EndIsNotMissed(Joined& c) {
  for (int i = 0; i < 2; ++i) {
    co_await Send(*c.b, "last");
    c.b->stream().CloseWrite();
    const std::string got = co_await c.a->ReadUpTo(1000, 1000);
    EXPECT_EQ(got, "last");
    EXPECT_EQ(c.a->last().kind(), Kind::kEnd);
    std::swap(c.a, c.b);
  }
}
TEST_P(StreamContract, EndIsNotMissed) { Run(EndIsNotMissed); }

Task<void> ResetIsAnError(Joined& c) {
  // b does not read it: so unix sockets reset, too.
  co_await Send(*c.a, "unread");
  co_await c.b->Readable();
  c.b->stream().Abort();
  c.b->Destroy();
  const std::string got = co_await c.a->ReadUpTo(1000);
  EXPECT_EQ(got, "");
  EXPECT_EQ(c.a->last().kind(), Kind::kError);
  EXPECT_EQ(c.a->last().error(), ECONNRESET);
  EXPECT_FALSE(c.a->stream().more());
  co_await c.a->HungUp();
  EXPECT_EQ(c.a->hang_ups(), 1);
  // It stays so.
  char byte = 0;
  const IoResult read = c.a->stream().Read(&byte, 1);
  EXPECT_EQ(read.kind(), Kind::kError);
  EXPECT_EQ(read.error(), ECONNRESET);
  const IoResult written = c.a->stream().Write("x", 1);
  EXPECT_EQ(written.kind(), Kind::kError);
}
TEST_P(StreamContract, ResetIsAnError) { Run(ResetIsAnError); }

Task<void> HangUpWhileNobodyReads(Joined& c) {
  co_await Send(*c.b, "never read");
  co_await c.a->Readable();
  co_await Send(*c.a, "never read");
  co_await c.b->Readable();
  c.b->stream().Abort();
  c.b->Destroy();
  co_await c.a->HungUp();
  // What came before the reset is there still.
  const std::string got = co_await c.a->ReadUpTo(1000);
  EXPECT_EQ(got, "never read");
  EXPECT_EQ(c.a->last().kind(), Kind::kError);
}
TEST_P(StreamContract, HangUpWhileNobodyReads) { Run(HangUpWhileNobodyReads); }

Task<void> CloseWhileThePeerWrites(Joined& c) {
  c.a->WriteUntilBlocked();
  co_await c.b->Readable();
  c.b->Destroy();
  // Blocked until the hang-up wakes it.
  int error = co_await c.a->Write("x");
  while (error == 0) error = co_await c.a->Write("x");
  EXPECT_TRUE(error == EPIPE || error == ECONNRESET) << error;
  co_await c.a->HungUp();
  const std::string got = co_await c.a->ReadUpTo(1000);
  EXPECT_EQ(got, "");
  EXPECT_EQ(c.a->last().kind(), Kind::kError);
}
TEST_P(StreamContract, CloseWhileThePeerWrites) { Run(CloseWhileThePeerWrites); }

Task<void> WriteToAClosedPeer(Joined& c) {
  co_await Send(*c.b, "bye");
  c.b->Destroy();
  const std::string got = co_await c.a->ReadUpTo(1000);
  EXPECT_EQ(got, "bye");
  EXPECT_EQ(c.a->last().kind(), Kind::kEnd);
  // No SIGPIPE. The first write may work; its answer is a reset.
  int error = co_await c.a->Write("x");
  if (error == 0) {
    co_await c.a->HungUp();
    error = co_await c.a->Write("x");
  }
  EXPECT_TRUE(error == EPIPE || error == ECONNRESET) << error;
}
TEST_P(StreamContract, WriteToAClosedPeer) { Run(WriteToAClosedPeer); }

Task<void> DestroyInReadable(Joined& c) {
  c.a->DestroyIn(Call::kReadable);
  co_await Send(*c.b, "x");
  // The reset that the unread byte brings shows that it is gone.
  co_await c.b->HungUp();
  EXPECT_TRUE(c.a->destroyed());
  EXPECT_EQ(c.a->calls(), 1);
}
TEST_P(StreamContract, DestroyInReadable) { Run(DestroyInReadable); }

Task<void> DestroyInWritable(Joined& c) {
  const std::size_t written = c.a->WriteUntilBlocked();
  c.a->DestroyIn(Call::kWritable);
  const std::string got = co_await c.b->ReadUpTo(written + 1);
  EXPECT_EQ(got.size(), written);
  EXPECT_EQ(c.b->last().kind(), Kind::kEnd);
  EXPECT_TRUE(c.a->destroyed());
  EXPECT_EQ(c.a->calls(), 1);
}
TEST_P(StreamContract, DestroyInWritable) { Run(DestroyInWritable); }

// An edge with all three calls in it: the first one's owner destroys the stream.
Task<void> DestroyWithMoreToTell(Joined& c) {
  c.a->WriteUntilBlocked();
  co_await c.b->Readable();
  c.a->DestroyIn(Call::kReadable);
  c.b->stream().Abort();
  c.b->Destroy();
  while (!c.a->destroyed()) co_await c.a->Readable();
  EXPECT_EQ(c.a->calls(), 1);
  EXPECT_EQ(c.a->hang_ups(), 0);
}
TEST_P(StreamContract, DestroyWithMoreToTell) { Run(DestroyWithMoreToTell); }

Task<void> DestroyInHangUp(Joined& c) {
  co_await Send(*c.a, "unread");
  co_await c.b->Readable();
  c.a->DestroyIn(Call::kHangUp);
  c.b->stream().Abort();
  c.b->Destroy();
  co_await c.a->HungUp();
  EXPECT_TRUE(c.a->destroyed());
}
TEST_P(StreamContract, DestroyInHangUp) { Run(DestroyInHangUp); }

Task<void> DestroyBeforeAnyTell(Joined& c) {
  co_await Send(*c.a, "x");
  c.b->Destroy();
  c.a->Destroy();
  EXPECT_EQ(c.b->calls(), 0);
}
TEST_P(StreamContract, DestroyBeforeAnyTell) { Run(DestroyBeforeAnyTell); }

Task<void> Names(Joined& c) {
  EXPECT_EQ(c.a->stream().peer(), c.listener->address().ToString());
  EXPECT_EQ(c.b->stream().local(), c.listener->address().ToString());
  if (c.listener->address().kind() == Address::Kind::kTcp) {
    EXPECT_NE(c.listener->address().port(), 0);
    EXPECT_EQ(c.a->stream().local(), c.b->stream().peer());
  }
  // Also when the peer is gone.
  const std::string peer = c.b->stream().peer();
  c.a->Destroy();
  const std::string rest = co_await c.b->ReadUpTo(1);
  EXPECT_EQ(c.b->stream().peer(), peer);
}
TEST_P(StreamContract, Names) { Run(Names); }

Task<void> DialsThatFail(World& world) {
  auto listener = world.network().Listen(world.loop(), world.address(), [](const Listener::MakeStream&) {});
  ELANUS_CHECK(listener.ok(), listener.status().ToString());
  const Address address = (*listener)->address();

  auto taken = world.network().Listen(world.loop(), address, [](const Listener::MakeStream&) {});
  EXPECT_FALSE(taken.ok());
  EXPECT_TRUE(taken.status().message().starts_with("listen ")) << taken.status().ToString();
  EXPECT_TRUE(taken.status().message().ends_with(": address already in use")) << taken.status().ToString();

  async::CancelSignal cancelled;
  cancelled.Fire();
  auto after_cancel = co_await world.network().Dial(address, async::Until(TimePoint::Never(), &cancelled));
  EXPECT_EQ(after_cancel.status().code(), Code::kCancelled);
  auto too_late = co_await world.network().Dial(address, async::Until(world.loop().now()));
  EXPECT_EQ(too_late.status().code(), Code::kDeadlineExceeded);
  EXPECT_TRUE(too_late.status().message().ends_with(": i/o timeout")) << too_late.status().ToString();

  listener->reset();
  auto refused = co_await world.network().Dial(address, async::Until());
  EXPECT_EQ(refused.status().code(), Code::kUnavailable);
  EXPECT_TRUE(refused.status().message().starts_with("dial ")) << refused.status().ToString();
  const std::string reason =
      address.kind() == Address::Kind::kUnix ? "no such file or directory" : "connection refused";
  EXPECT_TRUE(refused.status().message().ends_with(StrCat(": ", reason))) << refused.status().ToString();
}
TEST_P(StreamContract, DialsThatFail) { world().Run(DialsThatFail(world())); }

// A connection that nobody wants, and a listener that goes inside OnAccept.
Task<void> AcceptAndDrop(World& world) {
  std::unique_ptr<Listener> listener;
  int accepted = 0;
  Listener::OnAccept on_accept = [&](const Listener::MakeStream&) {
    ++accepted;
    listener.reset();
  };
  auto listening = world.network().Listen(world.loop(), world.address(), std::move(on_accept));
  ELANUS_CHECK(listening.ok(), listening.status().ToString());
  listener = std::move(*listening);
  const Address address = listener->address();
  auto dialled = co_await world.network().Dial(address, async::Until());
  ELANUS_CHECK(dialled.ok(), dialled.status().ToString());
  Status shaken = co_await (*dialled)->Handshake(async::Until());
  if (shaken.ok()) {
    TestPeer peer(std::move(*dialled));
    const std::string got = co_await peer.ReadUpTo(1);
    EXPECT_EQ(got, "");
    EXPECT_NE(peer.last().kind(), Kind::kDone);
  }
  EXPECT_EQ(accepted, 1);
  auto refused = co_await world.network().Dial(address, async::Until());
  EXPECT_FALSE(refused.ok());
}
TEST_P(StreamContract, AcceptAndDrop) { world().Run(AcceptAndDrop(world())); }

Task<void> ManyAtOnce(World& world) {
  constexpr std::size_t kMany = 200;
  std::vector<std::unique_ptr<Stream>> accepted;
  async::Event all;
  Listener::OnAccept on_accept = [&](const Listener::MakeStream& make) {
    accepted.push_back(make(world.loop()));
    if (accepted.size() == kMany) all.Set();
  };
  auto listener = world.network().Listen(world.loop(), world.address(), std::move(on_accept));
  ELANUS_CHECK(listener.ok(), listener.status().ToString());
  const Address address = (*listener)->address();
  std::vector<std::unique_ptr<Stream>> dialled;
  for (std::size_t i = 0; i < kMany; ++i) {
    auto stream = co_await world.network().Dial(address, async::Until());
    ELANUS_CHECK(stream.ok(), stream.status().ToString());
    dialled.push_back(std::move(*stream));
  }
  if (!all.is_set()) (void)co_await all.Wait();
  EXPECT_EQ(accepted.size(), kMany);
}
TEST_P(StreamContract, ManyAtOnce) { world().Run(ManyAtOnce(world())); }

}  // namespace
}  // namespace elanus::net
