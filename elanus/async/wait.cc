// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/wait.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <utility>

#include "elanus/base/check.h"

namespace elanus {

namespace async {

void Latch::Fail(std::exception_ptr exception) {
  exception_ = std::move(exception);
  std::atomic<int>* const address = &state_;
  // After the exchange the latch may be gone. The kernel takes the address as a name: at worst it wakes somebody else's
  // wait there, and whoever waits so looks again.
  if (state_.exchange(kSet) == kWaitedFor) syscall(SYS_futex, address, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr);
}

void Latch::Wait() {
  int seen = kOpen;
  if (state_.compare_exchange_strong(seen, kWaitedFor)) seen = kWaitedFor;
  for (; seen != kSet; seen = state_.load()) syscall(SYS_futex, &state_, FUTEX_WAIT_PRIVATE, kWaitedFor, nullptr);
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
