// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Work that blocks, awaited from a coroutine: it runs on one of the runtime's blocking threads.
//   Result<std::string> text = co_await OffloadTo(runtime, [&] { return ReadFile(path); });
// Capturing by reference is right there: the coroutine waits for the work.
#pragma once

#include <coroutine>
#include <exception>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

#include "elanus/async/loop.h"
#include "elanus/async/runtime.h"
#include "elanus/async/task.h"
#include "elanus/base/result.h"
#include "elanus/base/status.h"

namespace elanus {

namespace async {

template <class R>
class Offloaded {
 public:
  using Type = Result<R>;
};
template <>
class Offloaded<void> {
 public:
  using Type = Status;
};
template <>
class Offloaded<Status> {
 public:
  using Type = Status;
};
template <class T>
class Offloaded<Result<T>> {
 public:
  using Type = Result<T>;
};
// Status for work that gives nothing or a Status, else a Result.
template <class F>
using OffloadResult = typename Offloaded<std::remove_cvref_t<std::invoke_result_t<F&>>>::Type;

// Awaitable: ok after `run` has run on a blocking thread, on the loop that awaited it (without one: on the blocking
// thread). Else why it did not run. `run` must not throw.
class OnBlockingThread {
 public:
  OnBlockingThread(Runtime& runtime, std::function<void()> run) : runtime_(runtime), run_(std::move(run)) {}
  OnBlockingThread(const OnBlockingThread&) = delete;
  OnBlockingThread& operator=(const OnBlockingThread&) = delete;
  bool await_ready() const { return false; }
  bool await_suspend(std::coroutine_handle<> coroutine);
  Status await_resume() { return std::move(refused_); }

 private:
  Runtime& runtime_;
  std::function<void()> run_;
  Status refused_;
};

template <class F>
Task<OffloadResult<F>> RunOffloaded(Runtime& runtime, F work) {
  using Returned = std::invoke_result_t<F&>;
  std::optional<OffloadResult<F>> result;
  std::exception_ptr exception;
  OnBlockingThread blocking(runtime, [&] {
    try {
      if constexpr (std::is_void_v<Returned>) {
        work();
        result.emplace(Ok());
      } else {
        result.emplace(work());
      }
    } catch (...) {
      exception = std::current_exception();
    }
  });
  Status ran = co_await blocking;
  if (!ran.ok()) co_return ran;
  if (exception) std::rethrow_exception(exception);
  co_return std::move(*result);
}

}  // namespace async

// g++ 12 destroys twice what a lambda that is written inside a co_await expression holds by value. So work that holds
// anything with a destructor must have a name.
template <class F>
concept SafeInAwait = std::is_lvalue_reference_v<F> || std::is_trivially_destructible_v<F>;

// Runs `work` on a blocking thread of the runtime and comes back to the loop that awaits it, with what it returned, or
// with what it threw. ResourceExhausted when the runtime's queue is full; it has not run then. On a loop the runtime is
// `*async::Loop::Current()->runtime()`. It cannot be cancelled: whoever awaits it waits to the end of `work`. A
// variable is copied; `std::ref(work)` passes it as it is.
template <class F>
Task<async::OffloadResult<std::decay_t<F>>> OffloadTo(Runtime& runtime, F&& work) {
  static_assert(SafeInAwait<F>,
                "this lambda captures strings or the like by value, which g++ 12 destroys twice in a co_await "
                "expression: capture them by reference, or make the lambda a variable and pass that");
  return async::RunOffloaded<std::decay_t<F>>(runtime, std::forward<F>(work));
}

}  // namespace elanus
