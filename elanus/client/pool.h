// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The connections of one client on one loop: dialled when needed, kept for the next call (kitex-features.md 14).
// Multiplexed connections will stand beside the idle ones here; the connection allows for it.
#pragma once

#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

#include "elanus/async/timer.h"
#include "elanus/client/connection.h"

namespace elanus::client {

// On its loop.
class Pool final : public ConnectionOwner {
 public:
  Pool(async::Loop& loop, const Config& config, net::Network& network);
  ~Pool() override;

  // An idle connection, the one used last first; null when there is none.
  Connection* Idle(const Address& address);
  // A new one. Errors begin with "get connection error".
  Task<Result<Connection*>> Dial(const Address& address, async::Until until);
  // The call on it has ended: it is kept, or closed when it may not be used again or enough are kept.
  void Return(const Address& address, Connection& connection);
  // Closes all of them; calls in flight end with this status. No new ones.
  void Close(const Status& why);

  std::size_t idle() const { return idle_; }
  std::size_t size() const { return connections_.size(); }

  async::Loop& loop() override { return loop_; }
  Bytes& scratch() override { return scratch_; }
  const Limits& limits() const override { return config_.pipeline.limits; }
  void OnIdleLost(Connection& connection) override;

 private:
  int Share(int number) const;
  void RemoveLater(Connection& connection);
  void RemoveDead();
  void SweepIdle();

  async::Loop& loop_;
  const Config& config_;
  net::Network& network_;
  Bytes scratch_;
  std::unordered_map<Connection*, std::unique_ptr<Connection>> connections_;
  std::map<Address, std::vector<Connection*>> idle_by_address_;  // oldest first
  std::size_t idle_ = 0;
  std::vector<std::unique_ptr<Connection>> dead_;  // destroyed in a later turn: they may be on the stack
  Status closed_;
  async::Timer sweep_;
  async::Timer sweep_dead_;
};

}  // namespace elanus::client
