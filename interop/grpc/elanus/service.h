// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace grpc_peer {

// Prints "ready" once it listens, serves until SIGTERM; the exit code.
int RunServer(const std::string& address);

}  // namespace grpc_peer
