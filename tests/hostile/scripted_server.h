// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A client in memory whose server is a script: its first answer is whatever a test wants, all others are right.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "elanus/async/test_loop.h"
#include "elanus/net/loopback.h"
#include "interop/interop.h"

namespace elanus::hostile {

// What the server does when the first request has come whole.
class Script {
 public:
  // The bytes of the answer to a request with this sequence id.
  std::function<std::string(std::int32_t sequence_id)> answer = [](std::int32_t) { return std::string(); };
  std::string greeting;  // sent as soon as the first connection is there
  bool close = false;    // after the answer
  bool reset = false;
};

class ScriptedServer {
 public:
  explicit ScriptedServer(Script script, std::vector<ClientOption> options = {});
  ~ScriptedServer();

  // Ping("hi").
  Result<std::string> Call();
  std::size_t connections() const { return accepted_; }
  TestLoop& loop() { return loop_; }
  net::Faults& faults() { return network_->faults(); }

 private:
  class Peer;
  void Accept(std::unique_ptr<net::Stream> stream);

  TestLoop loop_;
  std::shared_ptr<net::Loopback> network_;
  Script script_;
  bool asked_ = false;
  std::size_t accepted_ = 0;
  std::unique_ptr<net::Listener> listener_;
  std::vector<std::unique_ptr<Peer>> peers_;
  std::unique_ptr<interop::InteropClient> client_;
};

// A bare answer to Ping.
std::string PingReply(std::int32_t sequence_id, std::string_view text = "hi");

}  // namespace elanus::hostile
