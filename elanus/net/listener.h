// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Listening on the machine's network.
#pragma once

#include <memory>

#include "elanus/async/loop.h"
#include "elanus/base/address.h"
#include "elanus/base/result.h"
#include "elanus/net/stream.h"

namespace elanus::net {

// As Network::Listen. A host's name is looked up here and now, and its first address taken; "localhost" is 127.0.0.1.
// A turn of the loop accepts no more than kAcceptsPerTurn connections. Out of descriptors or memory, it pauses for
// kAcceptPause and logs at most once in kAcceptLogInterval.
Result<std::unique_ptr<Listener>> ListenSystem(async::Loop& loop, const Address& address, Listener::OnAccept on_accept);

inline constexpr int kAcceptsPerTurn = 64;
inline constexpr Duration kAcceptPause = std::chrono::milliseconds(100);
inline constexpr Duration kAcceptLogInterval = std::chrono::minutes(1);

}  // namespace elanus::net
