// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/tapes/tape_client.h"

#include <gtest/gtest.h>

#include <utility>

#include "elanus/async/wait.h"
#include "elanus/base/check.h"
#include "tests/tapes/message.h"
#include "tests/tapes/rewrite.h"

namespace elanus::tapes {

using Kind = TapeEvent::Kind;

TapeClient::TapeClient(Stage& stage, const Tape& tape, Address server, std::uint16_t port, std::function<int()> oneways)
    : stage_(stage), tape_(tape), server_(std::move(server)), port_(port), oneways_(std::move(oneways)) {}

TapeClient::~TapeClient() { stage_.Run(Clear()); }

Task<void> TapeClient::Clear() {
  peers_.clear();
  co_return;
}

void TapeClient::Play() { stage_.Run(PlayAll()); }

Task<void> TapeClient::PlayAll() {
  for (const TapeEvent& event : tape_.client) {
    if (event.kind == Kind::kRequest) {
      co_await Send(event);
    } else if (event.kind == Kind::kReply) {
      co_await Receive(event.connection);
    } else {
      co_await End(event.connection);
    }
  }
}

Task<void> TapeClient::Send(const TapeEvent& event) {
  if (static_cast<std::size_t>(event.connection) > peers_.size()) {
    auto stream = co_await stage_.network()->Dial(server_, async::Until());
    ELANUS_CHECK(stream.ok(), stream.status().ToString());
    peers_.push_back(std::make_unique<Peer>(stage_, std::move(*stream), [this] { changed_.Set(); }));
    ended_.push_back(false);
    expected_.push_back(0);
    connections_.emplace_back();
  }
  peer(event.connection).Send(WithPort(event.bytes, port_));
  if (MessageType(event.bytes) != 4) co_return;
  // Nothing says that a oneway call has arrived, but what comes after it here came after it there.
  ++oneways_sent_;
  const bool handled = co_await Until([this] { return oneways_() >= oneways_sent_; });
  EXPECT_TRUE(handled) << "a oneway call is not handled";
}

Task<void> TapeClient::Receive(int connection) {
  const std::size_t count = ++expected_[static_cast<std::size_t>(connection) - 1];
  const bool came = co_await Until([this, connection, count] { return peer(connection).received().size() >= count; });
  EXPECT_TRUE(came) << "reply " << count << " on connection " << connection << " does not come";
}

Task<void> TapeClient::End(int connection) {
  const auto index = static_cast<std::size_t>(connection) - 1;
  if (ended_[index]) co_return;
  ended_[index] = true;
  Peer& ending = peer(connection);
  // See that the server closes when it should, which takes it time, and only then.
  const std::vector<std::string>& replies = ending.received();
  if (!replies.empty() && ServerCloses(tape_, replies.back())) {
    (void)co_await Until([&ending] { return ending.ended(); });
  } else if (!stage_.real()) {
    (void)co_await SleepFor(std::chrono::milliseconds(1));
  }
  connections_[index].replies = replies;
  connections_[index].closed = ending.ended();
  EXPECT_EQ(ending.partial(), 0u);
  ending.Close();
}

Task<bool> TapeClient::Until(std::function<bool()> done) {
  const TimePoint last = stage_.loop().now() + std::chrono::seconds(20);
  while (!done() && stage_.loop().now() < last) {
    changed_.Reset();
    (void)co_await changed_.Wait(async::Until(stage_.loop().now() + std::chrono::milliseconds(1)));
  }
  co_return done();
}

}  // namespace elanus::tapes
