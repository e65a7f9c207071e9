// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/blocking_pool.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "elanus/async/thread.h"
#include "elanus/base/check.h"

namespace elanus::async {

BlockingPool::BlockingPool(int threads, std::size_t queue)
    : most_threads_(static_cast<std::size_t>(std::max(threads, 1))), most_waiting_(queue) {}

BlockingPool::~BlockingPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (const std::thread& thread : threads_) {
      ELANUS_CHECK(thread.get_id() != std::this_thread::get_id(), "a runtime was destroyed by its own blocking work");
    }
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

Status BlockingPool::Run(std::function<void()> work) {
  const std::lock_guard lock(mutex_);
  ELANUS_CHECK(!stopping_, "blocking work came while the runtime was being destroyed");
  // What a free thread is about to take does not wait.
  const std::size_t free = most_threads_ - busy_;
  if (queue_.size() >= free + most_waiting_) {
    return ResourceExhausted("all ", most_threads_, " blocking threads are busy and ", most_waiting_,
                             " pieces of work wait already");
  }
  const std::size_t idle = threads_.size() - busy_;
  if (queue_.size() >= idle && threads_.size() < most_threads_) {
    Status started = StartThread();
    if (!started && threads_.empty()) return started;
  }
  queue_.push_back(std::move(work));
  changed_.notify_one();
  return Ok();
}

Status BlockingPool::StartThread() {
  try {
    threads_.push_back(StartQuietThread("elanus-block", [this] { RunThread(); }));
  } catch (const std::system_error& error) {
    return ResourceExhausted("no thread for blocking work: ", std::string_view(error.what()));
  }
  return Ok();
}

void BlockingPool::RunThread() noexcept {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    std::function<void()> work = std::move(queue_.front());
    queue_.pop_front();
    ++busy_;
    lock.unlock();
    work();
    work = nullptr;
    lock.lock();
    --busy_;
  }
}

}  // namespace elanus::async
