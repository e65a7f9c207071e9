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
      peer_(std::make_shared<const Peer>(stream_->Identify())),
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
  // It answers some bytes itself: windows, pings, settings.
  if (session_ != nullptr && session_->streams() != nullptr) FlushLater();
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
  options.tls = stream_->encrypted();
  bool more = false;
  for (const session::Protocol* protocol : protocol::BuiltinProtocols()) {
    const session::Match match = protocol->Sniff(in.view());
    if (match == session::Match::kYes) {
      session_ = protocol->NewServerSession(options);
      partial_since_ = shared_.loop().now();
      if (shared_.draining()) session_->Drain();
      return true;
    }
    more = more || match == session::Match::kMore;
  }
  if (!more) Fail(InvalidArgument("the first bytes belong to no protocol that this server speaks"));
  return false;
}

void Connection::Fail(const Status& why) {
  shared_.LogPeer(peer_->address, why);
  last_ = true;
  in_.Release();
  abusive_ = why.code() == Code::kResourceExhausted;
  // Where all calls live on the session's streams, they have ended with it.
  if (session_ != nullptr && session_->self_limiting()) AbandonCalls(why);
  // What it still has to say, such as why, is output before it is asked whether there is any.
  if (session_ != nullptr) session_->Fill();
  FlushLater();
  CloseWhenIdle();
}

void Connection::FlushLater() { shared_.loop().AtTurnEnd(*this); }

void Connection::OnTurnEnd() {
  if (closed_) {
    shared_.Remove(*this);  // destroys this
    return;
  }
  if (MayTake() && !in_.empty()) TakeMessages(in_);
  if (enough_ && call_count_ == 0) last_ = true;
  Flush();
  if (call_count_ == 0 && session_ != nullptr && session_->ended()) last_ = true;
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
  if (!abusive_) Discard();  // reading on is work that such a peer shall not get
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

// A tool that keeps a reflection stream open must not hold up the stop: it has had its answers.
void Connection::EndBuiltins() {
  for (Call* call = calls_; call != nullptr; call = call->next) {
    if (call->route().builtin && call->stream() != nullptr) call->stream()->OnHalfClosed();
  }
}

void Connection::StartDraining() {
  if (session_ != nullptr) session_->Drain();
  FlushLater();
}

void Connection::CloseAfterCalls() {
  EndBuiltins();
  // Over HTTP/2 the peer is told first, and what it sent before it heard is answered: the session ends then.
  if (session_ != nullptr && session_->self_limiting()) return FlushLater();
  if (call_count_ == 0 && in_.empty()) last_ = true;
  // One after the other, a client hears of it with each reply. Many at once may never leave a moment without a call.
  enough_ = multiplexed_;
  FlushLater();
}

void Connection::Abandon(Call& call, const Status& why) {
  call.Keep(peer_);
  call.Abandon(why);
}

void Connection::AbandonCalls(const Status& why) {
  for (Call* call = std::exchange(calls_, nullptr); call != nullptr;) {
    Call* next = call->next;
    Abandon(*call, why);
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
    shared_.LogPeer(peer_->address, DeadlineExceeded("expected the first 8 bytes of a request within ",
                                                     Seconds(limits.first_bytes_timeout), " s, got ", in_.size()));
  } else if (blocked_) {
    shared_.LogPeer(peer_->address,
                    DeadlineExceeded("expected the peer to read its replies, it took none of ",
                                     session_->output().size(), " bytes in ", Seconds(limits.frame_timeout), " s"));
  } else if (partial_) {
    GiveUp(
        ApplicationError(AppException::kProtocolError,
                         StrCat("read timeout: expected the rest of a message within ", Seconds(limits.frame_timeout),
                                " s, got ", in_.empty() ? "a part" : StrCat(in_.size(), " bytes"), " of it")));
    return;
  } else if (session_->self_limiting() && !std::exchange(told_idle_, true)) {
    // A call may be on its way: HTTP/2 says that the connection ends, and answers what was sent before.
    session_->Drain();
    active_ = now;
    FlushLater();
    ArmTimer();
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
