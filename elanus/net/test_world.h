// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For tests: the kinds of network side by side, each with a loop to run coroutines on.
#pragma once

#include <stdlib.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <utility>

#include "elanus/async/event.h"
#include "elanus/async/runtime.h"
#include "elanus/async/scope.h"
#include "elanus/async/task.h"
#include "elanus/async/test_loop.h"
#include "elanus/async/wait.h"
#include "elanus/base/check.h"
#include "elanus/net/loopback.h"
#include "elanus/net/system.h"
#include "elanus/net/test_peer.h"

namespace elanus::net {

class World {
 public:
  virtual ~World() = default;
  virtual Network& network() = 0;
  virtual async::Loop& loop() = 0;
  virtual Address address() = 0;  // to listen at
  // On the loop, to its end.
  virtual void Run(Task<void> task) = 0;
};

// A real loop on a thread of its own.
class SystemWorld final : public World {
 public:
  explicit SystemWorld(Address address) : address_(std::move(address)) {}
  Network& network() override { return *network_; }
  Runtime& runtime() { return runtime_; }
  async::Loop& loop() override { return runtime_.loop(0); }
  Address address() override { return address_; }
  void Run(Task<void> task) override { Wait(OnLoop(std::move(task))); }

 private:
  Task<void> OnLoop(Task<void> task) {
    co_await loop().Hop();
    co_await std::move(task);
  }
  static Runtime::Options OneLoop() {
    Runtime::Options options;
    options.loops = 1;
    return options;
  }

  const Address address_;
  Runtime runtime_{OneLoop()};
  std::unique_ptr<Network> network_ = SystemNetwork(runtime_);
};

class LoopbackWorld final : public World {
 public:
  explicit LoopbackWorld(std::uint64_t seed = 1) : loop_(seed) {}
  Loopback& network() override { return network_; }
  async::Loop& loop() override { return loop_.loop(); }
  Address address() override { return address_; }
  void set_address(Address address) { address_ = std::move(address); }
  void Run(Task<void> task) override { loop_.Run(std::move(task)); }
  TestLoop& test_loop() { return loop_; }

 private:
  Address address_ = Address::Tcp("server", 0);
  TestLoop loop_;
  Loopback network_{loop_.loop()};
};

// A directory that goes with what is in it at its top.
class TestDirectory {
 public:
  TestDirectory() {
    char path[] = "/tmp/elanus-net-XXXXXX";
    ELANUS_CHECK(mkdtemp(path) != nullptr, path);
    path_ = path;
  }
  TestDirectory(const TestDirectory&) = delete;
  TestDirectory& operator=(const TestDirectory&) = delete;
  ~TestDirectory() { rmdir(path_.c_str()); }
  std::string File(std::string_view name) const { return StrCat(path_, "/", name); }

 private:
  std::string path_;
};

// A listener, and a connection that was dialled to it.
class Joined {
 public:
  std::unique_ptr<Listener> listener;
  std::unique_ptr<TestPeer> a;  // dialled
  std::unique_ptr<TestPeer> b;  // was accepted
};

inline Task<void> Shake(Stream& stream) {
  Status shaken = co_await stream.Handshake(async::Until());
  ELANUS_CHECK(shaken.ok(), shaken.ToString());
}

inline Task<void> Join(World& world, Joined& joined) {
  async::Event accepted;
  std::unique_ptr<Stream> b;
  Listener::OnAccept on_accept = [&b, &accepted, &world](const Listener::MakeStream& make) {
    b = make(world.loop());
    accepted.Set();
  };
  auto listener = world.network().Listen(world.loop(), world.address(), std::move(on_accept));
  ELANUS_CHECK(listener.ok(), listener.status().ToString());
  joined.listener = std::move(*listener);
  const Address address = joined.listener->address();
  auto dialled = co_await world.network().Dial(address, async::Until());
  ELANUS_CHECK(dialled.ok(), dialled.status().ToString());
  if (!accepted.is_set()) (void)co_await accepted.Wait();
  Scope scope;
  scope.Spawn(Shake(**dialled));
  scope.Spawn(Shake(*b));
  co_await scope.Join();
  joined.a = std::make_unique<TestPeer>(std::move(*dialled));
  joined.b = std::make_unique<TestPeer>(std::move(b));
}

}  // namespace elanus::net
