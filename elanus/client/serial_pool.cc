// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/serial_pool.h"

#include <algorithm>

namespace elanus::client {

SerialPool::~SerialPool() { Close(Cancelled("the client was destroyed")); }

Connection* SerialPool::Ready(const Address& address) {
  const auto it = idle_by_address_.find(address);
  if (it == idle_by_address_.end() || it->second.empty()) return nullptr;
  Connection* connection = it->second.back();
  it->second.pop_back();
  --idle_;
  return connection;
}

Task<Result<Connection*>> SerialPool::Dial(const Address& address, async::Until until, Duration connect_timeout) {
  auto connection = co_await Connect(address, until, connect_timeout);
  if (!connection.ok()) co_return connection.status();
  Connection* key = connection->get();
  connections_[key] = std::move(*connection);
  co_return key;
}

void SerialPool::Return(const Address& address, Connection& connection) {
  std::vector<Connection*>& idle = idle_by_address_[address];
  const IdleConfig& limits = config().idle;
  const bool keep = connection.usable() && config().connections == Config::Connections::kLong && closed_.ok() &&
                    idle.size() < static_cast<std::size_t>(Share(limits.max_idle_per_address)) &&
                    idle_ < static_cast<std::size_t>(Share(limits.max_idle_global));
  if (!keep) {
    Remove(connection);
    return;
  }
  connection.idle_since = loop().turn_began();
  idle.push_back(&connection);
  ++idle_;
  if (!sweep_.armed()) {
    sweep_.Arm(
        loop().timers(), loop().turn_began() + limits.max_idle_timeout,
        [](void* self) { static_cast<SerialPool*>(self)->SweepIdle(); }, this);
  }
}

void SerialPool::OnUnused(Connection& connection) {
  for (auto& [address, idle] : idle_by_address_) {
    const auto it = std::find(idle.begin(), idle.end(), &connection);
    if (it == idle.end()) continue;
    idle.erase(it);
    --idle_;
    Remove(connection);
    return;
  }
  // A call holds it and returns it.
}

void SerialPool::Remove(Connection& connection) {
  const auto it = connections_.find(&connection);
  if (it == connections_.end()) return;
  Bury(std::move(it->second));
  connections_.erase(it);
}

void SerialPool::SweepIdle() {
  bool left = false;
  const IdleConfig& limits = config().idle;
  for (auto& [address, idle] : idle_by_address_) {
    while (idle.size() > static_cast<std::size_t>(limits.min_idle) &&
           loop().turn_began() - idle.front()->idle_since >= limits.max_idle_timeout) {
      Connection& oldest = *idle.front();
      idle.erase(idle.begin());
      --idle_;
      Remove(oldest);
    }
    left = left || !idle.empty();
  }
  if (!left) return;
  sweep_.Arm(
      loop().timers(), loop().turn_began() + limits.max_idle_timeout,
      [](void* self) { static_cast<SerialPool*>(self)->SweepIdle(); }, this);
}

void SerialPool::Close(const Status& why) {
  if (closed_.ok()) closed_ = why;
  sweep_.Disarm();
  std::vector<Connection*> all;
  for (auto& [key, connection] : connections_) all.push_back(key);
  for (Connection* connection : all) connection->Close(why);
}

}  // namespace elanus::client
