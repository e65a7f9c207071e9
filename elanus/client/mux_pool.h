// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Connections that carry many calls at once, a fixed number for each address (wire.md 9). The number is the client's:
// its loops share it out in the order in which they first call, so a loop may hold none (mux_shares.h).
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "elanus/client/mux_shares.h"
#include "elanus/client/pool.h"

namespace elanus::client {

// On its loop.
class MuxPool final : public Pool {
 public:
  MuxPool(async::Loop& loop, const Config& config, net::Network& network) : Pool(loop, config, network) {}
  ~MuxPool() override;

  // Whether this loop has connections to the address; where not, the calls go to the loop that `other` is set to.
  bool Holds(const Address& address, MuxShares& shares, LoopClient& here, LoopClient*& other);

  // In turn.
  Connection* Ready(const Address& address) override;
  Task<Result<Connection*>> Dial(const Address& address, async::Until until, Duration connect_timeout) override;
  void Return(const Address&, Connection&) override {}
  void Close(const Status& why) override;
  std::size_t size() const override { return connections_.size(); }
  void OnUnused(Connection& connection) override;

 private:
  class Slot {
   public:
    Connection* connection = nullptr;
    bool dialling = false;
  };
  // A call that waits for another call's dialling.
  class Waiter {
   public:
    async::Event woken;
    Status failed;
  };
  class Group {
   public:
    Connection* Usable();
    std::vector<Slot> slots;
    std::size_t next = 0;
    std::vector<Waiter*> waiters;
  };

  Group& GroupOf(const Address& address);
  Task<Result<Connection*>> DialSlot(const Address& address, Group& group, std::size_t slot, async::Until until,
                                     Duration connect_timeout);

  std::map<Address, Group> groups_;
  std::vector<std::unique_ptr<Connection>> connections_;
};

}  // namespace elanus::client
