// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What a connection over gRPC can be told, with Kitex's names and defaults where they are sound (kitex-features.md 2,
// 3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "elanus/base/clock.h"

namespace elanus {

// Asks a silent peer whether it is there. A server asks after two hours by default, a client only when told to.
class KeepaliveParams {
 public:
  KeepaliveParams() = default;
  KeepaliveParams(Duration time, Duration timeout, bool permit_without_stream = false)
      : time(time), timeout(timeout), permit_without_stream(permit_without_stream) {}
  Duration time{0};  // silence before a ping; 0: never. At least 10 s (clients), 1 s (servers)
  Duration timeout = std::chrono::seconds(20);
  bool permit_without_stream = false;  // clients: also while no call runs
};

class GrpcOptions {
 public:
  std::int32_t stream_window = 256 << 10;    // bytes that a peer may send of one stream before they are read
  std::int32_t connection_window = 1 << 20;  // and of all streams of a connection
  std::uint32_t header_list_bytes = 64 << 10;
  KeepaliveParams keepalive;
  // Servers: pings of clients closer to each other than this count as strikes; the third closes the connection.
  Duration min_ping_interval = std::chrono::minutes(5);
  bool pings_without_stream = false;
  Duration max_connection_age{0};        // servers: GOAWAY after this; 0: never
  Duration max_connection_age_grace{0};  // then open streams are cut; 0: never
  std::string compressor;                // clients: "gzip", or none
};

// An option of gRPC's connections that serves both sides: converts to ClientOption and to ServerOption.
class GrpcOption {
 public:
  explicit GrpcOption(std::function<void(GrpcOptions&)> apply) : apply_(std::move(apply)) {}
  void Apply(GrpcOptions& options) const { apply_(options); }

 private:
  std::function<void(GrpcOptions&)> apply_;
};

GrpcOption WithGRPCKeepaliveParams(KeepaliveParams params);
// Servers: clients that ping more often than every `min_interval`, or without a stream unless that is permitted, are
// closed at the third time.
GrpcOption WithGRPCKeepaliveEnforcementPolicy(Duration min_interval, bool permit_without_stream);
// Servers: connections end gracefully at this age, and are cut `grace` later (0: not cut).
GrpcOption WithGRPCMaxConnectionAge(Duration age, Duration grace = Duration(0));
// Bytes that the peer may send before they are read, of one stream and of a whole connection; at least 65,535.
GrpcOption WithGRPCInitialWindowSize(std::int32_t bytes);
GrpcOption WithGRPCInitialConnWindowSize(std::int32_t bytes);
// Of one message's headers, decoded; 64 KiB by default.
GrpcOption WithGRPCMaxHeaderListSize(std::uint32_t bytes);

}  // namespace elanus
