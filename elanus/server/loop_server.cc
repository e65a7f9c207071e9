// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/server/loop_server.h"

#include <vector>

namespace elanus::server {

LoopServer::LoopServer(async::Loop& loop, const Config& config, const Router& router, Dispatcher& dispatcher,
                       std::atomic<std::size_t>& connections)
    : loop_(loop),
      config_(config),
      router_(router),
      dispatcher_(dispatcher),
      count_(connections),
      handshakes_([this](std::unique_ptr<net::Stream>& stream, const Status& status) { Shaken(stream, status); }),
      log_limit_(std::chrono::seconds(1)) {}

LoopServer::~LoopServer() {
  CloseAll();
  count_.fetch_sub(connections_.size());
}

void LoopServer::Accept(std::unique_ptr<net::Stream> stream) {
  if (count_.load() >= config_.pipeline.limits.connections) {
    LogPeer(stream->peer(), ResourceExhausted("the server has its ", config_.pipeline.limits.connections,
                                              " connections (Limits::connections): closed"));
    return;
  }
  count_.fetch_add(1);
  if (config_.layer == nullptr) {
    Add(std::move(stream));
  } else {
    handshakes_.Start(std::move(stream), loop_.now() + config_.pipeline.limits.handshake_timeout);
  }
}

void LoopServer::Shaken(std::unique_ptr<net::Stream>& stream, const Status& status) {
  if (status.ok()) {
    Add(std::move(stream));
    return;
  }
  count_.fetch_sub(1);
  if (!closing_) LogPeer(stream->peer(), status);
}

void LoopServer::Add(std::unique_ptr<net::Stream> stream) {
  auto connection = std::make_unique<Connection>(*this, std::move(stream));
  Connection* key = connection.get();
  connections_[key] = std::move(connection);
}

void LoopServer::StartDraining() {
  draining_ = true;
  for (auto& [key, connection] : connections_) connection->StartDraining();
}

void LoopServer::CloseAfterCalls() {
  closing_ = true;
  handshakes_.Cancel();
  for (auto& [key, connection] : connections_) connection->CloseAfterCalls();
}

void LoopServer::CloseAll() {
  closing_ = true;
  handshakes_.Cancel();
  for (auto& [key, connection] : connections_) connection->Close();
}

void LoopServer::LogPeer(const std::string& peer, const Status& why) {
  std::uint64_t skipped = 0;
  if (!log_limit_.Pass(loop_.now(), skipped)) return;
  // A method's name may be in it, and that may be a megabyte.
  constexpr std::size_t kFits = 500;
  const std::string_view text = why.message();
  LogWarning("connection from ", peer, ": ", text.substr(0, kFits), text.size() > kFits ? "..." : "",
             skipped > 0 ? StrCat(" (", skipped, " more not logged)") : "");
}

void LoopServer::Remove(Connection& connection) {
  connections_.erase(&connection);
  count_.fetch_sub(1);
}

}  // namespace elanus::server
