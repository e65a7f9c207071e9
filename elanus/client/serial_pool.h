// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Connections that a call has for itself: dialled when needed, kept for the next call (kitex-features.md 14).
#pragma once

#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

#include "elanus/client/pool.h"

namespace elanus::client {

// On its loop.
class SerialPool final : public Pool {
 public:
  using Pool::Pool;
  ~SerialPool() override;

  // An idle one, the one used last first.
  Connection* Ready(const Address& address) override;
  Task<Result<Connection*>> Dial(const Address& address, async::Until until, Duration connect_timeout) override;
  // It is kept, or closed when it may not be used again or enough are kept.
  void Return(const Address& address, Connection& connection) override;
  void Close(const Status& why) override;
  std::size_t size() const override { return connections_.size(); }
  void OnUnused(Connection& connection) override;

 private:
  void Remove(Connection& connection);
  void SweepIdle();

  std::unordered_map<Connection*, std::unique_ptr<Connection>> connections_;
  std::map<Address, std::vector<Connection*>> idle_by_address_;  // oldest first
  std::size_t idle_ = 0;
  async::Timer sweep_;
};

}  // namespace elanus::client
