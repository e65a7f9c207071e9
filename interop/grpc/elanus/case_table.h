// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "interop/grpc/elanus/cases.h"

namespace grpc_peer {

std::span<const Case> AllCases();

}  // namespace grpc_peer
