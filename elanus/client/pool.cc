// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/pool.h"

#include <algorithm>

#include "elanus/protocol/kitex/kitex.h"

namespace elanus::client {

Pool::Pool(async::Loop& loop, const Config& config, net::Network& network)
    : loop_(loop), config_(config), network_(network) {}

Pool::~Pool() { Close(Cancelled("the client was destroyed")); }

// A client's number, shared out to the loops of the runtime.
int Pool::Share(int number) const {
  const int loops = loop_.runtime() != nullptr ? loop_.runtime()->size() : 1;
  return std::max(1, number / std::max(1, loops));
}

Connection* Pool::Idle(const Address& address) {
  const auto it = idle_by_address_.find(address);
  if (it == idle_by_address_.end() || it->second.empty()) return nullptr;
  Connection* connection = it->second.back();
  it->second.pop_back();
  --idle_;
  return connection;
}

Task<Result<Connection*>> Pool::Dial(const Address& address, async::Until until) {
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
  auto connection =
      std::make_unique<Connection>(*this, std::move(*stream), protocol::NewClientSession(*config_.transport, options));
  Connection* key = connection.get();
  connections_[key] = std::move(connection);
  co_return key;
}

void Pool::Return(const Address& address, Connection& connection) {
  std::vector<Connection*>& idle = idle_by_address_[address];
  const bool keep = connection.usable() && !config_.short_connections && closed_.ok() &&
                    idle.size() < static_cast<std::size_t>(Share(config_.idle.max_idle_per_address)) &&
                    idle_ < static_cast<std::size_t>(Share(config_.idle.max_idle_global));
  if (!keep) {
    RemoveLater(connection);
    return;
  }
  connection.idle_since = loop_.now();
  idle.push_back(&connection);
  ++idle_;
  if (!sweep_.armed()) {
    sweep_.Arm(
        loop_.timers(), loop_.now() + config_.idle.max_idle_timeout,
        [](void* self) { static_cast<Pool*>(self)->SweepIdle(); }, this);
  }
}

void Pool::OnIdleLost(Connection& connection) {
  for (auto& [address, idle] : idle_by_address_) {
    const auto it = std::find(idle.begin(), idle.end(), &connection);
    if (it == idle.end()) continue;
    idle.erase(it);
    --idle_;
    RemoveLater(connection);
    return;
  }
  // A call holds it and returns it.
}

// Requests that are still to be written (a oneway call on a short connection) leave at the end of this turn.
void Pool::RemoveLater(Connection& connection) {
  const auto it = connections_.find(&connection);
  if (it == connections_.end()) return;
  if (dead_.empty()) {
    sweep_dead_.Arm(
        loop_.timers(), loop_.now() + std::chrono::milliseconds(1),
        [](void* self) { static_cast<Pool*>(self)->RemoveDead(); }, this);
  }
  dead_.push_back(std::move(it->second));
  connections_.erase(it);
}

void Pool::RemoveDead() { dead_.clear(); }

void Pool::SweepIdle() {
  bool left = false;
  for (auto& [address, idle] : idle_by_address_) {
    while (idle.size() > static_cast<std::size_t>(config_.idle.min_idle) &&
           loop_.now() - idle.front()->idle_since >= config_.idle.max_idle_timeout) {
      Connection& oldest = *idle.front();
      idle.erase(idle.begin());
      --idle_;
      RemoveLater(oldest);
    }
    left = left || !idle.empty();
  }
  if (!left) return;
  sweep_.Arm(
      loop_.timers(), loop_.now() + config_.idle.max_idle_timeout,
      [](void* self) { static_cast<Pool*>(self)->SweepIdle(); }, this);
}

void Pool::Close(const Status& why) {
  if (closed_.ok()) closed_ = why;
  sweep_.Disarm();
  std::vector<Connection*> all;
  for (auto& [key, connection] : connections_) all.push_back(key);
  for (Connection* connection : all) connection->Close(why);
}

}  // namespace elanus::client
