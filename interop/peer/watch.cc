// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/watch.h"

namespace peer {

using elanus::Status;
using elanus::Task;

elanus::Middleware Watch::middleware() {
  return [this](elanus::Endpoint next) {
    return [this, next](elanus::Exchange& call) -> Task<Status> { return See(next, call); };
  };
}

Task<Status> Watch::See(const elanus::Endpoint& next, elanus::Exchange& call) {
  {
    const std::lock_guard lock(mutex_);
    ++handled_[std::string(call.method_name())];
  }
  Status status = co_await next(call);
  co_return status;
}

std::map<std::string, std::int64_t> Watch::handled() const {
  const std::lock_guard lock(mutex_);
  return handled_;
}

}  // namespace peer
