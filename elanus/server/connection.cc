// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/server/connection.h"

#include <algorithm>
#include <utility>

#include "elanus/protocol/builtin.h"

namespace elanus::server {

namespace {

constexpr std::size_t kReadSize = std::size_t{64} << 10;
// Reads of one connection in one turn, so that one busy peer leaves time for the others.
constexpr int kReadsPerTurn = 8;

double Seconds(Duration d) { return static_cast<double>(d.count()) / 1e9; }

}  // namespace

Connection::Connection(Shared& shared, std::unique_ptr<net::Stream> stream)
    : shared_(shared),
      stream_(std::move(stream)),
      peer_(stream_->peer()),
      opened_(shared.loop().now()),
      active_(opened_),
      partial_since_(opened_) {
  stream_->SetObserver(*this);
  ArmTimer();
}

Connection::~Connection() { shared_.loop().RemoveTurnEnd(*this); }

bool Connection::MayTake() const {
  const Limits& limits = shared_.config().pipeline.limits;
  if (closed_ || last_ || serial_call_) return false;
  if (session_ == nullptr) return true;
  const bool crowded = call_count_ >= limits.calls_per_connection && !session_->self_limiting();
  return !crowded && session_->output().size() < limits.unwritten_bytes;
}

void Connection::OnReadable() {
  readable_ = true;
  Read();
}

void Connection::OnHangUp() {
  // Nobody is there to be answered. What was sent before may still be read, but its reply has no reader.
  Close();
}

void Connection::Read() {
  for (int i = 0; i < kReadsPerTurn && readable_ && MayRead(); ++i) ReadOnce();
  if (readable_ && MayRead()) FlushLater();  // goes on at the end of the turn
  ArmTimer();
}

void Connection::ReadOnce() {
  Bytes& in = in_.empty() ? shared_.scratch() : in_;
  // Of a large message as much as is here already: few reads, and never room for bytes that were only announced.
  char* const to = in.Reserve(std::max(in.size(), kReadSize));
  const net::IoResult read = stream_->Read(to, in.room());
  switch (read.kind()) {
    case net::IoResult::Kind::kBlocked: readable_ = false; return;
    case net::IoResult::Kind::kError: Close(); return;
    case net::IoResult::Kind::kEnd:
      readable_ = false;
      end_ = true;
      CloseWhenIdle();
      return;
    case net::IoResult::Kind::kDone: break;
  }
  in.Commit(read.size());
  readable_ = stream_->more();
  TakeMessages(in);
  if (&in != &in_) {
    if (!in.empty() && !closed_) in_.Append(in.view());
    in.Clear();
  }
}

void Connection::TakeMessages(Bytes& in) {
  if (session_ == nullptr && !ChooseSession(in)) return;
  const std::size_t before = in.size();
  const std::uint64_t frames = session_->frames();
  const Status fed = session_->Feed(in, *this);
  if (!fed.ok() && !closed_) Fail(fed);
  if (!partial_ || session_->frames() != frames || (&in == &in_ && in.size() < before)) {
    active_ = partial_since_ = shared_.loop().turn_began();
  }
  partial_ = session_->InMessage(in);
  if (in_.empty()) in_.Release();
}

// The first bytes decide once who owns the connection; until then they stay where they are.
bool Connection::ChooseSession(const Bytes& in) {
  session::SessionOptions options;
  options.limits = shared_.config().pipeline.limits;
  options.meta_handlers = shared_.config().pipeline.meta_handlers;
  options.checksum = shared_.config().pipeline.checksum;
  options.grpc = shared_.config().grpc;
  options.now = shared_.loop().now();
  bool more = false;
  for (const session::Protocol* protocol : protocol::BuiltinProtocols()) {
    const session::Match match = protocol->Sniff(in.view());
    if (match == session::Match::kYes) {
      session_ = protocol->NewServerSession(options);
      partial_since_ = shared_.loop().now();
      return true;
    }
    more = more || match == session::Match::kMore;
  }
  if (!more) Fail(InvalidArgument("the first bytes belong to no protocol that this server speaks"));
  return false;
}

void Connection::Fail(const Status& why) {
  shared_.LogPeer(peer_, why);
  last_ = true;
  in_.Release();
  // Where all calls live on the session's streams, they have ended with it.
  if (session_ != nullptr && session_->self_limiting()) AbandonCalls(why);
  FlushLater();
  CloseWhenIdle();
}

const Route* Connection::RouteOf(const session::RequestHead& head) const {
  const Router& router = shared_.router();
  return head.transport == Transport::kGrpc ? router.FindExact(head.service, head.method)
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
  call->info().from.address = head.real_address.empty() ? std::string_view(peer_) : std::string_view();
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
    shared_.LogPeer(peer_, InvalidArgument("the arguments of ", head.method, " did not decode"));
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
    why = ApplicationError(AppException::kInvalidProtocol, StrCat("method ", method.name, ": expected ",
                                                                  name(method.payload), ", got ", name(head.payload)));
  } else if (method.streams() && session_->streams() == nullptr) [[unlikely]] {
    why = Internal("method ", method.name, " is a stream: expected gRPC, got ", TransportName(head.transport));
  } else {
    return true;
  }
  session_->ReplyError(id, why, session::ReplyHead());
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

void Connection::Message(session::CallId id, std::string_view body) {
  Call* call = Followed(id);
  if (call != nullptr && call->stream() != nullptr) call->stream()->OnMessage(body);
}

void Connection::HalfClosed(session::CallId id) {
  Call* call = Followed(id);
  if (call != nullptr && call->stream() != nullptr) call->stream()->OnHalfClosed();
}

void Connection::Cancelled(session::CallId id, const Status& why) {
  Call* call = Followed(id);
  if (call == nullptr) return;
  Unlink(*call);
  call->Abandon(why);
}

void Connection::Writable(session::CallId id) {
  Call* call = Followed(id);
  if (call != nullptr && call->stream() != nullptr) call->stream()->OnWritable();
}

Status Connection::SendMessage(StreamCall& call, const void* message) {
  session::ServerStreams& streams = *session_->streams();
  if (call.info().stats.send_messages == 0) streams.SendHeader(call.id(), call.backward());
  Bytes& out = streams.BeginMessage(call.id());
  const std::size_t before = out.size();
  Status status = call.method().server_message.encode(message, out);
  const std::size_t size = out.size() - before;
  if (status.ok()) {
    status = streams.EndMessage(call.id());
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
  shared_.LogPeer(peer_, why);
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

void Connection::FlushLater() { shared_.loop().AtTurnEnd(*this); }

void Connection::OnTurnEnd() {
  if (closed_) {
    shared_.Remove(*this);  // destroys this
    return;
  }
  if (MayTake() && !in_.empty()) TakeMessages(in_);
  if (call_count_ == 0 && (enough_ || (session_ != nullptr && session_->ended()))) last_ = true;
  Flush();
  if (readable_ && MayRead() && !closed_) Read();
  CloseWhenIdle();
  ArmTimer();
}

void Connection::Flush() {
  if (session_ == nullptr) return;
  Bytes& out = session_->output();
  while (!blocked_ && !closed_) {
    session_->Fill();
    if (out.empty()) break;
    flushed_ = out.size();
    const net::IoResult wrote = stream_->Write(out.data(), out.size());
    if (wrote.kind() == net::IoResult::Kind::kDone) {
      out.Consume(wrote.size());
      blocked_since_ = shared_.loop().turn_began();
    } else if (wrote.kind() == net::IoResult::Kind::kBlocked) {
      blocked_ = true;
    } else {
      Close();
    }
  }
  if (out.empty()) out.Release();
}

void Connection::OnWritable() {
  blocked_ = false;
  FlushLater();
}

void Connection::CloseWhenIdle() {
  if (closed_ || call_count_ > 0) return;
  if (session_ != nullptr && !session_->output().empty()) return;
  // After the peer's end, messages that wait for their turn are still answered.
  if (!last_ && !(end_ && (in_.empty() || MayTake()))) return;
  Discard();
  Close();
}

// Bytes that are left unread would turn our end into a reset, and the last reply into nothing.
void Connection::Discard() {
  for (int i = 0; i < kReadsPerTurn && !end_; ++i) {
    Bytes& scratch = shared_.scratch();
    const net::IoResult read = stream_->Read(scratch.Reserve(kReadSize), kReadSize);
    if (read.kind() != net::IoResult::Kind::kDone) return;
  }
}

void Connection::StartDraining() {
  if (session_ != nullptr) session_->Drain();
  FlushLater();
}

void Connection::CloseAfterCalls() {
  // Over HTTP/2 the peer is told first, and what it sent before it heard is answered: the session ends then.
  if (session_ != nullptr && session_->self_limiting()) return FlushLater();
  if (call_count_ == 0 && in_.empty()) last_ = true;
  // One after the other, a client hears of it with each reply. Many at once may never leave a moment without a call.
  enough_ = multiplexed_;
  FlushLater();
}

void Connection::AbandonCalls(const Status& why) {
  for (Call* call = std::exchange(calls_, nullptr); call != nullptr;) {
    Call* next = call->next;
    call->Abandon(why);
    call = next;
  }
  call_count_ = 0;
  followed_.clear();
}

void Connection::Close() {
  if (closed_) return;
  closed_ = true;
  timer_.Disarm();
  in_.Release();
  AbandonCalls(elanus::Cancelled("the connection of the caller was lost"));
  FlushLater();  // which removes it
}

// When the peer owes us something: the first bytes, the rest of a message, room for a reply, or the next call.
TimePoint Connection::Due() const {
  const Limits& limits = shared_.config().pipeline.limits;
  if (session_ == nullptr) return opened_ + limits.first_bytes_timeout;
  if (blocked_) return blocked_since_ + limits.frame_timeout;
  const TimePoint session_due = session_->due();
  if (partial_ && MayTake()) return std::min(session_due, partial_since_ + limits.frame_timeout);
  return std::min(session_due, active_ + shared_.config().max_idle);
}

// The timer is not moved by each message: it fires when it was due once, and then looks again.
void Connection::ArmTimer() {
  if (closed_) return;
  const TimePoint due = Due();
  if (timer_.armed() && armed_for_ <= due) return;
  armed_for_ = due;
  timer_.Arm(shared_.loop().timers(), due, [](void* self) { static_cast<Connection*>(self)->OnTimer(); }, this);
}

void Connection::OnTimer() {
  const Limits& limits = shared_.config().pipeline.limits;
  const TimePoint now = shared_.loop().now();
  if (session_ != nullptr && session_->due() <= now) {
    if (Status status = session_->OnTime(now, *this); !status.ok()) Fail(status);
    FlushLater();
    ArmTimer();
    return;
  }
  const bool busy = !blocked_ && call_count_ > 0 && (!partial_ || !MayTake());
  if (now < Due() || busy) {
    active_ = now;
    ArmTimer();
    return;
  }
  if (session_ == nullptr) {
    shared_.LogPeer(peer_, DeadlineExceeded("expected the first 8 bytes of a request within ",
                                            Seconds(limits.first_bytes_timeout), " s, got ", in_.size()));
  } else if (blocked_) {
    shared_.LogPeer(
        peer_, DeadlineExceeded("expected the peer to read its replies, it took none of ", session_->output().size(),
                                " bytes in ", Seconds(limits.frame_timeout), " s"));
  } else if (partial_) {
    GiveUp(
        ApplicationError(AppException::kProtocolError,
                         StrCat("read timeout: expected the rest of a message within ", Seconds(limits.frame_timeout),
                                " s, got ", in_.empty() ? "a part" : StrCat(in_.size(), " bytes"), " of it")));
    return;
  }
  Close();
}

// Other calls of the connection are still answered.
void Connection::GiveUp(const Status& why) {
  session_->GiveUp(in_, why, *this);
  Fail(why);
  ArmTimer();
}

}  // namespace elanus::server
