// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Our client talks to a tape's server.
#pragma once

#include <string>
#include <vector>

#include "tests/tapes/cases.h"
#include "tests/tapes/message.h"
#include "tests/tapes/tape_server.h"

namespace elanus::tapes {

class ClientReplay {
 public:
  ClientReplay(Stage& stage, const Tape& tape) : stage_(stage), tape_(tape) {}

  // What our client said, and what its caller got; may run again.
  class Said {
   public:
    bool operator==(const Said&) const = default;
    std::vector<TapeServer::Request> requests;
    std::string outcome;
  };
  Said Run();
  // Against what Kitex's client said and gave to its caller.
  std::vector<Difference> Compare(const Said& said) const;

 private:
  Stage& stage_;
  const Tape& tape_;
};

// A client counts its sequence ids as it likes, and in real time it has less than the whole timeout left.
std::vector<Difference> CompareRequests(const Script& kitex, const std::vector<TapeServer::Request>& ours, bool real);

}  // namespace elanus::tapes
