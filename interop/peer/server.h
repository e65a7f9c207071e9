// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The peer's server.
#pragma once

#include "interop/peer/options.h"

namespace peer {

// Prints "ready" once it accepts, serves until SIGTERM or SIGINT, then prints how many calls of each method reached the
// handler. The exit code.
int Serve(const ServerOptions& options);

}  // namespace peer
