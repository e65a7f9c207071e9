// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The calls of connection.h: from the session's word of them to the dispatcher, and their results back.
#include <memory>
#include <utility>

#include "elanus/server/connection.h"

namespace elanus::server {

const Route* Connection::RouteOf(const session::RequestHead& head) const {
  const Router& router = shared_.router();
  return head.transport == Transport::kGrpc ? router.FindExact(head.package, head.service, head.method)
                                            : router.Find(head.service, head.method);
}

const Method* Connection::Find(const session::RequestHead& head) {
  const Route* route = RouteOf(head);
  return route != nullptr ? route->method : nullptr;
}

bool Connection::Opened(session::CallId id, const session::RequestHead& head, Metadata& metadata,
                        std::string_view body) {
  const Route* route = RouteOf(head);
  if (route == nullptr) {
    Refuse(id, head);
    return MayTake();
  }
  if (!Fits(*route, id, head)) return MayTake();
  std::unique_ptr<Call> call = NewCall(*route, id, head);
  call->mutable_incoming() = std::move(metadata);
  call->info().peer = peer_.get();
  call->info().from.address = peer_->address;
  if (!head.real_address.empty()) {
    call->mutable_incoming().Add(MetaKind::kPlain, ":address", head.real_address);
    call->info().from.address = call->incoming().Find(MetaKind::kPlain, ":address");
  }
  Link(*call, head.followed);
  if (!head.concurrent) serial_call_ = true;
  multiplexed_ = multiplexed_ || head.concurrent;
  if (!shared_.dispatcher().Start(std::move(call), head, body, shared_.loop().turn_began())) {
    // The arguments were wrong: answered, then closed (wire.md 1.6), unless other calls share the connection (14.7).
    if (!head.concurrent) last_ = true;
    shared_.LogPeer(peer_->address, InvalidArgument("the arguments of ", head.method, " did not decode"));
  }
  return MayTake();
}

std::unique_ptr<Call> Connection::NewCall(const Route& route, session::CallId id, const session::RequestHead& head) {
  CallOwner& owner = *this;
  const Pipeline& pipeline = shared_.config().pipeline;
  std::unique_ptr<Call> call;
  if (route.method->streams()) {
    call = std::make_unique<StreamCall>(route, id, owner, pipeline);
  } else {
    call = std::make_unique<Call>(route, id, owner, pipeline);
  }
  call->concurrent = head.concurrent;
  call->context().set_clock(shared_.loop().clock());
  return call;
}

// Answers what the method cannot take: another payload than its own, or a stream over a protocol that has none.
bool Connection::Fits(const Route& route, session::CallId id, const session::RequestHead& head) {
  const Method& method = *route.method;
  Status why;
  if (method.payload != head.payload) [[unlikely]] {
    const auto name = [](Payload payload) { return payload == Payload::kThrift ? "Thrift" : "Protobuf"; };
    const std::string text =
        StrCat("method ", method.name, ": expected ", name(method.payload), ", got ", name(head.payload));
    // Kitex: 9, but over gRPC 13 for Protobuf that comes to Thrift (wire.md 14.1).
    const bool internal = head.transport == Transport::kGrpc && method.payload == Payload::kThrift;
    why = internal ? Internal(text) : ApplicationError(AppException::kInvalidProtocol, text);
  } else if (method.streams() && session_->streams() == nullptr) [[unlikely]] {
    why = Internal("method ", method.name, " is a stream: expected gRPC, got ", TransportName(head.transport));
  } else {
    return true;
  }
  session::ReplyHead reply;
  // As Kitex, after an error that is no handler's (wire.md 1.6).
  const bool closes = !head.concurrent && why.app_exception().has_value();
  reply.going_away = closes;
  session_->ReplyError(id, why, reply);
  if (closes) last_ = true;
  FlushLater();
  return false;
}

void Connection::Link(Call& call, bool followed) {
  call.next = calls_;
  if (calls_ != nullptr) calls_->previous = &call;
  calls_ = &call;
  ++call_count_;
  if (!followed) return;
  if (followed_.size() <= call.id()) followed_.resize(call.id() + 1);
  followed_[call.id()] = &call;
}

void Connection::Unlink(Call& call) {
  if (call.previous != nullptr) call.previous->next = call.next;
  if (call.next != nullptr) call.next->previous = call.previous;
  if (calls_ == &call) calls_ = call.next;
  call.next = call.previous = nullptr;
  --call_count_;
  if (Followed(call.id()) == &call) followed_[call.id()] = nullptr;
}

void Connection::Message(session::CallId id, std::string_view body, bool compressed) {
  Call* call = Followed(id);
  if (call != nullptr && call->stream() != nullptr) call->stream()->OnMessage(body, compressed);
}

void Connection::HalfClosed(session::CallId id) {
  Call* call = Followed(id);
  if (call != nullptr && call->stream() != nullptr) call->stream()->OnHalfClosed();
}

void Connection::Cancelled(session::CallId id, const Status& why) {
  Call* call = Followed(id);
  if (call == nullptr) return;
  Unlink(*call);
  Abandon(*call, why);
}

void Connection::Writable(session::CallId id) {
  Call* call = Followed(id);
  if (call != nullptr && call->stream() != nullptr) call->stream()->OnWritable();
}

Status Connection::SendMessage(StreamCall& call, const void* message, SendOptions options) {
  session::ServerStreams& streams = *session_->streams();
  if (call.info().stats.send_messages == 0) streams.SendHeader(call.id(), call.backward());
  Bytes& out = streams.BeginMessage(call.id());
  const std::size_t before = out.size();
  Status status = call.method().server_message.encode(message, out);
  const std::size_t size = out.size() - before;
  if (status.ok()) {
    status = streams.EndMessage(call.id(), options);
  } else {
    streams.AbortMessage(call.id());
  }
  if (!status.ok()) return status.Prefixed("the message cannot be encoded: ");
  ++call.info().stats.send_messages;
  call.info().stats.send_size += size;
  FlushLater();
  return Ok();
}

std::size_t Connection::Unsent(const StreamCall& call) const { return session_->streams()->unsent(call.id()); }

void Connection::OnRead(StreamCall& call) {
  session_->streams()->Resume(call.id());
  FlushLater();
}

void Connection::Unreadable(session::CallId id, const session::RequestHead& head, const Status& why) {
  const Route* route = RouteOf(head);
  if (route != nullptr && route->method->kind == MethodKind::kOneway) {
    session_->Drop(id);
    return;
  }
  session::ReplyHead reply;
  reply.going_away = true;
  session_->ReplyError(id, route != nullptr ? why : shared_.router().Explain(head.service, head.method), reply);
}

void Connection::Refuse(session::CallId id, const session::RequestHead& head) {
  const Status why = shared_.router().Explain(head.service, head.method);
  session::ReplyHead reply;
  // Kitex closes here. On a multiplexed connection that would take the other calls along (wire.md 14.7).
  reply.going_away = !head.concurrent;
  session_->ReplyError(id, why, reply);
  if (!head.concurrent) last_ = true;
  shared_.LogPeer(peer_->address, why);
  FlushLater();
}

void Connection::OnCallDone(Call& call, const Status& status) {
  WriteReply(call, status);
  Unlink(call);
  if (!call.concurrent) serial_call_ = false;
  if (shared_.closing() && !session_->self_limiting() && call_count_ == 0 && in_.empty()) last_ = true;
  FlushLater();  // which also takes the messages that waited for this call
}

void Connection::WriteReply(Call& call, const Status& status) {
  if (call.method().kind == MethodKind::kOneway) {
    session_->Drop(call.id());
    return;
  }
  session::ReplyHead head;
  head.backward = &call.backward();
  head.biz = status.biz();
  head.going_away = shared_.draining();
  const bool is_result = status.ok() || status.biz() != nullptr || call.method().declares(status);
  if (is_result && call.method().server_streams()) {
    session_->streams()->EndStream(call.id(), head);
    return;
  }
  if (is_result) {
    // As much as the last time: a buffer that grows step by step copies all it has at each step.
    if (session_->output().empty()) session_->output().Reserve(flushed_);
    Bytes& out = session_->BeginReply(call.id(), head);
    Status encoded = call.method().encode_result(call.frame(), status, out);
    if (encoded.ok()) {
      encoded = session_->EndReply(call.id());
    } else {
      session_->AbortReply(call.id());
    }
    // An application error, not a closed connection as in Kitex (wire.md 14.6).
    if (!encoded.ok()) {
      session_->ReplyError(call.id(), Internal("the reply cannot be encoded: ", encoded.message()), head);
    }
  } else {
    // Arguments that do not decode are answered and end the connection: see Opened.
    const bool unread = status.app_exception() == static_cast<int>(AppException::kProtocolError);
    head.going_away = head.going_away || (unread && !call.concurrent);
    session_->ReplyError(call.id(), status, head);
  }
  if (!call.method().server_streams()) call.info().stats.send_size = session_->reply_size();
}

}  // namespace elanus::server
