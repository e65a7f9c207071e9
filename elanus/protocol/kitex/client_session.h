// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A client's end of a connection with Kitex's unary protocols. Requests go out in one framing; each reply is recognised
// on its own. Serial, a reply answers the oldest call; multiplexed, the one that its header names.
#pragma once

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <utility>

#include "elanus/base/pool.h"
#include "elanus/protocol/kitex/incoming.h"
#include "elanus/protocol/kitex/outgoing.h"
#include "elanus/protocol/kitex/reply_head.h"
#include "elanus/protocol/kitex/slots.h"
#include "elanus/session/session.h"

namespace elanus::protocol {

// Not thread-safe.
class KitexClientSession final : public session::ClientSession {
 public:
  KitexClientSession(Transport transport, const session::SessionOptions& options, bool multiplexed);

  session::CallId BeginCall(const session::CallHead& head) override;
  Bytes& body() override { return output_; }
  Status EndCall(session::CallId id) override;
  void AbortCall(session::CallId id) override;
  std::size_t call_size() const override { return call_size_; }
  void Forget(session::CallId id) override;

  Status Feed(Bytes& in, session::ClientSink& sink) override;
  Bytes& output() override { return output_; }

 private:
  struct Call {
    std::int32_t sequence_id = 0;
    Payload payload = Payload::kThrift;
    bool oneway = false;
    bool forgotten = false;
    session::CallId next = 0;  // serial: the call sent after this one
    Bytes method;
  };
  using Sequences = std::unordered_map<std::int32_t, session::CallId, std::hash<std::int32_t>, std::equal_to<>,
                                       base::PoolAllocator<std::pair<const std::int32_t, session::CallId>>>;

  void Append(session::CallId id);
  Status Answer(const Incoming& message, session::ClientSink& sink);
  // Sets `found` to whether the reply belongs to a call that still waits, which then waits no longer.
  Status Match(const Incoming& message, const ReplyEntries& entries, session::CallId& id, bool& found);
  void Judge(const Incoming& message, const ReplyEntries& entries, const Call& call, session::ReplyInfo& info) const;
  Status JudgeReply(const Incoming& message, const ReplyEntries& entries, const Call& call, bool& broken) const;

  session::SessionOptions options_;
  Transport transport_;
  bool multiplexed_;
  IncomingFinder finder_;
  Slots<Call> calls_;
  // Serial: the calls in the order they were sent, linked from the oldest to the newest.
  std::size_t waiting_ = 0;
  session::CallId oldest_ = 0;
  session::CallId newest_ = 0;
  Sequences by_sequence_;  // multiplexed
  Metadata metadata_;
  Bytes output_;
  Outgoing request_;
  std::size_t call_size_ = 0;
};

}  // namespace elanus::protocol
