// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What a middleware sees of the calls that reach the handler: how many there were of each method, and the metainfo that
// came with those that run.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "elanus/server.h"

namespace peer {

// Safe on any thread; outlives the server.
class Watch {
 public:
  elanus::Middleware middleware();

  // Calls of each method that reached the handler.
  std::map<std::string, std::int64_t> handled() const;
  // All transient and persistent values that came with the call which the context serves, by "t.KEY" and "p.KEY".
  std::map<std::string, std::string> Metainfo(const elanus::Context& ctx) const;

 private:
  elanus::Task<elanus::Status> See(const elanus::Endpoint& next, elanus::Exchange& call);

  mutable std::mutex mutex_;
  std::map<std::string, std::int64_t> handled_;
  std::map<const elanus::CallInfo*, const elanus::Metadata*> running_;
};

}  // namespace peer
