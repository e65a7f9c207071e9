// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The machine's network: TCP and unix sockets on epoll loops.
#pragma once

#include <memory>

#include "elanus/async/runtime.h"
#include "elanus/net/stream.h"

namespace elanus::net {

// Names are looked up on `runtime`'s blocking threads, which must outlive it; numbers and "localhost" are not looked
// up. TCP streams have TCP_NODELAY. Listeners set SO_REUSEADDR; a unix socket's old file is removed first. Out of file
// descriptors, a listener pauses for 100 ms and logs at most once a minute.
std::unique_ptr<Network> SystemNetwork(Runtime& runtime);

}  // namespace elanus::net
