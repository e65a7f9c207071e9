// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The connections of one client on one loop. There are two kinds: a call has its connection for itself and gives it
// back (serial_pool.h), or many calls share a few connections (mux_pool.h).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "elanus/async/task.h"
#include "elanus/async/timer.h"
#include "elanus/base/address.h"
#include "elanus/client/connection.h"
#include "elanus/client/options.h"
#include "elanus/net/stream.h"

namespace elanus::client {

// On its loop.
class Pool : public ConnectionOwner {
 public:
  Pool(async::Loop& loop, const Config& config, net::Network& network)
      : loop_(loop), config_(config), network_(network) {}
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // A connection that can take a call now, without waiting; null when one has to be dialled.
  virtual Connection* Ready(const Address& address) = 0;
  // One that was not there before. Dialling may take connect_timeout, a TLS handshake Limits::handshake_timeout, and
  // neither more than `until`. Errors begin with "get connection error".
  virtual Task<Result<Connection*>> Dial(const Address& address, async::Until until, Duration connect_timeout) = 0;
  // The call on it has ended.
  virtual void Return(const Address& address, Connection& connection) = 0;
  // Closes all of them; calls in flight end with this status. No new ones.
  virtual void Close(const Status& why) = 0;
  virtual std::size_t size() const = 0;

  // Never 0 (wire.md 0.3).
  std::int32_t NextSequenceId() { return sequence_ = sequence_ == INT32_MAX ? 1 : sequence_ + 1; }

  async::Loop& loop() override { return loop_; }
  Bytes& scratch() override { return scratch_; }
  const Limits& limits() const override { return config_.pipeline.limits; }

 protected:
  const Config& config() const { return config_; }
  // A connected stream with the session of the client's transport.
  Task<Result<std::unique_ptr<Connection>>> Connect(const Address& address, async::Until until,
                                                    Duration connect_timeout);
  // What comes first: `until`, or that time from now.
  async::Until Within(async::Until until, Duration duration) const;
  // What a handshake may take, on top of dialling.
  Duration handshake_time() const;
  // Destroys it in a later turn: it may be on the stack, and requests that are still to be written (a oneway call on a
  // short connection) leave at the end of this turn.
  void Bury(std::unique_ptr<Connection> connection);
  // A client's number, shared out to the loops of the runtime: at least 1.
  int Share(int number) const;

  Status closed_;  // why no new connection may be made

 private:
  async::Loop& loop_;
  const Config& config_;
  net::Network& network_;
  Bytes scratch_;
  std::int32_t sequence_ = 0;
  std::vector<std::unique_ptr<Connection>> dead_;
  async::Timer sweep_dead_;
};

}  // namespace elanus::client
