// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How every client of the peer is made.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "elanus/client.h"
#include "elanus/telemetry/tracer_provider.h"
#include "interop/peer/calls.h"
#include "interop/peer/options.h"

namespace peer {

// All of them as one.
elanus::ClientOption Together(std::vector<elanus::ClientOption> options);

// The calls with this payload.
std::unique_ptr<Calls> MakeCalls(const Spoken& spoken, const elanus::ClientOption& options);

// What every client is told: where to, over what, under which name. `provider` may be null.
elanus::ClientOption OptionsOfClients(const Options& options, elanus::Transport transport, const std::string& address,
                                      const elanus::TracerProvider* provider);

}  // namespace peer
