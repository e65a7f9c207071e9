// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A server's part on one loop: its connections and what they share.
#pragma once

#include <atomic>
#include <memory>
#include <unordered_map>

#include "elanus/base/log.h"
#include "elanus/server/connection.h"
#include "elanus/server/handshakes.h"

namespace elanus::server {

// On its loop, but for the atomics.
class LoopServer final : public Shared {
 public:
  LoopServer(async::Loop& loop, const Config& config, const Router& router, Dispatcher& dispatcher,
             std::atomic<std::size_t>& connections);
  ~LoopServer() override;

  // Over Limits::connections the stream is closed at once. Where TLS is spoken, its handshake comes first.
  void Accept(std::unique_ptr<net::Stream> stream);
  // New calls are not welcome any more: replies say so.
  void StartDraining();
  // Idle connections close now, the others after their calls.
  void CloseAfterCalls();
  // Closes everything; calls in flight are told to stop.
  void CloseAll();

  async::Loop& loop() override { return loop_; }
  Dispatcher& dispatcher() override { return dispatcher_; }
  const Router& router() const override { return router_; }
  const Config& config() const override { return config_; }
  bool draining() const override { return draining_; }
  bool closing() const override { return closing_; }
  Bytes& scratch() override { return scratch_; }
  void LogPeer(const std::string& peer, const Status& why) override;
  void Remove(Connection& connection) override;

 private:
  void Shaken(std::unique_ptr<net::Stream>& stream, const Status& status);
  void Add(std::unique_ptr<net::Stream> stream);

  async::Loop& loop_;
  const Config& config_;
  const Router& router_;
  Dispatcher& dispatcher_;
  std::atomic<std::size_t>& count_;  // of the whole server
  std::unordered_map<Connection*, std::unique_ptr<Connection>> connections_;
  Handshakes handshakes_;
  Bytes scratch_;
  LogLimit log_limit_;
  bool draining_ = false;
  bool closing_ = false;
};

}  // namespace elanus::server
