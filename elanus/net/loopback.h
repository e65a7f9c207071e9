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

#include "elanus/base/clock.h"
#include "elanus/net/stream.h"

namespace elanus::net {

class Faults {
 public:
  Duration delay = Duration(0);          // of each piece, each way
  std::size_t largest_piece = SIZE_MAX;  // a read returns at most that; 1 = byte by byte; else random up to it
  bool random_pieces = false;
  std::size_t window = std::size_t{256} << 10;  // unread bytes before writing blocks
  double reset = 0;                      // probability of a reset at each write
  double refuse = 0;                     // probability that a dial is refused
};

class Loopback final : public Network {
 public:
  explicit Loopback(async::Loop& loop);
  ~Loopback() override;
  Result<std::unique_ptr<Listener>> Listen(async::Loop& loop, const Address& address,
                                           Listener::OnAccept on_accept) override;
  Task<Result<std::unique_ptr<Stream>>> Dial(const Address& address, async::Until until) override;

  // A joined pair without listener and dialling.
  std::pair<std::unique_ptr<Stream>, std::unique_ptr<Stream>> Pair();

  // For what happens from now on.
  Faults& faults() { return faults_; }

 private:
  class Port;
  friend class Port;
  async::Loop& loop_;
  Faults faults_;
  std::map<std::string, Port*> ports_;
  std::uint16_t next_port_ = 40000;
};

}  // namespace elanus::net
