// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The Stream over a socket, TCP or unix. It is watched once for its whole life and told of edges; what an edge said
// and a short read or write took back is remembered here, so that a request costs one read(2) and no epoll_ctl.
#pragma once

#include <string>

#include "elanus/async/loop.h"
#include "elanus/async/timer.h"
#include "elanus/net/life.h"
#include "elanus/net/socket.h"
#include "elanus/net/stream.h"

namespace elanus::net {

// Lives on `loop`, which outlives it. The socket is connected and non-blocking.
class FdStream final : public Stream, private async::Watcher {
 public:
  FdStream(async::Loop& loop, Socket socket, std::string peer);
  ~FdStream() override;

  Task<Status> Handshake(async::Until until) override;
  void SetObserver(StreamObserver& observer) override;
  IoResult Read(char* to, std::size_t room) override;
  bool more() const override { return !ended_ && (readable_ || closing_); }
  IoResult Write(const char* from, std::size_t size) override;
  void CloseWrite() override;
  void Abort() override;
  std::string local() const override;
  std::string peer() const override { return peer_; }

 private:
  void OnReady(bool readable, bool writable, bool hang_up) override;
  // Finds out what a hang-up is. True when both directions are gone.
  bool LookAtHangUp();
  IoResult ReadFailed(int error);

  async::Loop& loop_;
  Socket socket_;
  const std::string peer_;
  StreamObserver* observer_ = nullptr;
  Life life_;
  async::Timer unwatched_;  // tells the observer when the socket cannot be watched
  int error_ = 0;           // errno; the kernel says it once, we say it again
  bool watched_ = false;
  bool readable_ = false;  // an edge came, and no read has shown yet that nothing is left
  bool closing_ = false;   // no edge will come any more: read on until the end
  bool ended_ = false;     // kEnd or kError was returned
  bool write_blocked_ = false;
  bool write_closed_ = false;
  bool hung_up_ = false;
};

}  // namespace elanus::net
