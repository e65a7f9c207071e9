// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/world.h"

#include <chrono>

#include "interop/peer/client_options.h"

namespace peer {

namespace {

elanus::Runtime::Options OneLoop() {
  elanus::Runtime::Options options;
  options.loops = 1;
  return options;
}

elanus::ClientOption Connections(const ClientOptions& options) {
  if (options.grpc()) return elanus::WithGRPCCompressor(options.gzip ? "gzip" : "identity");
  if (options.mux > 0) return elanus::WithMuxConnection(options.mux);
  // As many as there are callers at once in any case.
  return elanus::WithLongConnection(elanus::IdleConfig(64, 64, std::chrono::minutes(1)));
}

// No call of a case may take longer than a minute: a peer that does not answer must not keep the others waiting.
std::unique_ptr<Calls> CallsTo(const std::string& address, const ClientOptions& options,
                               const elanus::TracerProvider* provider, elanus::Runtime& runtime) {
  return MakeCalls(options.spoken, Together({OptionsOfClients(options, options.spoken.transport, address, provider),
                                             Connections(options), elanus::WithRuntime(runtime),
                                             elanus::WithRPCTimeout(std::chrono::minutes(1))}));
}

std::string AddressOf(const std::string& hop) { return hop.substr(hop.find('@') + 1); }

}  // namespace

World::World(const ClientOptions& options, const elanus::TracerProvider* provider)
    : options_(options),
      provider_(provider),
      runtime_(OneLoop()),
      calls_(CallsTo(options.connect, options, provider, runtime_)),
      far_(CallsTo(options.hops.empty() ? options.connect : AddressOf(options.hops.front()), options, provider,
                   runtime_)) {}

}  // namespace peer
