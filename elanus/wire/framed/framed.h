// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The 4-byte length before a message (wire.md 2): Framed, and the payload of TTHeaderFramed.
#pragma once

#include <cstddef>
#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/base/limits.h"
#include "elanus/base/status.h"
#include "elanus/wire/found.h"

namespace elanus::wire {

// The shortest message: a method name of one byte and an empty struct.
inline constexpr std::size_t kMinMessage = 14;

// The frame at the front of `bytes`, its 4 bytes of length included; the message is what follows those.
// A length below kMinMessage or above `limits.message_bytes` is an error of type 7 as soon as it is there.
Found FindFrame(std::string_view bytes, const Limits& limits);

// Leaves room for the length and returns the mark for EndFrame; the message is then written behind it.
[[nodiscard]] std::size_t BeginFrame(Bytes& out);
// Patches the length. Fails when the message is longer than the 2^31-1 bytes that every peer can take.
Status EndFrame(Bytes& out, std::size_t mark);

}  // namespace elanus::wire
