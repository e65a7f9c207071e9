// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/client_session.h"

#include "elanus/base/check.h"
#include "elanus/protocol/kitex/checksum.h"
#include "elanus/protocol/kitex/request_head.h"
#include "elanus/wire/kitex_protobuf/message.h"
#include "elanus/wire/thrift/application_exception.h"
#include "elanus/wire/thrift/reader.h"
#include "elanus/wire/ttheader/header.h"

namespace elanus::protocol {

using session::CallId;

namespace {

// What a draining server says on a multiplexed connection (wire.md 9).
bool IsControlFrame(const Incoming& message, const ReplyEntries& entries) {
  return entries.going_away && entries.sequence_id == 0 && message.head.sequence_id == 0 &&
         message.head.method == "none";
}

}  // namespace

KitexClientSession::KitexClientSession(Transport transport, const session::SessionOptions& options, bool multiplexed)
    : options_(options),
      transport_(transport),
      multiplexed_(multiplexed),
      finder_(options_.limits, options_.checksum),
      request_(output_) {
  ELANUS_CHECK(transport <= Transport::kTTHeaderFramed, TransportName(transport), " is no unary protocol of Kitex");
  ELANUS_CHECK(!multiplexed || HasTtHeader(transport), "multiplexing needs TTHeader, got ", TransportName(transport));
}

CallId KitexClientSession::BeginCall(const session::CallHead& head) {
  const CallId id = calls_.Take();
  Call& call = calls_[id];
  call.sequence_id = head.sequence_id;
  call.payload = head.payload;
  call.oneway = head.oneway;
  call.forgotten = false;
  call.method.Clear();
  call.method.Append(head.method);
  const auto type = head.oneway ? wire::MessageType::kOneway : wire::MessageType::kCall;
  request_.Begin(transport_, head.payload, multiplexed_ ? wire::tt_flag::kOutOfOrder : 0,
                 wire::MessageHead(type, head.method, head.sequence_id),
                 [&](wire::TtHeaderWriter& header) { WriteRequestHead(head, transport_, options_, header); });
  return id;
}

Status KitexClientSession::EndCall(CallId id) {
  Status status = request_.End();
  const Call& call = calls_[id];
  if (status.ok()) call_size_ = request_.size();
  if (!status.ok() || call.oneway) {
    calls_.Free(id);
  } else if (multiplexed_) {
    by_sequence_.insert_or_assign(call.sequence_id, id);
  } else {
    Append(id);
  }
  return status;
}

void KitexClientSession::Append(CallId id) {
  if (waiting_++ == 0) {
    oldest_ = id;
  } else {
    calls_[newest_].next = id;
  }
  newest_ = id;
}

void KitexClientSession::AbortCall(CallId id) {
  request_.Abort();
  calls_.Free(id);
}

void KitexClientSession::Forget(CallId id) {
  if (multiplexed_) {
    by_sequence_.erase(calls_[id].sequence_id);
    calls_.Free(id);
  } else {
    calls_[id].forgotten = true;  // its reply still comes before the next ones
  }
}

Status KitexClientSession::Feed(Bytes& in, session::ClientSink& sink) {
  while (!in.empty()) {
    Incoming message;
    const wire::Found found = finder_.Find(in.view(), message);
    if (!found) return found.status();
    if (*found == wire::kMore) return Ok();
    if (Status status = Answer(message, sink); !status.ok()) return status;
    in.Consume(message.size);
  }
  return Ok();
}

Status KitexClientSession::Answer(const Incoming& message, session::ClientSink& sink) {
  ReplyEntries entries;
  metadata_.Clear();
  if (Status status = ReadReplyHead(message, entries, metadata_); !status.ok()) return status;
  if (IsControlFrame(message, entries)) {
    sink.GoingAway();
    return Ok();
  }
  CallId id = 0;
  bool found = false;
  if (Status status = Match(message, entries, id, found); !status.ok() || !found) return status;
  if (!calls_[id].forgotten) {
    session::ReplyInfo info;
    Judge(message, entries, calls_[id], info);
    sink.Replied(id, info, metadata_, message.body);
  }
  calls_.Free(id);
  return Ok();
}

Status KitexClientSession::Match(const Incoming& message, const ReplyEntries& entries, CallId& id, bool& found) {
  if (multiplexed_) {
    const auto it = by_sequence_.find(entries.sequence_id);
    found = it != by_sequence_.end();  // else it is late: its call was forgotten
    if (!found) return Ok();
    id = it->second;
    by_sequence_.erase(it);
    return Ok();
  }
  if (waiting_ == 0) {
    return ApplicationError(AppException::kBadSequenceId,
                            StrCat("expected no reply, as no call waits for one, got one to ", message.head.method,
                                   " with sequence id ", message.head.sequence_id));
  }
  found = true;
  id = oldest_;
  oldest_ = calls_[id].next;
  --waiting_;
  return Ok();
}

void KitexClientSession::Judge(const Incoming& message, const ReplyEntries& entries, const Call& call,
                               session::ReplyInfo& info) const {
  info.sequence_id = message.head.sequence_id;
  info.transport = message.transport;
  info.wire_size = message.size;
  info.going_away = entries.going_away;
  info.status = JudgeReply(message, entries, call, info.broken);
}

Status KitexClientSession::JudgeReply(const Incoming& message, const ReplyEntries& entries, const Call& call,
                                      bool& broken) const {
  broken = true;
  const wire::MessageHead& head = message.head;
  if (options_.checksum) {
    if (Status status = VerifyChecksum(entries.checksum, message.checked); !status.ok()) return status;
  }
  if (head.type == wire::MessageType::kException) {  // neither sequence id nor method count: wire.md 1.1
    if (message.payload == Payload::kProtobuf) {
      bool whole = false;
      Status status = wire::ReadErrorProto(message.body, options_.limits, whole);
      broken = !whole;
      return status;
    }
    wire::Reader reader(message.body, options_.limits);
    Status status = wire::ReadApplicationException(reader);
    broken = !reader.ok();
    return status;
  }
  if (head.type != wire::MessageType::kReply) {
    return ApplicationError(
        AppException::kInvalidMessageType,
        StrCat("expected a message of type 2 (reply) or 3 (exception), got ", static_cast<int>(head.type)));
  }
  if (message.payload != call.payload) {
    return ApplicationError(AppException::kInvalidProtocol, call.payload == Payload::kThrift
                                                                ? "expected a reply in Thrift, got one in Protobuf"
                                                                : "expected a reply in Protobuf, got one in Thrift");
  }
  if (head.sequence_id != call.sequence_id) {
    return ApplicationError(AppException::kBadSequenceId, StrCat("expected the reply with sequence id ",
                                                                 call.sequence_id, ", got ", head.sequence_id));
  }
  if (head.method != call.method.view()) {
    return ApplicationError(AppException::kWrongMethodName,
                            StrCat("expected a reply to ", call.method.view(), ", got one to ", head.method));
  }
  broken = false;
  return entries.biz();
}

}  // namespace elanus::protocol
