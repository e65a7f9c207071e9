// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/tapes/tape_server.h"

#include <utility>

#include "elanus/base/check.h"
#include "tests/tapes/message.h"
#include "tests/tapes/rewrite.h"

namespace elanus::tapes {

using Kind = TapeEvent::Kind;

TapeServer::TapeServer(Stage& stage, const Script& script) : stage_(stage), script_(script) { stage_.Run(Listen()); }

TapeServer::~TapeServer() { stage_.Run(StopListening()); }

Task<void> TapeServer::Listen() {
  auto listener = stage_.network()->Listen(stage_.loop(), Stage::address(),
                                           [this](const net::Listener::MakeStream& make) { Accept(make); });
  ELANUS_CHECK(listener.ok(), listener.status().ToString());
  listener_ = std::move(*listener);
  co_return;
}

Task<void> TapeServer::StopListening() {
  listener_.reset();
  peers_.clear();
  co_return;
}

void TapeServer::Accept(const net::Listener::MakeStream& make) {
  const std::size_t connection = peers_.size();
  taken_.push_back(0);
  peers_.push_back(std::make_unique<Peer>(stage_, make(stage_.loop()), [this, connection] { Take(connection); }));
}

void TapeServer::Take(std::size_t connection) {
  const std::vector<std::string>& received = peers_[connection]->received();
  while (taken_[connection] < received.size()) {
    requests_.emplace_back(static_cast<int>(connection) + 1, received[taken_[connection]++]);
    Advance();
  }
}

std::size_t TapeServer::partial() const {
  std::size_t bytes = 0;
  for (const auto& peer : peers_) bytes += peer->partial();
  return bytes;
}

void TapeServer::Advance() {
  for (; next_ < script_.size(); ++next_) {
    const TapeEvent& event = script_[next_];
    if (event.kind == Kind::kRequest && event.request >= requests_.size()) return;
    if (event.kind != Kind::kReply) continue;
    const Request& request = requests_[event.request];
    Peer& peer = *peers_[static_cast<std::size_t>(request.connection) - 1];
    peer.Send(WithSequenceId(event.bytes, SequenceId(request.bytes)));
    if (ServerClosesFirst(next_)) peer.Close();
  }
}

// Whether the tape's server ended this connection after this reply, and not its client.
bool TapeServer::ServerClosesFirst(std::size_t event) const {
  for (std::size_t i = event + 1; i < script_.size(); ++i) {
    if (script_[i].connection == script_[event].connection) return script_[i].kind == Kind::kServerClosed;
  }
  return false;
}

}  // namespace elanus::tapes
