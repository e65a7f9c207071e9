// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/scope.h"

#include <utility>

#include "elanus/base/check.h"

namespace elanus {

Scope::~Scope() {
  ELANUS_CHECK(running_ == 0 && (joined_ || std::uncaught_exceptions() > 0),
               "a Scope was destroyed before `co_await scope.Join()`, with ", running_, " children running");
}

void Scope::Spawn(Task<void> task) {
  ++running_;
  joined_ = false;
  Run(std::move(task));
}

async::Detached Scope::Run(Task<void> task) {
  try {
    co_await std::move(task);
  } catch (...) {
    if (!exception_) exception_ = std::current_exception();
  }
  if (--running_ == 0) idle_.Set();
}

Task<void> Scope::Join() {
  while (running_ > 0) {
    idle_.Reset();
    const Status waited = co_await idle_.Wait();
    ELANUS_CHECK(waited.ok(), waited.ToString());
  }
  joined_ = true;
  if (exception_) std::rethrow_exception(std::exchange(exception_, nullptr));
}

}  // namespace elanus
