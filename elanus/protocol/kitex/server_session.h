// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A server's end of a connection with Kitex's unary protocols. Each request is answered in the form it came in, so an
// open call keeps its transport, payload, method and sequence id.
#pragma once

#include <cstdint>

#include "elanus/protocol/kitex/incoming.h"
#include "elanus/protocol/kitex/outgoing.h"
#include "elanus/protocol/kitex/slots.h"
#include "elanus/session/session.h"

namespace elanus::protocol {

// Not thread-safe.
class KitexServerSession final : public session::ServerSession {
 public:
  explicit KitexServerSession(const session::SessionOptions& options)
      : options_(options), finder_(options_.limits, options_.checksum), reply_(output_) {}

  Status Feed(Bytes& in, session::ServerSink& sink) override;
  void GiveUp(const Bytes& in, const Status& why, session::ServerSink& sink) override;

  Bytes& BeginReply(session::CallId id, const session::ReplyHead& head) override;
  Status EndReply(session::CallId id) override;
  void AbortReply(session::CallId id) override;
  void ReplyError(session::CallId id, const Status& status, const session::ReplyHead& head) override;
  void Drop(session::CallId id) override;
  std::size_t reply_size() const override { return reply_size_; }

  // From now on each reply says crrst, where the header can (and the meta handlers are on). A multiplexed connection
  // gets the control frame of wire.md 9 once nothing is in flight: Kitex's client loses what is.
  void Drain() override;
  Bytes& output() override { return output_; }

 private:
  struct Call {
    Transport transport = Transport::kFramed;
    Payload payload = Payload::kThrift;
    std::int32_t sequence_id = 0;
    Bytes method;
  };

  session::CallId Open(const Incoming& message);
  void TellUnreadable(const Incoming& message, const Status& why, session::ServerSink& sink);
  void BeginReply(const Call& call, wire::MessageType type, session::ReplyHead head);
  Status AppendError(const Call& call, std::int32_t type, std::string_view text);
  // False when it does not fit; nothing is written then.
  bool WriteError(const Call& call, std::int32_t type, std::string_view text, const session::ReplyHead& head);
  void Close(session::CallId id);
  void SayControlFrame();

  session::SessionOptions options_;
  IncomingFinder finder_;
  Slots<Call> calls_;
  Metadata metadata_;
  Bytes output_;
  Outgoing reply_;
  std::size_t reply_size_ = 0;
  bool multiplexed_ = false;
  bool draining_ = false;
  bool control_frame_sent_ = false;
};

}  // namespace elanus::protocol
