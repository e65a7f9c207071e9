// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The server of a tape: answers whoever connects with what the recorded server answered, in the recorded order.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "tests/tapes/stage.h"
#include "tests/tapes/tape.h"

namespace elanus::tapes {

// The n-th request that comes, on whichever connection, gets the answer to the tape's n-th, with its own sequence id.
// Made and destroyed outside the loop.
class TapeServer {
 public:
  TapeServer(Stage& stage, const Script& script);
  ~TapeServer();

  Address address() const { return listener_->address(); }

  class Request {
   public:
    Request(int connection, std::string bytes) : connection(connection), bytes(std::move(bytes)) {}
    bool operator==(const Request&) const = default;
    int connection;  // from 1
    std::string bytes;
  };
  const std::vector<Request>& requests() const { return requests_; }
  // Bytes that came and are no whole request.
  std::size_t partial() const;

 private:
  Task<void> Listen();
  Task<void> StopListening();
  void Accept(const net::Listener::MakeStream& make);
  void Take(std::size_t connection);
  void Advance();
  bool ServerClosesFirst(std::size_t event) const;

  Stage& stage_;
  const Script& script_;
  std::unique_ptr<net::Listener> listener_;
  std::vector<std::unique_ptr<Peer>> peers_;
  std::vector<std::size_t> taken_;  // messages of each peer
  std::vector<Request> requests_;
  std::size_t next_ = 0;  // of the script
};

}  // namespace elanus::tapes
