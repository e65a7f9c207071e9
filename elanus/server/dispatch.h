// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The only place with admission, the chain, the handler and the way from exception to status. Every protocol's
// calls pass through it.
#pragma once

#include <atomic>

#include "elanus/async/runtime.h"
#include "elanus/server/call.h"
#include "elanus/server/options.h"

namespace elanus::server {

// Shared by all loops; constant after construction but for the count.
class Dispatcher {
 public:
  Dispatcher(const Config& config, Runtime& runtime);

  // Reads the arguments out of `body` and runs the call; owner.OnCallDone is called once, before Start returns when
  // nothing had to wait. False when the arguments were wrong: the reply says so, and the connection is to be closed
  // after it (wire.md 1.6). The caller's timeout counts from `arrived`.
  bool Start(std::unique_ptr<Call> call, const session::RequestHead& head, std::string_view body, TimePoint arrived);

  // Calls that have not ended yet.
  std::int64_t running() const { return running_.load(std::memory_order_relaxed); }
  std::string_view service_name(const ServiceInfo& service) const {
    return config_.service_name.empty() ? service.name : std::string_view(config_.service_name);
  }

 private:
  void Describe(Call& call, const session::RequestHead& head, TimePoint arrived) const;
  async::Detached Run(Call* call);
  void Finish(Call& call, const Status& status);
  static Task<Status> Handle(Runtime& runtime, Call& call);
  static Task<Status> Invoke(Runtime& runtime, Call& call);

  const Config& config_;
  const Endpoint chain_;
  std::atomic<std::int64_t> running_ = 0;
};

}  // namespace elanus::server
