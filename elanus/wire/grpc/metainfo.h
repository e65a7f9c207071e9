// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How metainfo is spelled among gRPC's metadata (conventions.md A.6.1): "rpc-transit-" or "rpc-persist-" before the
// key, in lower case with - for _. Who reads has it in upper case with _ for -, save for keys whose owners, all of them
// propagators, spell them in lower case.
#pragma once

#include <string_view>

#include "elanus/base/bytes.h"

namespace elanus::wire {

inline constexpr std::string_view kTransitPrefix = "rpc-transit-";
inline constexpr std::string_view kPersistPrefix = "rpc-persist-";

// Appends the key without a prefix, as it travels. A character that no header's name may hold becomes '-'.
void AppendMetainfoKey(std::string_view key, Bytes& out);
// Appends the key, which came without its prefix, as programs know it.
void AppendMetainfoKeyRead(std::string_view key, Bytes& out);

}  // namespace elanus::wire
