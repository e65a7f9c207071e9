// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Changes to recorded messages, with the checksum that follows from them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace elanus::tapes {

// In the header and in the envelope.
std::string WithSequenceId(std::string message, std::int32_t id);
// Every "127.0.0.1:PORT" gets this port, which must have as many digits.
std::string WithPort(std::string message, std::uint16_t port);

}  // namespace elanus::tapes
