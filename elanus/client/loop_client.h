// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A client's part on one loop: its connections there, and the calls that run.
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "elanus/async/event.h"
#include "elanus/async/loop.h"
#include "elanus/async/wait.h"
#include "elanus/client/mux_pool.h"

namespace elanus::client {

// Made and used on its loop. It is gone in one of two ways: the client closes it, or its loop ends first.
class LoopClient final : async::ExitHook {
 public:
  LoopClient(async::Loop& loop, const Config& config, MuxShares& shares);
  ~LoopClient() override;

  async::Loop& loop() const { return loop_; }
  Pool& pool() { return *pool_; }
  const Limits& limits() const { return config_.pipeline.limits; }
  // Null, or whoever holds the multiplexed connections to this address: another loop.
  LoopClient* Elsewhere(const Address& address);
  const Address& NextAddress();
  // Between the two a call uses this object.
  void Enter() { ++running_; }
  void Leave();

  // From any thread: runs it on the loop. False when the loop has ended.
  bool TryPost(std::function<void()> function);

  // From a plain thread, one after the other: ends all calls; waits for them; lets go of the loop; waits for that. A
  // client takes each step on all of its loops before the next, since a call may need the part of another loop until it
  // has ended.
  void StartClosing();
  void WaitIdle();
  void StartLeaving();
  void WaitLeft();

 private:
  void OnLoopExit() override;
  void OnLoopGone() override;
  async::Detached Close();
  void LetGo();
  void WaitFor(async::Latch& latch);

  async::Loop& loop_;
  const bool manual_;  // driven by the thread that closes this
  const Config& config_;
  MuxShares& shares_;
  std::unique_ptr<net::Network> own_network_;  // where the options name none
  std::unique_ptr<net::Network> layered_;      // what is over the network
  std::unique_ptr<Pool> pool_;                 // null once closed
  MuxPool* mux_ = nullptr;                     // it, when it is one
  std::size_t running_ = 0;
  async::Event idle_;
  std::size_t next_address_ = 0;
  async::Latch all_ended_;
  async::Latch left_;
  std::mutex mutex_;
  bool gone_ = false;  // guarded by mutex_, but for a manual loop
};

}  // namespace elanus::client
