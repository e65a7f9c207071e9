// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A tape: what a real Kitex client and server said to each other, message by message (README.md).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "elanus/rpc/call_info.h"

namespace elanus::tapes {

// A whole message, or the end of a side of a connection.
class TapeEvent {
 public:
  enum class Kind { kRequest, kReply, kClientClosed, kServerClosed };
  TapeEvent(Kind kind, int connection, std::string bytes = "")
      : kind(kind), connection(connection), bytes(std::move(bytes)) {}

  Kind kind;
  int connection;           // numbered from 1 in the order of their first use
  std::string bytes;        // of a message
  std::size_t request = 0;  // of a message: which request of its script it is or answers, from 0
};

// What one client said and was told, on all its connections.
using Script = std::vector<TapeEvent>;

class Tape {
 public:
  // Aborts when there is no such file, or when it does not consist of whole messages.
  explicit Tape(std::string_view name);

  std::string name;     // "framed/ping"
  std::string folder;   // "framed"
  std::string of_case;  // "ping"
  Transport transport = Transport::kBuffered;
  bool meta = true;
  bool checksum = false;
  bool multiplexed = false;
  Script client;            // the client's conversation with the server
  Script inner;             // the server's own calls (hop2)
  std::string outcome;      // JSON: what the client made of it
  std::size_t largest = 0;  // bytes of the largest message
};

// Whether Kitex's server closes the connection after this reply: after an exception that is no handler's, unless calls
// share the connection (wire.md 1.6).
bool ServerCloses(const Tape& tape, std::string_view reply);

// All of them, sorted.
std::vector<std::string> TapeNames();
// "framed/ping" as googletest wants it: "framed_ping".
std::string TestName(std::string_view name);

}  // namespace elanus::tapes
