// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The threads for work that blocks: started when they are needed, up to a bound. Private to runtime.cc.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "elanus/base/status.h"

namespace elanus::async {

// Safe to use from any thread. Destroyed on none of its own; runs what is queued before it goes.
class BlockingPool {
 public:
  BlockingPool(int threads, std::size_t queue);
  ~BlockingPool();
  BlockingPool(const BlockingPool&) = delete;
  BlockingPool& operator=(const BlockingPool&) = delete;

  // ResourceExhausted when all threads are busy and the queue is full.
  Status Run(std::function<void()> work);

 private:
  void RunThread() noexcept;
  Status StartThread();

  const std::size_t most_threads_;
  const std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  std::vector<std::thread> threads_;
  std::size_t busy_ = 0;  // threads that run something
  bool stopping_ = false;
};

}  // namespace elanus::async
