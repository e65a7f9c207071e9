// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Any bytes, in any pieces: a server's session tells the same, and a client's session understands what it answers.
// The first two bytes choose options and the size of the pieces.
#include <algorithm>
#include <cstdint>
#include <vector>

#include "elanus/base/check.h"
#include "elanus/protocol/kitex/client_session.h"
#include "elanus/protocol/kitex/server_session.h"
#include "elanus/protocol/kitex/test_support.h"

namespace elanus::protocol {
namespace {

void Answer(KitexServerSession& server, const SeenCall& call) {
  const Biz biz(1, call.body.substr(0, 100), {{call.body.substr(0, 50), call.body.substr(0, 60)}});
  Metadata backward;
  backward.Add(MetaKind::kBackward, call.head.service, call.head.real_address);
  session::ReplyHead head;
  head.backward = &backward;
  head.biz = call.body.size() % 3 == 0 ? &biz : nullptr;
  head.going_away = call.body.size() % 5 == 0;
  if (call.body.size() % 2 == 0) {
    server.BeginReply(call.id, head).Append("half");
    server.AbortReply(call.id);
  }
  server.BeginReply(call.id, head).Append(std::string_view("\0", 1));
  if (!server.EndReply(call.id).ok()) server.ReplyError(call.id, Internal(call.body), head);
}

void AnswerAll(KitexServerSession& server, const ServerRecorder& calls, const session::SessionOptions& options) {
  KitexClientSession client(Transport::kFramed, options, false);
  for (const SeenCall& call : calls.calls) {
    session::CallHead head;
    head.method = call.head.method;
    head.sequence_id = call.head.sequence_id;
    head.payload = call.head.payload;
    ELANUS_CHECK(client.EndCall(client.BeginCall(head)).ok(), "a method that was read cannot be written");
    Answer(server, call);
  }
  ClientRecorder replies;
  const Status status = client.Feed(server.output(), replies);
  ELANUS_CHECK(status.ok(), "our own reply is not understood: ", status.ToString());
  ELANUS_CHECK(replies.replies.size() == calls.calls.size() && server.output().empty(), "a reply is missing");
  for (const SeenReply& reply : replies.replies) ELANUS_CHECK(!reply.info.broken, reply.text);
}

void Run(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return;
  const std::vector<char> input(data + 2, data + size);  // exactly as long as it is, so that overreading shows
  const std::string_view bytes(input.data(), input.size());
  session::SessionOptions options;
  options.limits.message_bytes = (data[0] & 1) != 0 ? 512 : 1 << 20;
  options.meta_handlers = (data[0] & 2) != 0;
  options.checksum = (data[0] & 4) != 0;
  KitexServerSession whole(options), pieces(options);
  ServerRecorder expected, got;
  got.stop_after = (data[0] & 8) != 0 ? 1 : SIZE_MAX;
  const Status status = FeedIn(whole, expected, bytes, SIZE_MAX);
  const Status other = FeedIn(pieces, got, bytes, std::max<std::size_t>(1, data[1]));
  ELANUS_CHECK(status.ok() == other.ok(), "whole: ", status.ToString(), "; in pieces: ", other.ToString());
  ELANUS_CHECK(expected.calls.size() == got.calls.size(), "calls: ", expected.calls.size(), ", ", got.calls.size());
  for (std::size_t i = 0; i < got.calls.size(); ++i) {
    ELANUS_CHECK(expected.calls[i].text == got.calls[i].text, expected.calls[i].text, "\n", got.calls[i].text);
  }
  options.limits.message_bytes = 4 << 20;
  AnswerAll(whole, expected, options);
}

}  // namespace
}  // namespace elanus::protocol

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  elanus::protocol::Run(data, size);
  return 0;
}
