// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Kitex's Tracer: told when a call begins and ends (kitex-features.md 6.3).
#pragma once

#include "elanus/base/status.h"
#include "elanus/rpc/exchange.h"

namespace elanus {

// Shared by all calls of its clients and servers, on any of their loops: it must be thread-safe. It must not throw.
class Tracer {
 public:
  virtual ~Tracer() = default;

  // In order of registration. Clients: From, To (no address yet) and the configuration are known; headers added to
  // call.outgoing() travel. Servers: the headers are decoded, so method, caller and metainfo are known; the start
  // time is the event kRpcStart. May set call.context()'s trace. What it returns is given to Finish.
  virtual void* Start(Exchange& call) = 0;
  // Asked once, after Start: which of the call's stats events this tracer will look at. Each that nobody needs saves a
  // look at the clock.
  virtual StatsLevel Needs(const void*) const { return StatsLevel::kDetailed; }
  // In reverse order, exactly once for each Start. `status` is how the call ended; declared exceptions and business
  // errors included (Status::is_result()). Everything in call.info() is known.
  virtual void Finish(Exchange& call, void* state, const Status& status) = 0;
};

}  // namespace elanus
