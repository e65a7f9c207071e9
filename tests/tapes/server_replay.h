// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A tape's client talks to our server.
#pragma once

#include <memory>
#include <vector>

#include "elanus/server/server.h"
#include "tests/tapes/handler.h"
#include "tests/tapes/message.h"
#include "tests/tapes/tape_client.h"
#include "tests/tapes/tape_server.h"

namespace elanus::tapes {

class ServerReplay {
 public:
  ServerReplay(Stage& stage, const Tape& tape);
  ~ServerReplay();

  // What our server said; may run again.
  class Said {
   public:
    bool operator==(const Said&) const = default;
    std::vector<TapeClient::Connection> connections;
    std::vector<TapeServer::Request> inner;  // its own calls
  };
  Said Run();
  // Against what Kitex's server said.
  std::vector<Difference> Compare(const Said& said) const;

 private:
  Stage& stage_;
  const Tape& tape_;
  std::shared_ptr<Handler> handler_;
  std::unique_ptr<Server> server_;
};

}  // namespace elanus::tapes
