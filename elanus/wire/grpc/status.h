// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gRPC's status numbers, and what HTTP and HTTP/2 say in their place (wire.md 7.5).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "elanus/base/status.h"

namespace elanus::wire {

// The number that a failure travels as. `thrift`: the payload is Thrift; arguments that do not decode are 7 there and
// 13 with Protobuf, as in Kitex.
std::uint32_t GrpcStatusNumber(const Status& status, bool thrift);
// 0 is ok, 1 to 16 are codes, others application errors.
Status StatusFromGrpc(std::uint32_t number, std::string text);
// What a stream's reset, with this error code of HTTP/2, means to the side that gets it.
Status StatusFromReset(std::uint32_t error_code);
// What an answer with this `:status` means that is none of gRPC's.
Status StatusFromHttp(std::uint32_t http_status);
// "CANCEL" for 8.
std::string_view ResetName(std::uint32_t error_code);

}  // namespace elanus::wire
