// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A runtime of one manual loop for tests: time passes only when nothing else is left to do, and a seed decides
// every random choice, so a failing run replays exactly.
//   TestLoop loop(seed);
//   Result<int> r = loop.Run(Work());
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "elanus/async/runtime.h"
#include "elanus/async/task.h"
#include "elanus/base/check.h"

namespace elanus {

class TestLoop {
 public:
  explicit TestLoop(std::uint64_t seed = 1);
  ~TestLoop();

  Runtime& runtime() { return *runtime_; }
  async::Loop& loop() { return runtime_->loop(0); }
  ManualClock& clock() { return clock_; }

  // Runs what is ready, without letting time pass.
  void RunUntilIdle();
  // Lets this much time pass, timer by timer.
  void Advance(Duration duration);
  // Runs the task on the loop to its end, letting time pass as needed; rethrows what it throws. A check fails when it
  // can never end.
  template <class T>
  T Run(Task<T> task);

 private:
  bool Step();  // runs what is ready, else moves to the next timer; false when there is neither
  void RunTask(Task<void> task);

  ManualClock clock_;
  std::unique_ptr<Runtime> runtime_;
};

namespace async {
template <class T>
Task<void> StoreInto(Task<T> task, std::optional<T>& out) {
  T value = co_await std::move(task);
  out.emplace(std::move(value));
}
}  // namespace async

template <class T>
T TestLoop::Run(Task<T> task) {
  if constexpr (std::is_void_v<T>) {
    RunTask(std::move(task));
  } else {
    std::optional<T> out;
    RunTask(async::StoreInto(std::move(task), out));
    return std::move(*out);
  }
}

}  // namespace elanus
