// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/keepalive.h"

#include <algorithm>

#include "elanus/protocol/grpc/limits.h"

namespace elanus::protocol {

namespace {

constexpr int kQuarters = 4;
constexpr Duration kShortestClient = std::chrono::seconds(10);
constexpr Duration kShortestServer = std::chrono::seconds(1);
// As gRPC has it: a connection without calls is asked this seldom, unless it is allowed more often.
constexpr Duration kIdleInterval = std::chrono::hours(2);

KeepaliveParams Sound(KeepaliveParams params, bool server) {
  if (params.time.count() > 0) params.time = std::max(params.time, server ? kShortestServer : kShortestClient);
  return params;
}

}  // namespace

Keepalive::Keepalive(const GrpcOptions& options, bool server, TimePoint now)
    : options_(Sound(options.keepalive, server)),
      min_interval_(options.min_ping_interval),
      without_stream_(options.pings_without_stream),
      server_(server),
      next_(watches() ? now + options_.time / kQuarters : TimePoint::Never()) {}

Status Keepalive::Strike() {
  if (++strikes_ <= grpc_limits::kPingStrikes) return Ok();
  return ResourceExhausted("too_many_pings");
}

Status Keepalive::OnPing() {
  if (!server_ || min_interval_.count() <= 0) return Ok();
  // Several without a look at the time between them came at once.
  return ++new_pings_ > 1 ? Strike() : Ok();
}

void Keepalive::OnWork() {
  new_pings_ = 0;
  strikes_ = 0;
  pinged_ = false;
}

TimePoint Keepalive::due() const { return new_pings_ > 0 ? TimePoint() : next_; }

Status Keepalive::OnTime(TimePoint now, std::size_t streams, bool& ping) {
  if (new_pings_ > 0) {
    const Duration interval = streams == 0 && !without_stream_ ? std::max(min_interval_, kIdleInterval) : min_interval_;
    const bool early = pinged_ && now < last_ping_ + interval;
    new_pings_ = 0;
    pinged_ = true;
    last_ping_ = now;
    if (early) {
      if (Status status = Strike(); !status.ok()) return status;
    }
  }
  if (now < next_) return Ok();
  if (waiting_) {
    return Unavailable("keepalive: expected an answer to a PING within ", options_.timeout.count() / 1'000'000,
                       " ms, got none");
  }
  next_ = now + options_.time / kQuarters;
  if (++quiet_quarters_ < kQuarters) return Ok();
  quiet_quarters_ = 0;
  if (!server_ && streams == 0 && !options_.permit_without_stream) return Ok();
  ping = waiting_ = true;
  next_ = now + options_.timeout;
  return Ok();
}

}  // namespace elanus::protocol
