// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/pool.h"

#include <algorithm>
#include <utility>

#include "elanus/protocol/grpc/grpc.h"
#include "elanus/protocol/kitex/kitex.h"

namespace elanus::client {

Task<Result<std::unique_ptr<Connection>>> Pool::Connect(const Address& address, async::Until until,
                                                        Duration connect_timeout) {
  if (!closed_.ok()) co_return closed_;
  const async::Until dialling = Within(until, connect_timeout);
  auto stream = co_await network_.Dial(address, dialling);
  if (!stream.ok()) co_return stream.status().Prefixed("get connection error: ");
  const async::Until shaking = Within(until, limits().handshake_timeout);
  Status shaken = co_await (*stream)->Handshake(shaking);
  if (!shaken.ok()) co_return shaken.Prefixed(StrCat("get connection error: ", address.ToString(), ": "));
  if (!closed_.ok()) co_return closed_;
  session::SessionOptions options;
  options.limits = config_.pipeline.limits;
  options.meta_handlers = config_.pipeline.meta_handlers;
  options.checksum = config_.pipeline.checksum;
  options.grpc = config_.grpc;
  options.now = loop_.now();
  options.tls = (*stream)->encrypted();
  const bool multiplexed = config_.connections == Config::Connections::kMultiplexed;
  auto session = *config_.transport == Transport::kGrpc
                     ? protocol::NewGrpcClientSession(options)
                     : protocol::NewClientSession(*config_.transport, options, multiplexed);
  co_return std::make_unique<Connection>(*this, std::move(*stream), std::move(session), multiplexed);
}

async::Until Pool::Within(async::Until until, Duration duration) const {
  until.deadline = std::min(until.deadline, loop_.now() + duration);
  return until;
}

Duration Pool::handshake_time() const {
  return config_.layer != nullptr ? Duration(limits().handshake_timeout) : Duration(0);
}

void Pool::Bury(std::unique_ptr<Connection> connection) {
  if (dead_.empty()) {
    sweep_dead_.Arm(
        loop_.timers(), loop_.now() + std::chrono::milliseconds(1),
        [](void* self) { static_cast<Pool*>(self)->dead_.clear(); }, this);
  }
  dead_.push_back(std::move(connection));
}

int Pool::Share(int number) const {
  const int loops = loop_.runtime() != nullptr ? std::max(1, loop_.runtime()->size()) : 1;
  return std::max(1, (number + loops - 1) / loops);
}

}  // namespace elanus::client
