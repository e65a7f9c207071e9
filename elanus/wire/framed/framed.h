// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The 4-byte length before a message (wire.md 2): Framed, and the payload of TTHeaderFramed. Reading it is a matter of
// the message behind it (elanus/protocol/kitex/incoming.h).
#pragma once

#include <cstddef>

#include "elanus/base/bytes.h"
#include "elanus/base/status.h"

namespace elanus::wire {

// Leaves room for the length and returns the mark for EndFrame; the message is then written behind it.
[[nodiscard]] std::size_t BeginFrame(Bytes& out);
// Patches the length. Fails when the message is longer than the 2^31-1 bytes that every peer can take.
Status EndFrame(Bytes& out, std::size_t mark);

}  // namespace elanus::wire
