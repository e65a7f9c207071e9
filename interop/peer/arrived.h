// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What came with a call beside its arguments, by the contract's keys.
#pragma once

#include <map>
#include <string>

#include "elanus/rpc/context.h"

namespace peer {

// Transient and persistent values, "t.KEY" and "p.KEY".
std::map<std::string, std::string> ArrivedMetainfo(const elanus::Context& ctx);
// Those, and gRPC's metadata whose keys begin with "x-", "m.KEY": values of the same key joined by ",".
std::map<std::string, std::string> Arrived(const elanus::Context& ctx);

}  // namespace peer
