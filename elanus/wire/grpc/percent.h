// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// `grpc-message`: text whose bytes outside printable ASCII, and %, travel as %XX.
#pragma once

#include <string>
#include <string_view>

#include "elanus/base/bytes.h"

namespace elanus::wire {

void AppendPercentEncoded(std::string_view text, Bytes& out);
// A % that begins no %XX stays as it is.
std::string PercentDecoded(std::string_view text);

}  // namespace elanus::wire
