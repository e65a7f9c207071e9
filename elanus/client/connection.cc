// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/connection.h"

#include <algorithm>
#include <utility>

namespace elanus::client {

namespace {

constexpr std::size_t kReadSize = std::size_t{64} << 10;

// What servers say that expect TLS, before they close.
bool IsTlsAlert(std::string_view bytes) { return bytes.size() == 7 && bytes.starts_with("\x15\x03"); }

}  // namespace

Connection::Connection(ConnectionOwner& owner, std::unique_ptr<net::Stream> stream,
                       std::unique_ptr<session::ClientSession> session, bool multiplexed)
    : owner_(owner),
      stream_(std::move(stream)),
      peer_(stream_->peer()),
      session_(std::move(session)),
      multiplexed_(multiplexed) {
  stream_->SetObserver(*this);
}

Connection::~Connection() {
  owner_.loop().RemoveTurnEnd(*this);
  ELANUS_CHECK(in_flight_ == 0, "a connection with ", in_flight_, " calls in flight is destroyed");
}

bool Connection::crowded() const { return session_->output().size() > owner_.limits().unwritten_bytes; }

Task<Status> Connection::Room(async::Until until) {
  while (crowded() && usable()) {
    async::Event room;
    room_waiters_.push_back(&room);
    Status waited = co_await room.Wait(until);
    std::erase(room_waiters_, &room);
    if (!waited.ok()) co_return waited;
  }
  if (!usable()) co_return Unavailable("remote or network error: ", peer_, " closed the connection before the call");
  co_return Ok();
}

void Connection::MakeRoom() {
  for (async::Event* room : room_waiters_) room->Set();
}

Status Connection::Send(PendingCall& call, const session::CallHead& head) {
  if (head.kind == MethodKind::kClientStream || head.kind == MethodKind::kBidiStream) {
    call.id = session_->streams()->Open(head);
    Wait(call);
    return Ok();
  }
  const session::CallId id = session_->BeginCall(head);
  if (Status encoded = call.EncodeArguments(session_->body()); !encoded.ok()) {
    session_->AbortCall(id);
    return encoded.Prefixed("the request cannot be encoded: ");
  }
  if (Status ended = session_->EndCall(id); !ended.ok()) return ended.Prefixed("the request cannot be encoded: ");
  if (head.oneway) {
    owner_.loop().AtTurnEnd(*this);
    return Ok();
  }
  call.id = id;
  Wait(call);
  return Ok();
}

void Connection::Wait(PendingCall& call) {
  owner_.loop().AtTurnEnd(*this);
  if (waiting_.size() <= call.id) waiting_.resize(call.id + 1);
  waiting_[call.id] = &call;
  ++in_flight_;
}

Status Connection::SendMessage(PendingCall& call, const MessageCodec& codec, const void* message, SendOptions options,
                               std::size_t& size) {
  session::ClientStreams& streams = *session_->streams();
  Bytes& out = streams.BeginMessage(call.id);
  const std::size_t before = out.size();
  Status status = codec.encode(message, out);
  size = out.size() - before;
  if (status.ok()) {
    status = streams.EndMessage(call.id, options);
  } else {
    streams.AbortMessage(call.id);
  }
  owner_.loop().AtTurnEnd(*this);
  return status.Prefixed("the message cannot be encoded: ");
}

std::size_t Connection::unsent(const PendingCall& call) const { return session_->streams()->unsent(call.id); }

void Connection::CloseSend(PendingCall& call) {
  session_->streams()->CloseSend(call.id);
  owner_.loop().AtTurnEnd(*this);
}

void Connection::Resume(PendingCall& call) {
  session_->streams()->Resume(call.id);
  owner_.loop().AtTurnEnd(*this);
}

void Connection::Header(session::CallId id, Metadata& metadata) {
  if (PendingCall* call = Waiting(id)) call->OnHeader(metadata);
}

void Connection::Message(session::CallId id, std::string_view body, bool compressed) {
  if (PendingCall* call = Waiting(id)) call->OnMessage(body, compressed);
}

void Connection::Writable(session::CallId id) {
  if (PendingCall* call = Waiting(id)) call->OnWritable();
}

PendingCall* Connection::Take(session::CallId id) {
  if (id >= waiting_.size() || waiting_[id] == nullptr) return nullptr;
  --in_flight_;
  return std::exchange(waiting_[id], nullptr);
}

void Connection::GiveUp(PendingCall& call, const Status& why) {
  if (call.id >= waiting_.size() || waiting_[call.id] != &call) return;
  session_->Forget(call.id);
  owner_.loop().AtTurnEnd(*this);
  Take(call.id);
  call.OnGivenUp(why);
  if (multiplexed_) {
    Unused();
    return;
  }
  stream_->Abort();
  Close(why);
}

void Connection::Close(const Status& why) {
  if (closed_) return;
  closed_ = true;
  for (session::CallId id = 0; id < waiting_.size(); ++id) {
    if (PendingCall* call = Take(id)) {
      call->outcome = why;
      call->done.Set();
    }
  }
  MakeRoom();
  Unused();
}

void Connection::Unused() {
  if (!usable() && in_flight_ == 0) owner_.OnUnused(*this);
}

void Connection::OnReadable() {
  while (!closed_ && ReadOnce()) {
  }
}

// False when there is nothing more to read now.
bool Connection::ReadOnce() {
  Bytes& in = in_.empty() ? owner_.scratch() : in_;
  // Of a large answer as much as is here already: see the server's.
  char* const to = in.Reserve(std::max(in.size(), kReadSize));
  const net::IoResult read = stream_->Read(to, in.room());
  if (read.kind() == net::IoResult::Kind::kBlocked) return false;
  if (read.kind() == net::IoResult::Kind::kEnd) {
    Close(Unavailable("remote or network error: ", peer_, " closed the connection ",
                      IsTlsAlert(in_.view()) ? "and speaks TLS"
                      : in_.empty()          ? "before it answered"
                                             : "in the middle of its answer"));
    return false;
  }
  if (read.kind() == net::IoResult::Kind::kError) {
    Close(Unavailable("remote or network error: reading from ", peer_, ": ", stream_->ErrorText(read.error())));
    return false;
  }
  in.Commit(read.size());
  const Status fed = session_->Feed(in, *this);
  if (!fed.ok()) {
    // "the peer at 10.0.0.1:80 speaks HTTP/1, expected ..."
    const std::string_view join = fed.message().starts_with("speaks ") ? " " : ": ";
    Close(Unavailable("remote or network error: the peer at ", peer_, join, fed.message()));
  }
  if (&in != &in_) {
    if (!in.empty() && !closed_) in_.Append(in.view());
    in.Clear();
  } else if (in_.empty()) {
    in_.Release();
  }
  // The beginning of an answer to nobody would be taken for that of the next call.
  if (!multiplexed_ && in_flight_ == 0 && !in_.empty()) {
    Close(Unavailable("remote or network error: ", peer_, " sent ", in_.size(), " bytes that no call waits for"));
  }
  WatchRest();
  if (session_->streams() != nullptr) owner_.loop().AtTurnEnd(*this);  // windows, pings and settings are answered
  return !closed_ && stream_->more();
}

// A server that falls silent in the middle of an answer would keep those of all later calls from them.
void Connection::WatchRest() {
  if (closed_ || in_.empty()) {
    rest_due_.Disarm();
    return;
  }
  const auto on_silence = [](void* self) {
    Connection& connection = *static_cast<Connection*>(self);
    connection.Close(
        Unavailable("remote or network error: ", connection.peer_, " fell silent in the middle of its answer"));
  };
  rest_due_.Arm(owner_.loop().timers(), owner_.loop().now() + owner_.limits().frame_timeout, on_silence, this);
}

void Connection::ArmSessionTimer() {
  const TimePoint due = closed_ ? TimePoint::Never() : session_->due();
  if (due.is_never() || (session_due_.armed() && session_armed_for_ <= due)) return;
  session_armed_for_ = due;
  session_due_.Arm(
      owner_.loop().timers(), due, [](void* self) { static_cast<Connection*>(self)->OnSessionTimer(); }, this);
}

void Connection::OnSessionTimer() {
  if (closed_) return;
  const TimePoint now = owner_.loop().now();
  if (session_->due() <= now) {
    if (Status status = session_->OnTime(now, *this); !status.ok()) {
      return Close(status.Prefixed(StrCat("remote or network error: the peer at ", peer_, ": ")));
    }
    owner_.loop().AtTurnEnd(*this);
  }
  ArmSessionTimer();
}

void Connection::Replied(session::CallId id, const session::ReplyInfo& info, Metadata& metadata,
                         std::string_view body) {
  // Kitex closes a connection of one call after every exception but a handler's (wire.md 1.6), over Framed and Buffered
  // without a word.
  const bool closes =
      !multiplexed_ && info.status.app_exception().value_or(6) != static_cast<int>(AppException::kInternalError);
  if (info.going_away || info.broken || closes) going_away_ = true;
  PendingCall* call = Take(id);
  if (call != nullptr) {  // else it was given up
    const bool decoded = call->Replied(info, metadata, body, owner_.limits());
    if (!decoded && !multiplexed_) going_away_ = true;
    call->done.Set();
  }
  if (multiplexed_) Unused();
}

void Connection::GoingAway() {
  going_away_ = true;
  Unused();
}

void Connection::OnWritable() {
  blocked_ = false;
  owner_.loop().AtTurnEnd(*this);
}

void Connection::OnHangUp() {
  // What came before the reset may hold the reply.
  OnReadable();
  Close(Unavailable("remote or network error: ", peer_, " reset the connection"));
}

void Connection::OnTurnEnd() {
  Bytes& out = session_->output();
  while (!blocked_ && !closed_) {
    session_->Fill();
    if (out.empty()) break;
    const net::IoResult wrote = stream_->Write(out.data(), out.size());
    if (wrote.kind() == net::IoResult::Kind::kDone) {
      out.Consume(wrote.size());
    } else if (wrote.kind() == net::IoResult::Kind::kBlocked) {
      blocked_ = true;
    } else {
      Close(Unavailable("remote or network error: writing to ", peer_, ": ", stream_->ErrorText(wrote.error())));
      return;
    }
  }
  if (out.empty()) out.Release();
  ArmSessionTimer();
  if (!room_waiters_.empty() && !crowded()) MakeRoom();
}

}  // namespace elanus::client
