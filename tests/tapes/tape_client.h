// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The client of a tape: sends what the recorded client sent, when it did, and keeps what the server answers.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/tapes/stage.h"
#include "tests/tapes/tape.h"

namespace elanus::tapes {

class TapeClient {
 public:
  // `port`: instead of the tape's, in its texts. `oneways`: how many of them the server has handled.
  TapeClient(Stage& stage, const Tape& tape, Address server, std::uint16_t port, std::function<int()> oneways);
  ~TapeClient();

  // The whole conversation; adds a failure for an answer that does not come.
  void Play();

  class Connection {
   public:
    std::vector<std::string> replies;
    bool closed = false;  // by the server, when the client had nothing more to say
    bool operator==(const Connection&) const = default;
  };
  const std::vector<Connection>& connections() const { return connections_; }

 private:
  Task<void> PlayAll();
  Task<void> Clear();
  Task<void> Send(const TapeEvent& event);
  Task<void> Receive(int connection);
  Task<void> End(int connection);
  // Waits until `done`, or until nothing has happened for so long that it never will.
  Task<bool> Until(std::function<bool()> done);
  Peer& peer(int connection) { return *peers_[static_cast<std::size_t>(connection) - 1]; }

  Stage& stage_;
  const Tape& tape_;
  const Address server_;
  const std::uint16_t port_;
  const std::function<int()> oneways_;
  async::Event changed_;
  int oneways_sent_ = 0;
  std::vector<std::unique_ptr<Peer>> peers_;
  std::vector<bool> ended_;            // the connection is over for the client
  std::vector<std::size_t> expected_;  // replies so far
  std::vector<Connection> connections_;
};

}  // namespace elanus::tapes
