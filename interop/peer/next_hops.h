// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The clients through which a server's Hop and streams go on: one for each target, made at the first call and kept.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "elanus/telemetry/tracer_provider.h"
#include "interop/peer/calls.h"
#include "interop/peer/options.h"

namespace peer {

// Safe on any thread. Destroyed on none of the server's loops.
class NextHops {
 public:
  // `provider` may be null; it outlives this.
  NextHops(const ServerOptions& options, const elanus::TracerProvider* provider)
      : options_(options), provider_(provider) {}

  const std::string& own_name() const { return options_.name; }
  // `target`: "transport@host:port". The calls last as long as this.
  elanus::Result<Calls*> To(const std::string& target);

 private:
  const ServerOptions options_;
  const elanus::TracerProvider* const provider_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Calls>> calls_;  // guarded by mutex_
};

}  // namespace peer
