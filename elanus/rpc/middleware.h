// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Middleware: a function from endpoint to endpoint. The first that was given is the outermost.
//
//   Task<Status> AuditOne(Log& log, const Endpoint& next, Exchange& call) {
//     Status s = co_await next(call);
//     log.Write(call.method_name(), s);
//     co_return s;
//   }
//   Middleware Audit(Log& log) {
//     return [&log](Endpoint next) {
//       return [&log, next](Exchange& call) -> Task<Status> { return AuditOne(log, next, call); };
//     };
//   }
// The work is in a named coroutine: a lambda with captures must not be one, its captures would be gone.
#pragma once

#include <functional>
#include <vector>

#include "elanus/async/task.h"
#include "elanus/base/status.h"
#include "elanus/rpc/exchange.h"

namespace elanus {

// Runs the rest of a call. Lives as long as its client or server; called on any of their loops.
using Endpoint = std::function<Task<Status>(Exchange& call)>;
using Middleware = std::function<Endpoint(Endpoint next)>;

// Built once, when a client or server is made.
inline Endpoint Chain(const std::vector<Middleware>& middlewares, Endpoint last) {
  for (auto it = middlewares.rbegin(); it != middlewares.rend(); ++it) last = (*it)(std::move(last));
  return last;
}

}  // namespace elanus
