// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One attempt of a call: a connection, the request, the answer.
#pragma once

#include "elanus/async/task.h"
#include "elanus/client/pending_call.h"
#include "elanus/client/pool.h"

namespace elanus::client {

// On the pool's loop. Ends with the call's outcome, or when `until` says so. Call, pool and address must outlive it.
Task<Status> Attempt(PendingCall& call, Pool& pool, const Address& address, async::Until until,
                     Duration connect_timeout);

}  // namespace elanus::client
