// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// PINGs: ours, to a peer that has been silent, and the peer's, that must not come too often. Sessions have no clock:
// they say when they want to be told of the time, and what happens in between happened now.
#pragma once

#include <cstdint>

#include "elanus/base/clock.h"
#include "elanus/base/status.h"
#include "elanus/rpc/grpc_options.h"

namespace elanus::protocol {

class Keepalive {
 public:
  Keepalive(const GrpcOptions& options, bool server, TimePoint now);

  // Bytes came.
  void OnHeard() {
    quiet_quarters_ = 0;
    waiting_ = false;
  }
  // The peer's PING; an error when it should calm down.
  Status OnPing();
  // HEADERS or DATA of ours went out: pings may be about them.
  void OnWork();

  TimePoint due() const;
  // Sets `ping` when one is to be sent. An error: the peer is gone, or should calm down. `streams`: calls in flight.
  Status OnTime(TimePoint now, std::size_t streams, bool& ping);

 private:
  Status Strike();
  bool watches() const { return options_.time.count() > 0; }

  const KeepaliveParams options_;
  const Duration min_interval_;
  const bool without_stream_;
  const bool server_;
  // Silence is counted in quarters of options_.time: nobody says when exactly something came.
  int quiet_quarters_ = 0;
  bool waiting_ = false;  // for the answer to our ping
  TimePoint next_;
  std::int64_t new_pings_ = 0;  // of the peer, since the last look at the time
  std::int64_t strikes_ = 0;
  TimePoint last_ping_;
  bool pinged_ = false;  // last_ping_ counts
};

}  // namespace elanus::protocol
