// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What is special to sockets; the rest is in stream_contract_test.cc.
#include "elanus/net/fd_stream.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>

#include <cerrno>
#include <memory>
#include <string>
#include <utility>

#include "elanus/async/test_loop.h"
#include "elanus/base/log.h"
#include "elanus/net/test_peer.h"
#include "elanus/net/test_world.h"

namespace elanus::net {
namespace {

using Kind = IoResult::Kind;

std::pair<Socket, Socket> SocketPair() {
  int fds[2] = {-1, -1};
  EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds), 0);
  return {Socket(fds[0]), Socket(fds[1])};
}

TEST(FdStream, WritingToNobodyRaisesNoSignal) {
  TestLoop loop;
  auto sockets = SocketPair();
  FdStream stream(loop.loop(), std::move(sockets.first), "peer");
  sockets.second = Socket();
  // This thread does not block SIGPIPE, as those of a runtime do: it would be the end.
  sigset_t blocked;
  ASSERT_EQ(pthread_sigmask(SIG_SETMASK, nullptr, &blocked), 0);
  ASSERT_EQ(sigismember(&blocked, SIGPIPE), 0);
  const IoResult result = stream.Write("x", 1);
  EXPECT_EQ(result.kind(), Kind::kError);
  EXPECT_EQ(result.error(), EPIPE);
}

TEST(FdStream, AReadThatFillsTheRoomMayHaveLeftSomething) {
  TestLoop loop;
  auto sockets = SocketPair();
  FdStream stream(loop.loop(), std::move(sockets.first), "peer");
  ASSERT_EQ(send(sockets.second.fd(), "abcde", 5, 0), 5);
  char buffer[4];
  EXPECT_EQ(stream.Read(buffer, 4).size(), 4U);
  EXPECT_TRUE(stream.more());
  EXPECT_EQ(stream.Read(buffer, 4).size(), 1U);
  EXPECT_FALSE(stream.more());
  // It is there again without an edge: a read that is tried anyhow finds it.
  ASSERT_EQ(send(sockets.second.fd(), "abcd", 4, 0), 4);
  EXPECT_EQ(stream.Read(buffer, 4).size(), 4U);
  EXPECT_EQ(stream.Read(buffer, 4).kind(), Kind::kBlocked);
  EXPECT_FALSE(stream.more());
}

// The loop of a test has no sockets: a kernel that is out of memory for watches looks the same.
TEST(FdStream, ASocketThatCannotBeWatchedIsBroken) {
  TestLoop loop;
  std::string logged;
  SetLogSink([&logged](LogLevel, std::string_view line) { logged = line; });
  auto sockets = SocketPair();
  TestPeer peer(std::make_unique<FdStream>(loop.loop(), std::move(sockets.first), "1.2.3.4:5"));
  EXPECT_EQ(peer.calls(), 0);
  loop.Advance(std::chrono::milliseconds(2));
  EXPECT_EQ(peer.hang_ups(), 1);
  const std::string got = loop.Run(peer.ReadUpTo(1));
  EXPECT_EQ(got, "");
  EXPECT_EQ(peer.last().error(), ENOMEM);
  EXPECT_TRUE(logged.starts_with("connection with 1.2.3.4:5: ")) << logged;
  SetLogSink({});
}

TEST(FdStreamDeathTest, HasOneObserver) {
  TestLoop loop;
  SetLogSink([](LogLevel, std::string_view) {});
  auto sockets = SocketPair();
  TestPeer peer(std::make_unique<FdStream>(loop.loop(), std::move(sockets.first), "peer"));
  EXPECT_DEATH(peer.stream().SetObserver(peer), "one observer");
  SetLogSink({});
}

// Bytes that came before the observer are told, too.
Task<void> LateObserver(async::Loop& loop) {
  auto sockets = SocketPair();
  EXPECT_EQ(send(sockets.second.fd(), "early", 5, 0), 5);
  TestPeer peer(std::make_unique<FdStream>(loop, std::move(sockets.first), "peer"));
  EXPECT_EQ(peer.calls(), 0);
  const std::string got = co_await peer.ReadUpTo(5);
  EXPECT_EQ(got, "early");
}

TEST(FdStream, TellsWhatWasThereBefore) {
  SystemWorld world(Address::Tcp("127.0.0.1", 0));
  world.Run(LateObserver(world.loop()));
}

}  // namespace
}  // namespace elanus::net
