// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Task<T>: a lazy coroutine with one waiter. It starts when it is awaited, on the thread that awaits it,
// and its waiter goes on where it ends. Frames come from the pool.
//
// The hand-over is a handshake and not a symmetric transfer, which overflows the stack with g++ 12 at -O0
// and under sanitizers: the awaiting side resumes the child from await_suspend and then both sides
// exchange one state; whoever comes second continues the parent. So a loop of any number of children
// that end at once runs in constant stack.
#pragma once

#include <atomic>
#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

#include "elanus/base/check.h"
#include "elanus/base/pool.h"

namespace elanus {

template <class T>
class Task;

namespace async {

class PromiseBase {
 public:
  // The pool takes coroutine frames back with their size.
  static void* operator new(std::size_t size) { return base::Pool::Allocate(size); }
  static void operator delete(void* frame, std::size_t size) noexcept { base::Pool::Free(frame, size); }

  std::suspend_always initial_suspend() noexcept { return {}; }

  struct FinalAwaiter {
    bool await_ready() noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> self) noexcept {
      PromiseBase& promise = self.promise();
      // Nothing of the frame may be touched after the exchange: the parent destroys it.
      const std::coroutine_handle<> parent = promise.parent_;
      if (promise.second_.exchange(true, std::memory_order_acq_rel)) parent.resume();
    }
    void await_resume() noexcept {}
  };
  FinalAwaiter final_suspend() noexcept { return {}; }
  void unhandled_exception() noexcept { exception_ = std::current_exception(); }

  // Runs `self` for `parent`. False when it has ended already.
  bool Start(std::coroutine_handle<> self, std::coroutine_handle<> parent) {
    parent_ = parent;
    self.resume();
    return !second_.exchange(true, std::memory_order_acq_rel);
  }

 protected:
  void Rethrow() {
    if (exception_) [[unlikely]]
      std::rethrow_exception(std::exchange(exception_, nullptr));
  }

 private:
  std::coroutine_handle<> parent_;
  std::exception_ptr exception_;
  std::atomic<bool> second_ = false;  // set by the first of the two sides to arrive
};

template <class T>
class Promise final : public PromiseBase {
 public:
  Task<T> get_return_object();
  template <class U>
    requires std::convertible_to<U&&, T>
  void return_value(U&& value) {
    value_.emplace(std::forward<U>(value));
  }
  T Take() {
    Rethrow();
    return std::move(*value_);
  }

 private:
  std::optional<T> value_;
};

template <>
class Promise<void> final : public PromiseBase {
 public:
  Task<void> get_return_object();
  void return_void() {}
  void Take() { Rethrow(); }
};

}  // namespace async

// Move-only. A task that is never awaited never runs. An exception that leaves the coroutine is rethrown
// to the waiter. Destroying a task is fine before it starts and after it ends; not while it is suspended in the
// middle: nothing unregisters what it waits for.
template <class T = void>
class [[nodiscard]] Task {
 public:
  using promise_type = async::Promise<T>;
  using value_type = T;

  Task() = default;
  explicit Task(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
  Task(Task&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    if (this != &other) {
      if (frame_) frame_.destroy();
      frame_ = std::exchange(other.frame_, nullptr);
    }
    return *this;
  }
  ~Task() {
    if (frame_) frame_.destroy();
  }

  // Awaited once, as an rvalue: `co_await Work()` or `co_await std::move(task)`.
  auto operator co_await() && {
    class Awaiter {
     public:
      explicit Awaiter(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
      bool await_ready() { return false; }
      bool await_suspend(std::coroutine_handle<> parent) { return frame_.promise().Start(frame_, parent); }
      T await_resume() { return frame_.promise().Take(); }

     private:
      std::coroutine_handle<promise_type> frame_;
    };
    ELANUS_CHECK(frame_, "a task can be awaited once only");
    return Awaiter(frame_);
  }

 private:
  std::coroutine_handle<promise_type> frame_;
};

namespace async {

template <class T>
Task<T> Promise<T>::get_return_object() {
  return Task<T>(std::coroutine_handle<Promise<T>>::from_promise(*this));
}
inline Task<void> Promise<void>::get_return_object() {
  return Task<void>(std::coroutine_handle<Promise<void>>::from_promise(*this));
}

// A coroutine that owns itself: starts at once, frees its frame when it ends. The base of spawn, Wait and
// Then; an exception that leaves it is a bug.
class Detached {
 public:
  class promise_type {
   public:
    static void* operator new(std::size_t size) { return base::Pool::Allocate(size); }
    static void operator delete(void* frame, std::size_t size) noexcept { base::Pool::Free(frame, size); }
    Detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

}  // namespace async

}  // namespace elanus
