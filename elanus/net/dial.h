// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Connecting over the machine's network.
#pragma once

#include <memory>

#include "elanus/async/cancel.h"
#include "elanus/async/runtime.h"
#include "elanus/async/task.h"
#include "elanus/base/address.h"
#include "elanus/base/result.h"
#include "elanus/net/stream.h"

namespace elanus::net {

// On the current loop, where the stream will live. Tries each address of a name in turn; each may take its share of
// the time that is left. Unavailable ("dial tcp 127.0.0.1:1: connection refused"), DeadlineExceeded ("...: i/o
// timeout") or Cancelled.
Task<Result<std::unique_ptr<Stream>>> DialSystem(Runtime& runtime, Address address, async::Until until);

}  // namespace elanus::net
