// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/fd_stream.h"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <utility>

#include "elanus/base/check.h"
#include "elanus/base/log.h"

namespace elanus::net {

FdStream::FdStream(async::Loop& loop, Socket socket, std::string peer)
    : loop_(loop), socket_(std::move(socket)), peer_(std::move(peer)) {}

FdStream::~FdStream() {
  if (watched_) loop_.Unwatch(socket_.fd(), *this);
}

Task<Status> FdStream::Handshake(async::Until) { co_return Ok(); }

void FdStream::SetObserver(StreamObserver& observer) {
  ELANUS_CHECK(observer_ == nullptr, "a stream has one observer, set once: ", peer_);
  observer_ = &observer;
  const Status watched = loop_.Watch(socket_.fd(), *this);
  watched_ = watched.ok();
  if (watched_) return;
  LogError("connection with ", peer_, ": ", watched.message());
  error_ = ENOMEM;
  const auto tell = [](void* self) { static_cast<FdStream*>(self)->OnReady(true, true, true); };
  unwatched_.Arm(loop_.timers(), loop_.now(), tell, this);
}

bool FdStream::LookAtHangUp() {
  // The edge does not tell the peer's end, after which we may still write, from a reset.
  pollfd now = {};
  now.fd = socket_.fd();
  now.events = POLLRDHUP;
  if (poll(&now, 1, 0) == 1) closing_ = true;
  return error_ != 0 || (now.revents & (POLLHUP | POLLERR)) != 0;
}

void FdStream::OnReady(bool readable, bool writable, bool hang_up) {
  const bool gone = hang_up && !hung_up_ && LookAtHangUp();
  Life::Watch watch(life_);
  if (readable || hang_up) {
    readable_ = true;
    observer_->OnReadable();
  }
  if (watch.alive() && (writable || gone) && write_blocked_) {
    write_blocked_ = false;
    observer_->OnWritable();
  }
  if (watch.alive() && gone) {
    hung_up_ = true;
    observer_->OnHangUp();
  }
}

IoResult FdStream::ReadFailed(int error) {
  if (error == EAGAIN && error_ == 0) {
    readable_ = false;
    return IoResult::Blocked();
  }
  if (error_ == 0) error_ = error;
  ended_ = true;
  return IoResult::Error(error_);
}

IoResult FdStream::Read(char* to, std::size_t room) {
  if (ended_) return error_ != 0 ? IoResult::Error(error_) : IoResult::End();
  if (room == 0) return IoResult::Done(0);
  ssize_t n;
  do {
    n = recv(socket_.fd(), to, room, 0);
  } while (n < 0 && errno == EINTR);
  if (n < 0) return ReadFailed(errno);
  if (n == 0) {
    ended_ = true;
    // A write may have met the reset and taken the error: what looks like an end is none then.
    return error_ != 0 ? IoResult::Error(error_) : IoResult::End();
  }
  const auto got = static_cast<std::size_t>(n);
  // Less than the room was all there was; whatever comes later is an edge of its own.
  readable_ = got == room;
  return IoResult::Done(got);
}

IoResult FdStream::Write(const char* from, std::size_t size) {
  if (write_closed_) return IoResult::Error(EPIPE);
  if (error_ != 0) return IoResult::Error(error_);
  if (size == 0) return IoResult::Done(0);
  ssize_t n;
  do {
    n = send(socket_.fd(), from, size, MSG_NOSIGNAL);
  } while (n < 0 && errno == EINTR);
  if (n < 0) {
    if (errno != EAGAIN) {
      error_ = errno;
      return IoResult::Error(error_);
    }
    write_blocked_ = true;
    return IoResult::Blocked();
  }
  const auto sent = static_cast<std::size_t>(n);
  write_blocked_ = sent < size;
  return IoResult::Done(sent);
}

void FdStream::CloseWrite() {
  write_closed_ = true;
  shutdown(socket_.fd(), SHUT_WR);
}

void FdStream::Abort() { socket_.ResetOnClose(); }

std::string FdStream::local() const { return SocketAddress::Local(socket_.fd()).ToString(); }

}  // namespace elanus::net
