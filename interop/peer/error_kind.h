// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The contract's kinds of errors.
#pragma once

#include <cstdint>
#include <string_view>

#include "elanus/base/status.h"
#include "interop/peer/json.h"

namespace peer {

// exception, application, biz, timeout, cancelled, connection, checksum or other; "" when it is ok.
std::string_view ErrorKind(const elanus::Status& status);

// {"kind": ..., "code": ..., "text": ...}, with "extra" where a business error has some.
Json ErrorJson(const elanus::Status& status);
// The same of a stream, where every failure has gRPC's number, also one of our own side.
Json StreamErrorJson(const elanus::Status& status);
// The type of an application exception, or gRPC's number.
std::int32_t ErrorCode(const elanus::Status& status);

}  // namespace peer
