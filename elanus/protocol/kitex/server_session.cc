// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/server_session.h"

#include "elanus/protocol/kitex/reply_head.h"
#include "elanus/protocol/kitex/request_head.h"
#include "elanus/wire/endian.h"
#include "elanus/wire/kitex_protobuf/message.h"
#include "elanus/wire/thrift/application_exception.h"
#include "elanus/wire/thrift/writer.h"
#include "elanus/wire/ttheader/header.h"

namespace elanus::protocol {

using session::CallId;
using session::ReplyHead;

namespace {

// A type of 5 passes for a call (wire.md 14.5).
bool IsRequest(wire::MessageType type) {
  return type == wire::MessageType::kCall || type == wire::MessageType::kOneway || type == wire::MessageType::kStream;
}

// The one that the reply carries. Of a message of type 5 Kitex reads no sequence id, so that the header's is left.
std::int32_t SequenceId(const Incoming& message) {
  if (message.head.type != wire::MessageType::kStream) return message.head.sequence_id;
  if (message.tt_header.empty()) return 0;
  return static_cast<std::int32_t>(wire::LoadBig<std::uint32_t>(message.tt_header.data() + 8));
}

}  // namespace

Status KitexServerSession::Feed(Bytes& in, session::ServerSink& sink) {
  for (bool more = true; more && !in.empty();) {
    Incoming message;
    const wire::Found found = finder_.Find(in.view(), message);
    if (!found) {
      TellUnreadable(message, found.status(), sink);
      return found.status();
    }
    if (*found == wire::kMore) return Ok();
    if (!IsRequest(message.head.type)) {
      return ApplicationError(
          AppException::kInvalidMessageType,
          StrCat("expected a message of type 1 (call) or 4 (oneway), got ", static_cast<int>(message.head.type)));
    }
    session::RequestHead head;
    metadata_.Clear();
    if (Status status = ReadRequestHead(message, options_, head, metadata_); !status.ok()) return status;
    head.sequence_id = SequenceId(message);
    multiplexed_ = multiplexed_ || head.concurrent;
    more = sink.Opened(Open(message), head, metadata_, message.body);
    in.Consume(message.size);
  }
  return Ok();
}

CallId KitexServerSession::Open(const Incoming& message) {
  const CallId id = calls_.Take();
  Call& call = calls_[id];
  call.transport = message.transport;
  call.payload = message.payload;
  call.sequence_id = SequenceId(message);
  call.method.Clear();
  call.method.Append(message.head.method);
  return id;
}

void KitexServerSession::GiveUp(const Bytes& in, const Status& why, session::ServerSink& sink) {
  Incoming message;
  const wire::Found found = finder_.Find(in.view(), message);
  if (found && *found == wire::kMore) TellUnreadable(message, why, sink);
}

// Kitex answers these where a length says what belongs to the message; where the end has to be found by walking it
// (Buffered), or was needed for the checksum, it only closes (wire.md 14.2, 14.3).
void KitexServerSession::TellUnreadable(const Incoming& message, const Status& why, session::ServerSink& sink) {
  const bool checked = options_.checksum && !message.tt_header.empty();
  if (!message.head_read || message.transport == Transport::kBuffered || checked) return;
  session::RequestHead head;
  metadata_.Clear();
  if (!IsRequest(message.head.type) || !ReadRequestHead(message, options_, head, metadata_).ok()) return;
  sink.Unreadable(Open(message), head, why);
}

void KitexServerSession::BeginReply(const Call& call, wire::MessageType type, ReplyHead head) {
  head.going_away = head.going_away || draining_;
  reply_.Begin(call.transport, call.payload, 0, wire::MessageHead(type, call.method.view(), call.sequence_id),
               [&](wire::TtHeaderWriter& header) { WriteReplyHead(head, type, options_, header); });
}

Bytes& KitexServerSession::BeginReply(CallId id, const ReplyHead& head) {
  BeginReply(calls_[id], wire::MessageType::kReply, head);
  return output_;
}

Status KitexServerSession::EndReply(CallId id) {
  Status status = reply_.End();
  if (status.ok()) Close(id);
  return status;
}

void KitexServerSession::AbortReply(CallId) { reply_.Abort(); }

Status KitexServerSession::AppendError(const Call& call, std::int32_t type, std::string_view text) {
  if (call.payload == Payload::kProtobuf) {
    wire::WriteErrorProto(output_, type, text);
    return Ok();
  }
  wire::Writer writer(output_);
  wire::WriteApplicationException(writer, type, text);
  return writer.status();
}

bool KitexServerSession::WriteError(const Call& call, std::int32_t type, std::string_view text, const ReplyHead& head) {
  BeginReply(call, wire::MessageType::kException, head);
  if (AppendError(call, type, text).ok()) return reply_.End().ok();
  reply_.Abort();
  return false;
}

void KitexServerSession::ReplyError(CallId id, const Status& status, const ReplyHead& head) {
  constexpr std::size_t kFits = 65536;
  const std::int32_t type = status.app_exception().value_or(static_cast<std::int32_t>(AppException::kInternalError));
  const std::string_view text = status.message();
  if (!WriteError(calls_[id], type, text, head)) {  // then without what can be too long
    ReplyHead bare;
    bare.going_away = head.going_away;
    const bool written = WriteError(calls_[id], type, text.substr(0, kFits), bare);
    ELANUS_CHECK(written, "an exception without metadata did not fit");
  }
  Close(id);
}

void KitexServerSession::Drop(CallId id) {
  calls_.Free(id);
  SayControlFrame();
}

void KitexServerSession::Close(CallId id) {
  reply_size_ = reply_.size();
  calls_.Free(id);
  SayControlFrame();
}

void KitexServerSession::Drain() {
  draining_ = true;
  SayControlFrame();
}

void KitexServerSession::SayControlFrame() {
  if (!draining_ || !multiplexed_ || control_frame_sent_ || calls_.in_use() > 0) return;
  control_frame_sent_ = true;
  reply_.Begin(Transport::kTTHeader, Payload::kThrift, 0, wire::MessageHead(wire::MessageType::kReply, "none", 0),
               [](wire::TtHeaderWriter& header) { header.String(wire::tt_string::kConnectionReset, "1"); });
  wire::Writer(output_).FieldStop();
  const Status status = reply_.End();
  ELANUS_CHECK(status.ok(), "the control frame did not fit: ", status.ToString());
}

}  // namespace elanus::protocol
