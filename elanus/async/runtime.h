// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// N loops, each on a thread of its own, and a bounded pool of threads for work that blocks.
#pragma once

#include <functional>
#include <memory>

#include "elanus/async/loop.h"
#include "elanus/base/status.h"

namespace elanus {

// Safe to use from any thread. Its threads block all signals. Destroyed on a thread that is none of its own,
// after everything that uses it.
class Runtime {
 public:
  class Options {
   public:
    int loops = 0;              // 0: one a core
    int blocking_threads = 8;   // started when needed
    std::size_t blocking_queue = 1024;  // work that waits for a thread; more is refused
  };

  Runtime();
  explicit Runtime(const Options& options);
  // One manual loop on the calling thread, for tests; blocking work runs on the loop, one piece a turn.
  static std::unique_ptr<Runtime> Manual(const Clock& clock, std::uint64_t seed);
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  int size() const;
  async::Loop& loop(int index);
  // Round robin.
  async::Loop& Next();

  // Runs `work` on a thread that may block. ResourceExhausted when the queue is full; `work` is not run then.
  Status Block(std::function<void()> work);

 private:
  class Impl;
  explicit Runtime(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace elanus
