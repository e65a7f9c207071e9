// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Counts the calls of each method that reached the handler.
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

  std::map<std::string, std::int64_t> handled() const;

 private:
  elanus::Task<elanus::Status> See(const elanus::Endpoint& next, elanus::Exchange& call);

  mutable std::mutex mutex_;
  std::map<std::string, std::int64_t> handled_;
};

}  // namespace peer
