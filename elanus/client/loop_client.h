// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A client's part on one loop: its connections there, and the calls that run.
#pragma once

#include <atomic>
#include <mutex>

#include "elanus/async/event.h"
#include "elanus/async/loop.h"
#include "elanus/async/wait.h"
#include "elanus/client/pool.h"

namespace elanus::client {

// Made and used on its loop. It is gone in one of two ways: the client closes it, or its loop ends first.
class LoopClient final : async::ExitHook {
 public:
  LoopClient(async::Loop& loop, const Config& config);
  ~LoopClient() override;

  async::Loop& loop() const { return loop_; }
  Pool& pool() { return *pool_; }
  // Never 0 (wire.md 0.3).
  std::int32_t NextSequenceId();
  const Address& NextAddress();
  // Between the two a call uses this object.
  void Enter() { ++running_; }
  void Leave();

  // From a plain thread: ends all calls, waits for them, and lets go of the loop. At once when the loop has ended.
  void CloseAndWait();

 private:
  void OnLoopExit() override;
  void OnLoopGone() override;
  async::Detached Close(async::Latch& closed);

  async::Loop& loop_;
  const Config& config_;
  std::unique_ptr<net::Network> own_network_;  // where the options name none
  std::unique_ptr<Pool> pool_;                 // null once closed
  std::size_t running_ = 0;
  async::Event idle_;
  std::int32_t sequence_ = 0;
  std::size_t next_address_ = 0;
  std::mutex mutex_;
  bool gone_ = false;  // guarded by mutex_
};

}  // namespace elanus::client
