// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Any bytes, in any pieces: a client's session with some calls in flight tells the same, and answers no call twice.
// The first two bytes choose options and the size of the pieces.
#include <algorithm>
#include <cstdint>
#include <set>
#include <vector>

#include "elanus/base/check.h"
#include "elanus/protocol/kitex/client_session.h"
#include "elanus/protocol/kitex/test_support.h"

namespace elanus::protocol {
namespace {

std::unique_ptr<KitexClientSession> ClientWithCalls(const session::SessionOptions& options, bool multiplexed) {
  auto client = std::make_unique<KitexClientSession>(Transport::kTTHeader, options, multiplexed);
  for (std::int32_t i = 1; i <= 8; ++i) {
    session::CallHead head;
    head.method = i == 4 ? "Ping" : "Echo";
    head.sequence_id = i;
    const session::CallId id = client->BeginCall(head);
    ELANUS_CHECK(client->EndCall(id).ok(), "the call does not fit");
    if (i == 2) client->Forget(id);
  }
  return client;
}

void Run(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return;
  const std::vector<char> input(data + 2, data + size);  // exactly as long as it is, so that overreading shows
  const std::string_view bytes(input.data(), input.size());
  session::SessionOptions options;
  options.limits.message_bytes = (data[0] & 1) != 0 ? 512 : 1 << 20;
  options.checksum = (data[0] & 4) != 0;
  const bool multiplexed = (data[0] & 2) != 0;
  ClientRecorder expected, got;
  const Status status = FeedIn(*ClientWithCalls(options, multiplexed), expected, bytes, SIZE_MAX);
  const Status other = FeedIn(*ClientWithCalls(options, multiplexed), got, bytes, std::max<std::size_t>(1, data[1]));
  ELANUS_CHECK(status.ok() == other.ok(), "whole: ", status.ToString(), "; in pieces: ", other.ToString());
  ELANUS_CHECK(expected.replies.size() == got.replies.size() && expected.going_away == got.going_away, "events differ");
  std::set<session::CallId> answered;
  for (std::size_t i = 0; i < got.replies.size(); ++i) {
    ELANUS_CHECK(expected.replies[i].text == got.replies[i].text, expected.replies[i].text, "\n", got.replies[i].text);
    ELANUS_CHECK(answered.insert(got.replies[i].id).second, "call ", got.replies[i].id, " was answered twice");
  }
}

}  // namespace
}  // namespace elanus::protocol

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  elanus::protocol::Run(data, size);
  return 0;
}
