// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Whether the message that came last was compressed. gRPC does not tell its users; it tells its own interop programs,
// which are friends under these names.
#pragma once

#include <grpcpp/grpcpp.h>

#include <cstdint>

struct grpc_call;
std::uint32_t grpc_call_test_only_get_message_flags(grpc_call* call);

namespace grpc::testing {

inline constexpr std::uint32_t kWasCompressed = 0x40000000;

class InteropClientContextInspector {
 public:
  static bool WasCompressed(const ClientContext& context) {
    return (grpc_call_test_only_get_message_flags(context.call_) & kWasCompressed) != 0;
  }
};

class InteropServerContextInspector {
 public:
  static bool WasCompressed(const ServerContext& context) {
    return (grpc_call_test_only_get_message_flags(context.call_.call) & kWasCompressed) != 0;
  }
};

}  // namespace grpc::testing
