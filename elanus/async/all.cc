// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/all.h"

#include <utility>

namespace elanus::async {

void Joint::Begin(std::coroutine_handle<> waiter, int parts) {
  waiter_ = waiter;
  loop_ = Loop::Current();
  left_.store(parts, std::memory_order_relaxed);
}

void Joint::End(std::exception_ptr exception) {
  if (exception && !failed_.exchange(true, std::memory_order_relaxed)) exception_ = std::move(exception);
  // Copies: once the last part is taken, the waiter may go on and destroy this.
  const std::coroutine_handle<> waiter = waiter_;
  Loop* loop = loop_;
  if (!Take()) return;
  Loop* here = Loop::Current();
  if (loop == nullptr && here == nullptr) {
    waiter.resume();
  } else if (loop == nullptr || loop == here) {
    here->Ready(waiter);
  } else {
    loop->Post([waiter] { waiter.resume(); });
  }
}

}  // namespace elanus::async
