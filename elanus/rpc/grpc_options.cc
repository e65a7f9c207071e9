// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/rpc/grpc_options.h"

#include <algorithm>

namespace elanus {

namespace {

// HTTP/2's own initial window: Kitex and gRPC ignore smaller ones.
constexpr std::int32_t kLeastWindow = 65'535;

}  // namespace

GrpcOption WithGRPCKeepaliveParams(KeepaliveParams params) {
  return GrpcOption([params](GrpcOptions& options) { options.keepalive = params; });
}

GrpcOption WithGRPCKeepaliveEnforcementPolicy(Duration min_interval, bool permit_without_stream) {
  return GrpcOption([=](GrpcOptions& options) {
    options.min_ping_interval = min_interval;
    options.pings_without_stream = permit_without_stream;
  });
}

GrpcOption WithGRPCMaxConnectionAge(Duration age, Duration grace) {
  return GrpcOption([=](GrpcOptions& options) {
    options.max_connection_age = age;
    options.max_connection_age_grace = grace;
  });
}

GrpcOption WithGRPCInitialWindowSize(std::int32_t bytes) {
  return GrpcOption([bytes](GrpcOptions& options) { options.stream_window = std::max(bytes, kLeastWindow); });
}

GrpcOption WithGRPCInitialConnWindowSize(std::int32_t bytes) {
  return GrpcOption([bytes](GrpcOptions& options) { options.connection_window = std::max(bytes, kLeastWindow); });
}

GrpcOption WithGRPCMaxHeaderListSize(std::uint32_t bytes) {
  return GrpcOption([bytes](GrpcOptions& options) { options.header_list_bytes = bytes; });
}

}  // namespace elanus
