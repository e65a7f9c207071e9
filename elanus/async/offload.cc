// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/offload.h"

namespace elanus::async {

bool OnBlockingThread::await_suspend(std::coroutine_handle<> coroutine) {
  Loop* home = Loop::Current();
  Status taken = runtime_.Block([this, home, coroutine] {
    run_();
    if (home != nullptr) {
      home->Post([coroutine] { coroutine.resume(); });
    } else {
      coroutine.resume();
    }
  });
  // When it was taken, the coroutine may have gone on already: this object may be gone.
  if (taken.ok()) return true;
  refused_ = std::move(taken);
  return false;
}

}  // namespace elanus::async
