// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The header list of a call that a client makes.
#pragma once

#include "elanus/protocol/grpc/fields.h"
#include "elanus/session/session.h"

namespace elanus::protocol {

// In Kitex's order (wire.md 7.2). An error names the entry of the metadata that cannot travel.
Status AddCallHead(const session::CallHead& head, const session::SessionOptions& options, bool gzip, Fields& out);

}  // namespace elanus::protocol
