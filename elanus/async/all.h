// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Several awaitables at once:
//   auto [user, orders] = co_await All(client.GetUser(ctx, id), LoadOrders(ctx, id));
#pragma once

#include <atomic>
#include <coroutine>
#include <exception>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

#include "elanus/async/loop.h"
#include "elanus/async/task.h"

namespace elanus {

namespace async {

// What `co_await` of an rvalue makes of it; itself when it is an awaiter.
template <class A>
decltype(auto) AwaiterOf(A&& awaitable) {
  if constexpr (requires { std::forward<A>(awaitable).operator co_await(); }) {
    return std::forward<A>(awaitable).operator co_await();
  } else if constexpr (requires { operator co_await(std::forward<A>(awaitable)); }) {
    return operator co_await(std::forward<A>(awaitable));
  } else {
    return (awaitable);
  }
}

// What `co_await` of an rvalue A gives.
template <class A>
using AwaitResult = std::remove_cvref_t<decltype(AwaiterOf(std::declval<A>()).await_resume())>;
// The same as an element of a tuple.
template <class A>
using AllResult = std::conditional_t<std::is_void_v<AwaitResult<A>>, std::monostate, AwaitResult<A>>;

// Counts the parts that run; whoever takes the last one lets the waiter go on. The parts may end on other threads when
// All was not awaited on a loop: a plain thread's calls end on the loops of their clients.
class Joint {
 public:
  void Begin(std::coroutine_handle<> waiter, int parts);
  // One part less; true for the last one.
  bool Take() { return left_.fetch_sub(1, std::memory_order_acq_rel) == 1; }
  // Also when it failed; nothing of the parts' frame may be touched after it.
  void End(std::exception_ptr exception);
  void Rethrow() {
    if (exception_) std::rethrow_exception(exception_);
  }

 private:
  std::coroutine_handle<> waiter_;
  Loop* loop_ = nullptr;
  std::atomic<int> left_ = 0;
  std::atomic<bool> failed_ = false;
  std::exception_ptr exception_;  // of the first part that failed
};

template <class A>
Detached RunPart(A& awaitable, std::optional<AllResult<A>>& out, Joint& joint) {
  std::exception_ptr exception;
  try {
    // A variable, since g++ 12 copies any other awaiter that is not a temporary.
    auto&& awaiter = AwaiterOf(std::move(awaitable));
    if constexpr (std::is_void_v<AwaitResult<A>>) {
      co_await awaiter;
      out.emplace();
    } else {
      AwaitResult<A> value = co_await awaiter;
      out.emplace(std::move(value));
    }
  } catch (...) {
    exception = std::current_exception();
  }
  joint.End(std::move(exception));
}

template <class... A>
class [[nodiscard]] AllAwaiter {
 public:
  explicit AllAwaiter(A&... awaitables) : awaitables_(awaitables...) {}
  AllAwaiter(const AllAwaiter&) = delete;
  AllAwaiter& operator=(const AllAwaiter&) = delete;

  bool await_ready() const { return sizeof...(A) == 0; }
  bool await_suspend(std::coroutine_handle<> waiter) {
    // One more part, this function, so that the waiter does not go on before all have begun.
    joint_.Begin(waiter, sizeof...(A) + 1);
    Start(std::index_sequence_for<A...>());
    return !joint_.Take();
  }
  std::tuple<AllResult<A>...> await_resume() {
    joint_.Rethrow();
    return std::apply([](auto&... results) { return std::tuple<AllResult<A>...>(std::move(*results)...); }, results_);
  }

 private:
  template <std::size_t... I>
  void Start(std::index_sequence<I...>) {
    (RunPart(std::get<I>(awaitables_), std::get<I>(results_), joint_), ...);
  }

  std::tuple<A&...> awaitables_;
  std::tuple<std::optional<AllResult<A>>...> results_;
  Joint joint_;
};

}  // namespace async

// Runs tasks, calls and other awaitables concurrently, each from the present thread, and gives a tuple of what they
// give (std::monostate for void). Waits for all of them, also when one fails; then rethrows the first exception. Takes
// rvalues and awaits them where they are, in the caller's full expression: `co_await All(...)` is one expression.
// On a loop it goes on on that loop; elsewhere, like a Task, where the last of them ends.
template <class... A>
  requires(... && !std::is_lvalue_reference_v<A>)
auto All(A&&... awaitables) {
  return async::AllAwaiter<A...>(awaitables...);
}

}  // namespace elanus
