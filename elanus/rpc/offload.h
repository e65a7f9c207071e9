// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Blocking work inside a call:
//   auto row = co_await Offload(ctx, [&] { return database.Select(id); });    // Result<Row>
// runs on a thread of the runtime's bounded pool and comes back to the loop. What throws comes back as an exception.
#pragma once

#include <utility>

#include "elanus/async/offload.h"
#include "elanus/rpc/context.h"

namespace elanus {

// `work` may return a value, a Result, a Status or nothing; the task gives a Result or a Status. It is not begun when
// the context has ended already, and never interrupted: a blocking call cannot be. ResourceExhausted when the pool's
// queue is full. On a thread without a loop (a handler that is registered as blocking) it runs there.
template <class F>
Task<async::OffloadResult<F>> Offload(const Context& ctx, F work) {
  if (Status ended = ctx.Check(); !ended.ok()) co_return ended;
  async::Loop* loop = async::Loop::Current();
  if (loop == nullptr) {
    if constexpr (std::is_void_v<std::invoke_result_t<F&>>) {
      work();
      co_return Ok();
    } else {
      co_return work();
    }
  }
  ELANUS_CHECK(loop->runtime() != nullptr, "Offload was called on a loop without a runtime");
  co_return co_await OffloadTo(*loop->runtime(), std::move(work));
}

}  // namespace elanus
