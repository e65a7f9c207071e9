// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/tapes/server_replay.h"

#include <algorithm>
#include <string>

#include "tests/tapes/client_replay.h"

namespace elanus::tapes {

namespace {

using Kind = TapeEvent::Kind;

Task<void> StopServer(Server& server) { (void)co_await server.StopOnLoop(std::chrono::seconds(5)); }

// What Kitex's server said on each connection.
std::vector<TapeClient::Connection> Recorded(const Tape& tape) {
  std::vector<TapeClient::Connection> connections;
  for (const TapeEvent& event : tape.client) {
    const auto index = static_cast<std::size_t>(event.connection) - 1;
    if (connections.size() <= index) connections.resize(index + 1);
    if (event.kind == Kind::kReply) {
      connections[index].replies.push_back(event.bytes);
      connections[index].closed = ServerCloses(tape, event.bytes);
    }
  }
  return connections;
}

}  // namespace

ServerReplay::ServerReplay(Stage& stage, const Tape& tape)
    : stage_(stage), tape_(tape), handler_(std::make_shared<Handler>(stage, tape)) {
  server_ =
      std::make_unique<Server>(WithServiceAddr(Stage::address().ToString()), WithServerBasicInfo("interop"),
                               WithRuntime(stage.runtime()), WithNetwork(stage.network()), WithMetaHandlers(tape.meta),
                               WithPayloadChecksum(tape.checksum), WithMiddleware(handler_->SeeMetainfo()));
  interop::Register(*server_, handler_);
  const Status started = server_->Start();
  ELANUS_CHECK(started.ok(), started.ToString());
}

ServerReplay::~ServerReplay() { stage_.Run(StopServer(*server_)); }

ServerReplay::Said ServerReplay::Run() {
  handler_->Reset();
  TapeServer next_hop(stage_, tape_.inner);
  TapeClient client(stage_, tape_, server_->address(), next_hop.address().port(),
                    [this] { return handler_->notified(); });
  client.Play();
  Said said;
  said.connections = client.connections();
  said.inner = next_hop.requests();
  return said;
}

std::vector<Difference> ServerReplay::Compare(const Said& said) const {
  std::vector<Difference> all = CompareRequests(tape_.inner, said.inner, stage_.real());
  const std::vector<TapeClient::Connection> recorded = Recorded(tape_);
  const auto number = [](std::size_t n) { return std::to_string(n); };
  for (std::size_t c = 0; c < std::max(recorded.size(), said.connections.size()); ++c) {
    const TapeClient::Connection kitex = c < recorded.size() ? recorded[c] : TapeClient::Connection();
    const TapeClient::Connection ours = c < said.connections.size() ? said.connections[c] : TapeClient::Connection();
    if (kitex.closed != ours.closed)
      all.emplace_back("closes", kitex.closed ? "yes" : "no", ours.closed ? "yes" : "no");
    if (kitex.replies.size() != ours.replies.size())
      all.emplace_back("replies", number(kitex.replies.size()), number(ours.replies.size()));
    for (std::size_t i = 0; i < std::min(kitex.replies.size(), ours.replies.size()); ++i) {
      for (Difference& d : tapes::Compare(Describe(kitex.replies[i]), Describe(ours.replies[i])))
        all.push_back(std::move(d));
    }
  }
  return all;
}

}  // namespace elanus::tapes
