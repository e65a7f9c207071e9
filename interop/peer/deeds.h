// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the server's methods do, whatever carries their arguments and results.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "elanus/server.h"
#include "interop/peer/next_hops.h"
#include "interop/peer/options.h"
#include "interop/peer/stream_log.h"

namespace peer {

// Safe on any thread; shared by the handlers.
class Deeds {
 public:
  // `provider` may be null; it outlives this.
  Deeds(const ServerOptions& options, const elanus::TracerProvider* provider) : next_hops_(options, provider) {}

  // The kinds that need no exception of the IDL; throws for 4.
  static elanus::Result<std::string> Raise(std::int32_t kind);
  static elanus::Task<elanus::Result<std::string>> Sleep(const elanus::Context& ctx, std::int32_t millis);
  static elanus::Result<std::string> Payload(const std::string& data, std::int32_t answer_size);
  static std::map<std::string, std::string> Meta(const elanus::Context& ctx, const std::string& command);
  elanus::Task<elanus::Result<std::string>> Hop(const elanus::Context& ctx, std::vector<std::string> route,
                                                std::string text);

  NextHops& next_hops() { return next_hops_; }
  StreamLog& streams() { return streams_; }

 private:
  NextHops next_hops_;
  StreamLog streams_;
};

}  // namespace peer
