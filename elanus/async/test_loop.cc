// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/test_loop.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace elanus {

namespace {

class Ending {
 public:
  bool ended = false;
  std::exception_ptr exception;
};

async::Detached RunToEnd(Task<void>& task, Ending& ending) {
  try {
    co_await std::move(task);
  } catch (...) {
    ending.exception = std::current_exception();
  }
  ending.ended = true;
}

}  // namespace

TestLoop::TestLoop(std::uint64_t seed) : runtime_(Runtime::Manual(clock_, seed)) {}

TestLoop::~TestLoop() = default;

void TestLoop::RunUntilIdle() { loop().RunUntilIdle(); }

void TestLoop::Advance(Duration duration) {
  const TimePoint end = clock_.Now() + duration;
  RunUntilIdle();
  for (TimePoint next = loop().NextTimer(); next <= end; next = loop().NextTimer()) {
    clock_.Set(std::max(next, clock_.Now()));
    RunUntilIdle();
  }
  clock_.Set(end);
}

bool TestLoop::Step() {
  if (loop().RunUntilIdle()) return true;
  const TimePoint next = loop().NextTimer();
  if (next.is_never()) return false;
  clock_.Set(std::max(next, clock_.Now()));
  return true;
}

void TestLoop::RunTask(Task<void> task) {
  Ending ending;
  loop().Post([&] { RunToEnd(task, ending); });
  while (!ending.ended) {
    const bool can_end = Step();
    ELANUS_CHECK(can_end, "the task can never end: nothing is ready and no timer is armed");
  }
  if (ending.exception) std::rethrow_exception(ending.exception);
}

}  // namespace elanus
