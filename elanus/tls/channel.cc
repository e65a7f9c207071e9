// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/tls/channel.h"

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <utility>

#include <openssl/err.h>

#include "elanus/base/check.h"
#include "elanus/tls/names.h"
#include "elanus/tls/reason.h"

namespace elanus::tls {

using net::IoResult;

namespace {

constexpr std::size_t kReadSize = std::size_t{64} << 10;
// What is encrypted ahead of a network that does not take it.
constexpr std::size_t kWriteAhead = std::size_t{64} << 10;
// What a peer has to take what was written before the stream was destroyed.
constexpr Duration kLinger = std::chrono::seconds(5);
constexpr Duration kLingerAfterFailure = std::chrono::seconds(1);
constexpr std::string_view kProtocolVersionAlert("\x15\x03\x01\x00\x02\x02\x46", 7);
// Reads that a peer is worth to which nobody listens any more.
constexpr int kDiscardedReads = 64;

}  // namespace

Channel::Channel(async::Loop& loop, std::unique_ptr<net::Stream> below, std::shared_ptr<const Context> context)
    : loop_(loop), context_(std::move(context)), ssl_(context_->Accept(wire_, told_)), below_(std::move(below)) {}

Channel::Channel(async::Loop& loop, std::unique_ptr<net::Stream> below, std::shared_ptr<const Context> context,
                 const Target& target)
    : loop_(loop), context_(std::move(context)), below_(std::move(below)) {
  auto ssl = context_->Connect(wire_, told_, target);
  if (ssl.ok()) {
    ssl_ = std::move(*ssl);
  } else {
    unusable_ = ssl.status();
  }
}

Channel::~Channel() {
  if (lingers_) loop_.RemoveExitHook(*this);
}

// --- The handshake.

Task<Status> Channel::Handshake(async::Until until) {
  if (shaken_) co_return Ok();
  if (!unusable_.ok()) co_return unusable_.Prefixed("TLS handshake: ");
  Status below = co_await below_->Handshake(until);
  if (!below.ok()) co_return below;
  below_->SetObserver(*this);
  while (!shaken_) {
    ERR_clear_error();
    const int result = SSL_do_handshake(ssl_.get());
    const Next next = result == 1 ? Next::kAgain : After(result);
    shaken_ = result == 1;
    Flush();  // of a failure too: the peer is told why
    if (next == Next::kEnd) co_return Unavailable("TLS handshake: the peer closed the connection");
    if (next == Next::kError) co_return Unavailable("TLS handshake: ", ErrorText(error_));
    if (next == Next::kAgain) continue;
    moved_.Reset();
    Status waited = co_await moved_.Wait(until);
    if (!waited.ok()) {
      const bool late = waited.code() == Code::kDeadlineExceeded;
      co_return Status(waited.code(), late ? "TLS handshake: i/o timeout" : "TLS handshake: cancelled");
    }
  }
  if (wire_.in.empty()) wire_.in.Release();
  co_return Ok();
}

// --- Reading.

Channel::Next Channel::Fail(int error, std::string why) {
  error_ = error;
  why_ = std::move(why);
  return over_ = Next::kError;
}

Channel::Next Channel::Pull() {
  if (!below_->more()) return Next::kWait;
  const IoResult read = below_->Read(wire_.in.Reserve(kReadSize), kReadSize);
  switch (read.kind()) {
    case IoResult::Kind::kDone: wire_.in.Commit(read.size()); return Next::kAgain;
    case IoResult::Kind::kBlocked: return Next::kWait;
    case IoResult::Kind::kError: return Fail(read.error(), "");
    case IoResult::Kind::kEnd: break;
  }
  // TLS has an end of its own, so that nobody in between can cut off the rest.
  if (shaken_) return Fail(ECONNRESET, "the connection was cut: it ended without TLS's own end");
  const bool silent = SSL_is_server(ssl_.get()) == 0 && BIO_number_read(SSL_get_rbio(ssl_.get())) == 0;
  return Fail(ECONNRESET, StrCat("the peer closed the connection", silent ? ": it may not speak TLS" : ""));
}

Channel::Next Channel::After(int result) {
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ: return Pull();
    case SSL_ERROR_ZERO_RETURN: return over_ = Next::kEnd;
    default: break;
  }
  // OpenSSL tells nothing to who does not speak TLS; from this such a client can see what is here.
  const bool foreign = !shaken_ && SSL_is_server(ssl_.get()) == 1 && IsForeign(ERR_peek_last_error());
  if (foreign) wire_.out.Append(kProtocolVersionAlert);
  return Fail(EPROTO, told_.refusal.empty() ? TakeReason() : told_.refusal);
}

IoResult Channel::Read(char* to, std::size_t room) {
  if (room == 0 && !ended_) return IoResult::Done(0);
  std::size_t got = 0;
  Next next = over_;
  while (next == Next::kAgain && got < room) {
    ERR_clear_error();
    std::size_t size = 0;
    const int result = SSL_read_ex(ssl_.get(), to + got, room - got, &size);
    got += size;
    heard_ = heard_ || got > 0;
    if (result == 1) continue;
    // More may be had by another Read; see more().
    if (got > 0 && SSL_get_error(ssl_.get(), result) == SSL_ERROR_WANT_READ) break;
    next = After(result);
  }
  if (wire_.in.empty()) wire_.in.Release();
  Flush();  // an answer of TLS's own
  if (got > 0) return IoResult::Done(got);
  if (next == Next::kWait) return IoResult::Blocked();
  ended_ = true;
  return over_ == Next::kEnd ? IoResult::End() : IoResult::Error(error_);
}

bool Channel::more() const {
  if (ended_) return false;
  return over_ != Next::kAgain || SSL_has_pending(ssl_.get()) == 1 || !wire_.in.empty() || below_->more();
}

bool Channel::Look() {
  while (over_ == Next::kAgain) {
    ERR_clear_error();
    char byte = 0;
    std::size_t size = 0;
    const int result = SSL_peek_ex(ssl_.get(), &byte, 1, &size);
    if (result == 1) return true;
    if (After(result) != Next::kWait) continue;
    if (wire_.in.empty()) wire_.in.Release();
    Flush();
    return false;
  }
  return true;
}

// --- Writing.

void Channel::Flush() {
  while (!wire_.out.empty()) {
    // Before it is told the network would take nothing, and it might then have nothing to tell.
    if (below_blocked_) return;
    const std::size_t size = wire_.out.size();
    const IoResult wrote = below_->Write(wire_.out.data(), size);
    if (wrote.kind() == IoResult::Kind::kError) {
      write_error_ = wrote.error();
      break;
    }
    if (wrote.kind() == IoResult::Kind::kDone) wire_.out.Consume(wrote.size());
    below_blocked_ = wrote.kind() == IoResult::Kind::kBlocked || wrote.size() < size;
  }
  wire_.out.Release();
  if (std::exchange(close_below_, false)) below_->CloseWrite();
}

IoResult Channel::Write(const char* from, std::size_t size) {
  if (write_closed_) return IoResult::Error(EPIPE);
  if (over_ == Next::kError) return IoResult::Error(error_);
  if (size == 0) return IoResult::Done(0);
  Flush();
  std::size_t taken = 0;
  while (taken < size && wire_.out.empty() && write_error_ == 0) {
    const std::size_t end = std::min(size, taken + kWriteAhead);
    while (taken < end) {
      ERR_clear_error();
      std::size_t written = 0;
      if (SSL_write_ex(ssl_.get(), from + taken, end - taken, &written) != 1) {
        Fail(EPROTO, TakeReason());
        return IoResult::Error(error_);
      }
      taken += written;
    }
    Flush();
  }
  if (write_error_ != 0) {
    // The peer may have said why before it went.
    Look();
    return IoResult::Error(over_ == Next::kError ? error_ : write_error_);
  }
  write_blocked_ = taken < size;
  return taken == 0 ? IoResult::Blocked() : IoResult::Done(taken);
}

void Channel::CloseWrite() {
  if (std::exchange(write_closed_, true)) return;
  if (over_ != Next::kError) SSL_shutdown(ssl_.get());
  ERR_clear_error();
  close_below_ = true;
  Flush();
  if (wire_.out.empty() && std::exchange(close_below_, false)) below_->CloseWrite();
}

void Channel::Abort() {
  aborted_ = true;
  below_->Abort();
}

std::string Channel::ErrorText(int error) const {
  return error == error_ && !why_.empty() ? why_ : below_->ErrorText(error);
}

Peer Channel::Identify() const {
  Peer who = below_->Identify();
  if (shaken_) Describe(ssl_.get(), who);
  return who;
}

// --- What the network tells.

void Channel::SetObserver(net::StreamObserver& observer) {
  ELANUS_CHECK(observer_ == nullptr, "a stream has one observer, set once: ", below_->peer());
  observer_ = &observer;
  if (!more() && !hung_up_) return;
  later_.Arm(loop_.timers(), loop_.now(), [](void* self) { static_cast<Channel*>(self)->Wake(); }, this);
}

void Channel::Wake() {
  net::Life::Watch watch(life_);
  OnReadable();
  if (watch.alive() && hung_up_) OnHangUp();
}

void Channel::OnReadable() {
  moved_.Set();
  if (lingers_) {
    Discard();
  } else if (observer_ != nullptr && !ended_ && Look()) {
    observer_->OnReadable();
  }
}

void Channel::OnWritable() {
  moved_.Set();
  below_blocked_ = false;
  Flush();
  if (!wire_.out.empty()) return;
  if (lingers_) {
    if (!awaits_end_) delete this;
    return;
  }
  if (observer_ != nullptr && std::exchange(write_blocked_, false)) observer_->OnWritable();
}

void Channel::OnHangUp() {
  moved_.Set();
  hung_up_ = true;
  if (lingers_) {
    delete this;
    return;
  }
  if (observer_ != nullptr && !std::exchange(told_hang_up_, true)) observer_->OnHangUp();
}

// --- The end.

void Channel::Leave(std::unique_ptr<Channel> channel) {
  Channel& self = *channel;
  self.observer_ = nullptr;
  self.later_.Disarm();
  if (self.aborted_) return;
  if (!self.shaken_) {
    // It may have been told why; what it sends meanwhile must not reset the connection before it has read that.
    if (self.over_ != Next::kError || self.error_ != EPROTO) return;
    self.CloseWrite();
    self.awaits_end_ = true;
    channel.release()->Linger(kLingerAfterFailure);
    return;
  }
  // As a kernel does with bytes that nobody has read.
  if (!self.ended_ && self.Look() && self.over_ == Next::kAgain) {
    self.below_->Abort();
    return;
  }
  if (self.over_ == Next::kError) return;
  self.CloseWrite();
  // A server's tickets may still be on their way. A stream that is gone when they come resets the connection, and what
  // was written last is lost with it.
  self.awaits_end_ = SSL_is_server(self.ssl_.get()) == 0 && !self.heard_ && self.over_ == Next::kAgain;
  if (!self.wire_.out.empty() || self.awaits_end_) channel.release()->Linger(kLinger);
}

void Channel::Linger(Duration duration) {
  lingers_ = true;
  loop_.AddExitHook(*this);
  const auto give_up = [](void* self) {
    auto* channel = static_cast<Channel*>(self);
    if (!channel->wire_.out.empty()) channel->below_->Abort();
    delete channel;
  };
  later_.Arm(loop_.timers(), loop_.now() + duration, give_up, this);
}

// Nobody reads any more.
void Channel::Discard() {
  char scratch[4096];
  auto kind = IoResult::Kind::kDone;
  for (int i = 0; i < kDiscardedReads && kind == IoResult::Kind::kDone; ++i) {
    kind = below_->Read(scratch, sizeof(scratch)).kind();
  }
  if (kind != IoResult::Kind::kBlocked) awaits_end_ = false;
  if (!awaits_end_ && wire_.out.empty()) delete this;
}

void Channel::OnLoopGone() { delete this; }

}  // namespace elanus::tls
