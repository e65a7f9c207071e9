// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The peer's client: runs cases against a server.
#pragma once

#include "elanus/base/status.h"
#include "interop/peer/options.h"

namespace peer {

// Whether it says what to run, and knows all the names.
elanus::Status CheckCases(const ClientOptions& options);
// Prints a line of JSON a case. The exit code: 0 when every case is ok.
int RunCases(const ClientOptions& options);

}  // namespace peer
