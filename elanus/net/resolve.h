// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// From "host:port" to addresses of the kernel. Numbers and "localhost" cost nothing; other names may take seconds, so
// they are looked up on a thread that may block.
#pragma once

#include <vector>

#include "elanus/async/cancel.h"
#include "elanus/async/runtime.h"
#include "elanus/async/task.h"
#include "elanus/base/address.h"
#include "elanus/base/result.h"
#include "elanus/net/socket_address.h"

namespace elanus::net {

// What needs no look-up: numbers; "localhost" and an empty host, which are 127.0.0.1 and then ::1. Else nothing.
std::vector<SocketAddress> ResolveAtOnce(const Address& address);
// By the machine's resolver, in its order (RFC 6724). Blocks. Unavailable: "lookup nowhere: no such host".
Result<std::vector<SocketAddress>> LookUp(const Address& address);
// On the current loop. The error of LookUp, ResourceExhausted when too many look-ups wait, DeadlineExceeded or
// Cancelled; a look-up that nobody waits for ends on its thread.
Task<Result<std::vector<SocketAddress>>> Resolve(Runtime& runtime, Address address, async::Until until);

}  // namespace elanus::net
