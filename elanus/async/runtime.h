// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// N loops, each on a thread of its own, and a bounded pool of threads for work that blocks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include "elanus/async/loop.h"
#include "elanus/base/status.h"

namespace elanus {

// Safe to use from any thread. Its threads block all signals but those that a fault of their own raises (SIGSEGV and
// the like). Destroyed on a thread that is none of its own, after everything that uses it: waits for blocking work,
// also for what is queued, then stops the loops. A check fails when the system has no descriptors or threads for it.
class Runtime {
 public:
  class Options {
   public:
    int loops = 0;                      // 0: one a core
    int blocking_threads = 8;           // started when needed
    std::size_t blocking_queue = 1024;  // work that waits for a thread; more is refused
  };

  Runtime();
  explicit Runtime(const Options& options);
  // One manual loop on the calling thread, for tests; blocking work is posted to the loop. `clock` must outlive it.
  static std::unique_ptr<Runtime> Manual(const Clock& clock, std::uint64_t seed);
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  int size() const;
  async::Loop& loop(int index);
  // Round robin.
  async::Loop& Next();

  // Runs `work` on a thread that may block. ResourceExhausted when the queue is full; `work` is not run then. An
  // exception that leaves it ends the program; see async/offload.h for more comfort.
  Status Block(std::function<void()> work);

 private:
  class Impl;
  explicit Runtime(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace elanus
