// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// From plain threads into coroutines, and from coroutines onto threads that may block.
#pragma once

#include <atomic>
#include <exception>
#include <optional>

#include "elanus/async/event.h"
#include "elanus/async/loop.h"
#include "elanus/async/runtime.h"
#include "elanus/async/task.h"

namespace elanus {

namespace async {

// A flag that a plain thread waits for. Set or failed from any thread, once; may be destroyed as soon as Wait returns.
// Costs one system call a side, and none when nobody waits yet (a condition variable, which must be told under its lock
// here, costs two and three).
class Latch {
 public:
  void Set() { Fail(nullptr); }
  // Wait throws this.
  void Fail(std::exception_ptr exception);
  void Wait();

 private:
  static constexpr int kOpen = 0, kWaitedFor = 1, kSet = 2;
  std::atomic<int> state_ = kOpen;
  std::exception_ptr exception_;
};

// A check fails when this thread runs a loop: it would wait for itself.
void CheckMayBlock(const char* what);

template <class T>
Detached RunInto(Task<T>& task, std::optional<T>& out, Latch& done) {
  try {
    T value = co_await std::move(task);
    out.emplace(std::move(value));
  } catch (...) {
    done.Fail(std::current_exception());
    co_return;
  }
  done.Set();
}
Detached RunInto(Task<void>& task, Latch& done);

}  // namespace async

// Runs the task on this thread up to its first hop to a loop, then waits for it. Not on a loop's thread. Rethrows what
// the task throws.
template <class T>
T Wait(Task<T> task) {
  async::CheckMayBlock("Wait");
  async::Latch done;
  if constexpr (std::is_void_v<T>) {
    async::RunInto(task, done);
    done.Wait();
  } else {
    std::optional<T> out;
    async::RunInto(task, out, done);
    done.Wait();
    return std::move(*out);
  }
}

// Waits on the current loop. Ok when the time is over, Cancelled when `until.cancel` fires before, DeadlineExceeded
// when `until.deadline` comes before.
Task<Status> SleepFor(Duration duration, async::Until until = async::Until());

}  // namespace elanus
