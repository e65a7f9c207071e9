// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/world.h"

#include <chrono>

#include "interop/peer/client_options.h"

namespace peer {

namespace {

// The name under which the servers go.
constexpr std::string_view kService = "interop";

elanus::Runtime::Options OneLoop() {
  elanus::Runtime::Options options;
  options.loops = 1;
  return options;
}

elanus::ClientOption Connections(const ClientOptions& options) {
  if (options.mux > 0) return elanus::WithMuxConnection(options.mux);
  // As many as there are callers at once in any case.
  return elanus::WithLongConnection(elanus::IdleConfig(64, 64, std::chrono::minutes(1)));
}

}  // namespace

// No call of a case may take longer than a minute: a peer that does not answer must not keep the others waiting.
World::World(const ClientOptions& options, const elanus::TracerProvider* provider)
    : options_(options),
      provider_(provider),
      runtime_(OneLoop()),
      of_clients_(
          Together({OptionsOfClients(options, options.transport, options.connect, provider), Connections(options),
                    elanus::WithRuntime(runtime_), elanus::WithRPCTimeout(std::chrono::minutes(1))})),
      client_(kService, of_clients_),
      misfit_(kService, of_clients_),
      no_such_service_(kService, of_clients_) {}

}  // namespace peer
