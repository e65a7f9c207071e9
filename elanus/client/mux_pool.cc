// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/mux_pool.h"

#include <algorithm>

namespace elanus::client {

MuxPool::~MuxPool() { Close(Cancelled("the client was destroyed")); }

bool MuxPool::Holds(const Address& address, MuxShares& shares, LoopClient& here, LoopClient*& other) {
  Group& group = groups_[address];
  if (!group.slots.empty()) return true;
  const MuxShares::Share share = shares.Take(address, here, Share(config().mux_connections));
  other = share.other;
  group.slots.resize(static_cast<std::size_t>(share.own));
  return share.own > 0;
}

// Without shares (gRPC) each loop has at least one connection.
MuxPool::Group& MuxPool::GroupOf(const Address& address) {
  Group& group = groups_[address];
  if (group.slots.empty()) group.slots.resize(static_cast<std::size_t>(Share(config().mux_connections)));
  return group;
}

Connection* MuxPool::Group::Usable() {
  for (std::size_t i = 0; i < slots.size(); ++i) {
    Connection* connection = slots[next++ % slots.size()].connection;
    if (connection != nullptr && connection->usable()) return connection;
  }
  return nullptr;
}

// Null as long as a slot is empty, so that all of them are filled, one a call.
Connection* MuxPool::Ready(const Address& address) {
  Group& group = GroupOf(address);
  for (const Slot& slot : group.slots) {
    if (!slot.dialling && (slot.connection == nullptr || !slot.connection->usable())) return nullptr;
  }
  return group.Usable();
}

Task<Result<Connection*>> MuxPool::Dial(const Address& address, async::Until until, Duration connect_timeout) {
  Group& group = GroupOf(address);
  const async::Until waiting = Within(until, connect_timeout + handshake_time());
  while (true) {
    if (!closed_.ok()) co_return closed_;
    const auto empty = std::find_if(group.slots.begin(), group.slots.end(), [](const Slot& slot) {
      return !slot.dialling && (slot.connection == nullptr || !slot.connection->usable());
    });
    if (empty != group.slots.end()) {
      const auto slot = static_cast<std::size_t>(empty - group.slots.begin());
      co_return co_await DialSlot(address, group, slot, until, connect_timeout);
    }
    if (Connection* connection = group.Usable()) co_return connection;
    Waiter waiter;
    group.waiters.push_back(&waiter);
    Status waited = co_await waiter.woken.Wait(waiting);
    std::erase(group.waiters, &waiter);
    if (!waited.ok()) co_return waited.Prefixed(StrCat("get connection error: ", address.ToString(), ": "));
    if (!waiter.failed.ok()) co_return waiter.failed;
  }
}

Task<Result<Connection*>> MuxPool::DialSlot(const Address& address, Group& group, std::size_t slot, async::Until until,
                                            Duration connect_timeout) {
  group.slots[slot].dialling = true;
  auto dialled = co_await Connect(address, until, connect_timeout);
  group.slots[slot].dialling = false;
  // When this caller gave up, or had less time than the others, one of those who wait dials again.
  const bool gave_up = dialled.status().code() == Code::kCancelled || loop().now() >= until.deadline;
  const bool own_fault = gave_up && closed_.ok();
  for (Waiter* waiter : group.waiters) {
    if (!own_fault) waiter->failed = dialled.status();
    waiter->woken.Set();
  }
  if (!dialled.ok()) {
    if (Connection* other = group.Usable()) co_return other;
    co_return dialled.status();
  }
  Connection* connection = dialled->get();
  connections_.push_back(std::move(*dialled));
  group.slots[slot].connection = connection;
  co_return connection;
}

// Closed, or going away and answered: another is dialled in its place when the next call needs it.
void MuxPool::OnUnused(Connection& connection) {
  for (auto& [address, group] : groups_) {
    for (Slot& slot : group.slots) {
      if (slot.connection == &connection) slot.connection = nullptr;
    }
  }
  const auto it = std::find_if(connections_.begin(), connections_.end(),
                               [&](const auto& mine) { return mine.get() == &connection; });
  if (it == connections_.end()) return;
  Bury(std::move(*it));
  connections_.erase(it);
}

void MuxPool::Close(const Status& why) {
  if (closed_.ok()) closed_ = why;
  std::vector<Connection*> all;
  for (const auto& connection : connections_) all.push_back(connection.get());
  for (Connection* connection : all) connection->Close(why);
}

}  // namespace elanus::client
