// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A network in memory on one loop, for tests: addresses are names, bytes take time, arrive in pieces and get lost
// with their connection, as a seed decides.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "elanus/base/clock.h"
#include "elanus/net/stream.h"

namespace elanus::net {

class Faults {
 public:
  Duration delay = Duration(0);          // of each piece and each dial, each way
  std::size_t largest_piece = SIZE_MAX;  // bytes that arrive in one turn, and that one read returns
  bool random_pieces = false;            // from 1 up to that
  std::size_t window =
      std::size_t{256} << 10;  // unread bytes, on the way or arrived, before writing blocks; it goes on at half
  double reset = 0;            // probability of a reset at each write
  double refuse = 0;           // probability that a dial is refused
};

// Random choices are those of loop.random(), made in the order of what happens: a seed of the loop and a program that
// does the same replay the same run. Streams behave as TCP ones: what was written before a reset may be lost, closing
// with unread bytes resets, writing to a closed peer brings a reset back. They may outlive the network, not the loop.
class Loopback final : public Network {
 public:
  explicit Loopback(async::Loop& loop);
  // After its listeners.
  ~Loopback() override;
  // The port 0 gets a number. An empty host takes what is dialled to its port on any host.
  Result<std::unique_ptr<Listener>> Listen(async::Loop& loop, const Address& address,
                                           Listener::OnAccept on_accept) override;
  Task<Result<std::unique_ptr<Stream>>> Dial(const Address& address, async::Until until) override;

  // A joined pair without listener and dialling.
  std::pair<std::unique_ptr<Stream>, std::unique_ptr<Stream>> Pair();

  // For what happens from now on.
  Faults& faults() { return *faults_; }

 private:
  class Port;
  Port* Find(const Address& address) const;
  std::uint16_t NextPort();
  Task<Result<std::unique_ptr<Stream>>> Connect(Address address, async::Until until);

  async::Loop& loop_;
  const std::shared_ptr<Faults> faults_;  // shared with the streams
  std::map<Address, Port*> ports_;
  std::uint16_t next_port_;
};

}  // namespace elanus::net
