// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What is special to listening on the machine's network; the rest is in stream_contract_test.cc.
#include "elanus/net/listener.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "elanus/base/log.h"
#include "elanus/net/socket.h"
#include "elanus/net/test_world.h"

namespace elanus::net {
namespace {

// Lets the process open no further descriptor while it lives.
class NoDescriptors {
 public:
  NoDescriptors() {
    getrlimit(RLIMIT_NOFILE, &before_);
    // The lowest free one is the first that would be given out.
    const int free = fcntl(0, F_DUPFD_CLOEXEC, 0);
    close(free);
    rlimit limit = before_;
    limit.rlim_cur = static_cast<rlim_t>(free);
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  NoDescriptors(const NoDescriptors&) = delete;
  NoDescriptors& operator=(const NoDescriptors&) = delete;
  ~NoDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_ = {};
};

class LogLines {
 public:
  LogLines() {
    SetLogSink([this](LogLevel, std::string_view line) { lines_.emplace_back(line); });
  }
  ~LogLines() { SetLogSink({}); }
  const std::vector<std::string>& lines() const { return lines_; }

 private:
  std::vector<std::string> lines_;
};

Task<void> OutOfDescriptors(SystemWorld& world) {
  async::Event accepted;
  std::vector<std::unique_ptr<Stream>> streams;
  Listener::OnAccept on_accept = [&](const Listener::MakeStream& make) {
    streams.push_back(make(world.loop()));
    accepted.Set();
  };
  auto listener = ListenSystem(world.loop(), world.address(), std::move(on_accept));
  ELANUS_CHECK(listener.ok(), listener.status().ToString());
  const LogLines log;
  const auto address = SocketAddress::Number("127.0.0.1", (*listener)->address().port());
  auto first = Socket::Open(AF_INET);
  auto second = Socket::Open(AF_INET);
  (void)first->Connect(*address);
  (void)co_await accepted.Wait();
  accepted.Reset();
  {
    const NoDescriptors none;
    (void)second->Connect(*address);
    // Three pauses: the failures after the first are not logged.
    (void)co_await SleepFor(kAcceptPause * 3);
    EXPECT_EQ(streams.size(), 1U);
  }
  (void)co_await accepted.Wait();
  EXPECT_EQ(streams.size(), 2U);
  EXPECT_EQ(log.lines().size(), 1U);
  EXPECT_EQ(log.lines().front(), StrCat("accept on ", (*listener)->address().ToString(),
                                        ": too many open files; trying again every 100 ms (0 more failures since the "
                                        "last line)"));
}

TEST(Listener, PausesWithoutDescriptors) {
  SystemWorld world(Address::Tcp("127.0.0.1", 0));
  world.Run(OutOfDescriptors(world));
}

// More than a turn's accepts wait; the listener goes between two turns.
Task<void> DestroyBetweenBatches(SystemWorld& world) {
  std::unique_ptr<Listener> listener;
  async::Event gone;
  int accepted = 0;
  Listener::OnAccept on_accept = [&](const Listener::MakeStream&) {
    if (++accepted != kAcceptsPerTurn) return;
    world.loop().Post([&] {
      listener.reset();
      gone.Set();
    });
  };
  auto listening = ListenSystem(world.loop(), world.address(), std::move(on_accept));
  ELANUS_CHECK(listening.ok(), listening.status().ToString());
  listener = std::move(*listening);
  const auto address = SocketAddress::UnixPath(world.address().host());
  std::vector<Socket> dialled;
  for (int i = 0; i < kAcceptsPerTurn + 10; ++i) {
    dialled.push_back(*Socket::Open(AF_UNIX));
    EXPECT_EQ(dialled.back().Connect(*address), 0);
  }
  (void)co_await gone.Wait();
  // The next batch would run here.
  (void)co_await SleepFor(std::chrono::milliseconds(1));
  EXPECT_EQ(accepted, kAcceptsPerTurn);
}

TEST(Listener, GoesBetweenTwoBatches) {
  const TestDirectory directory;
  SystemWorld world(Address::Unix(directory.File("socket")));
  world.Run(DestroyBetweenBatches(world));
}

Task<void> ErrorsOfListening(async::Loop& loop) {
  const auto nobody = [](const Listener::MakeStream&) {};
  const auto foreign = ListenSystem(loop, Address::Tcp("203.0.113.1", 1), nobody);
  EXPECT_EQ(foreign.status().ToString(), "Unavailable: listen tcp 203.0.113.1:1: cannot assign requested address");
  const auto unknown = ListenSystem(loop, Address::Tcp("no-such-host.invalid", 1), nobody);
  EXPECT_TRUE(unknown.status().message().starts_with("listen tcp no-such-host.invalid:1: lookup no-such-host.invalid"));
  const auto no_directory = ListenSystem(loop, Address::Unix("/no/such/file"), nobody);
  EXPECT_EQ(no_directory.status().message(), "listen unix /no/such/file: no such file or directory");
  const auto here = ListenSystem(loop, Address::Tcp("localhost", 0), nobody);
  ELANUS_CHECK(here.ok(), here.status().ToString());
  EXPECT_EQ((*here)->address().host(), "127.0.0.1");
  co_return;
}

TEST(Listener, ErrorsNameAddressAndReason) {
  SystemWorld world(Address::Tcp("127.0.0.1", 0));
  world.Run(ErrorsOfListening(world.loop()));
}

// The stream lives on another loop than the listener.
class HandedOver {
 public:
  std::unique_ptr<TestPeer> peer;
  std::unique_ptr<Listener> listener;
};

Task<std::string> EchoAcrossLoops(Runtime& runtime, Network& network, HandedOver& held) {
  co_await runtime.loop(0).Hop();
  async::Event accepted;
  Listener::OnAccept on_accept = [&](Listener::MakeStream make) {
    runtime.loop(1).Post([&, make = std::move(make)] {
      held.peer = std::make_unique<TestPeer>(make(runtime.loop(1)));
      runtime.loop(0).Post([&] { accepted.Set(); });
    });
  };
  auto listener = network.Listen(runtime.loop(0), Address::Tcp("127.0.0.1", 0), std::move(on_accept));
  ELANUS_CHECK(listener.ok(), listener.status().ToString());
  held.listener = std::move(*listener);
  const Address address = held.listener->address();
  auto dialled = co_await network.Dial(address, async::Until());
  ELANUS_CHECK(dialled.ok(), dialled.status().ToString());
  TestPeer client(std::move(*dialled));
  const int error = co_await client.Write("across");
  EXPECT_EQ(error, 0);
  (void)co_await accepted.Wait();
  held.listener.reset();
  co_await runtime.loop(1).Hop();
  const std::string got = co_await held.peer->ReadUpTo(6);
  held.peer.reset();
  co_await runtime.loop(0).Hop();
  co_return got;
}

TEST(Listener, HandsStreamsToOtherLoops) {
  Runtime::Options options;
  options.loops = 2;
  Runtime runtime(options);
  const auto network = SystemNetwork(runtime);
  HandedOver held;
  EXPECT_EQ(Wait(EchoAcrossLoops(runtime, *network, held)), "across");
}

}  // namespace
}  // namespace elanus::net
