// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/pool.h"

#include <algorithm>
#include <utility>

#include "elanus/protocol/kitex/kitex.h"

namespace elanus::client {

Task<Result<std::unique_ptr<Connection>>> Pool::Connect(const Address& address, async::Until until) {
  if (!closed_.ok()) co_return closed_;
  auto stream = co_await network_.Dial(address, until);
  if (!stream.ok()) co_return stream.status().Prefixed("get connection error: ");
  Status shaken = co_await (*stream)->Handshake(until);
  if (!shaken.ok()) co_return shaken.Prefixed(StrCat("get connection error: ", address.ToString(), ": "));
  if (!closed_.ok()) co_return closed_;
  session::SessionOptions options;
  options.limits = config_.pipeline.limits;
  options.meta_handlers = config_.pipeline.meta_handlers;
  options.checksum = config_.pipeline.checksum;
  const bool multiplexed = config_.connections == Config::Connections::kMultiplexed;
  auto session = protocol::NewClientSession(*config_.transport, options, multiplexed);
  co_return std::make_unique<Connection>(*this, std::move(*stream), std::move(session), multiplexed);
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
