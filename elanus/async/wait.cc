// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/wait.h"

#include <algorithm>
#include <utility>

#include "elanus/base/check.h"

namespace elanus {

namespace async {

void Latch::Fail(std::exception_ptr exception) {
  // Told under the lock: the waiter destroys the latch as soon as it can.
  const std::lock_guard lock(mutex_);
  exception_ = std::move(exception);
  set_ = true;
  changed_.notify_all();
}

void Latch::Wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return set_; });
  if (exception_) std::rethrow_exception(exception_);
}

void CheckMayBlock(const char* what) {
  ELANUS_CHECK(Loop::Current() == nullptr, std::string_view(what),
               " was called on a thread that runs a loop, which would wait for itself; co_await instead");
}

Detached RunInto(Task<void>& task, Latch& done) {
  try {
    co_await std::move(task);
  } catch (...) {
    done.Fail(std::current_exception());
    co_return;
  }
  done.Set();
}

}  // namespace async

Task<Status> SleepFor(Duration duration, async::Until until) {
  const async::Loop* loop = async::Loop::Current();
  ELANUS_CHECK(loop != nullptr, "SleepFor was awaited on a thread that runs no loop");
  const TimePoint end = loop->now() + duration;
  const bool in_time = end <= until.deadline;
  async::Event never;
  Status waited = co_await never.Wait(async::Until(std::min(end, until.deadline), until.cancel));
  if (in_time && waited.code() == Code::kDeadlineExceeded) co_return Ok();
  co_return waited;
}

}  // namespace elanus
