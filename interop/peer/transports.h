// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The contract's words for transports.
#pragma once

#include <string_view>

#include "elanus/base/result.h"
#include "elanus/rpc/call_info.h"

namespace peer {

// The error names what there is.
elanus::Result<elanus::Transport> TransportNamed(std::string_view name);

}  // namespace peer
