// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The one list of the protocols that a server recognises on its port. A new protocol is a folder beside kitex/ and
// a line in builtin.cc.
#pragma once

#include <span>

#include "elanus/session/session.h"

namespace elanus::protocol {

// In the order in which they are asked; the first kYes owns the connection. The protocols live for ever and are safe
// on any thread. The last one, Kitex's unary protocols, takes what no other one knows, as in Kitex (wire.md 6.1), and
// its error says what came instead.
std::span<const session::Protocol* const> BuiltinProtocols();

}  // namespace elanus::protocol
