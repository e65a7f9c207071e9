// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A connection as bytes: TCP, a unix socket, an in-memory pair, TLS over any of them. Never blocks; the owner tries,
// and is told when trying again makes sense.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "elanus/async/cancel.h"
#include "elanus/async/loop.h"
#include "elanus/async/task.h"
#include "elanus/base/address.h"
#include "elanus/base/peer.h"
#include "elanus/base/result.h"
#include "elanus/base/status.h"

namespace elanus::net {

// Told on the stream's loop, never from inside a call of a stream. A stream may be destroyed by its observer inside a
// call; it is told nothing more then.
class StreamObserver {
 public:
  virtual ~StreamObserver() = default;
  // Bytes, the end, or an error are there. Told once for what arrived, not again for what was left unread (see
  // Stream::more); may be told when there is nothing after all.
  virtual void OnReadable() = 0;
  virtual void OnWritable() = 0;  // writing works again after kBlocked or a short write
  // The connection is gone in both directions (reset, or closed by both). Also while nobody reads; once. What came
  // before may still be unread: Read goes on up to kEnd or kError. The peer's end alone (a FIN) is no hang-up.
  virtual void OnHangUp() = 0;
};

// What one attempt did: n bytes; nothing yet (the observer will be told); the peer's end; or an error.
class IoResult {
 public:
  enum class Kind : unsigned char { kDone, kBlocked, kEnd, kError };
  static IoResult Done(std::size_t n) { return IoResult(Kind::kDone, n, 0); }
  static IoResult Blocked() { return IoResult(Kind::kBlocked, 0, 0); }
  static IoResult End() { return IoResult(Kind::kEnd, 0, 0); }
  static IoResult Error(int error) { return IoResult(Kind::kError, 0, error); }
  Kind kind() const { return kind_; }
  std::size_t size() const { return size_; }
  int error() const { return error_; }  // errno

 private:
  IoResult(Kind kind, std::size_t size, int error) : kind_(kind), error_(error), size_(size) {}
  Kind kind_;
  int error_;
  std::size_t size_;
};

// Lives on one loop. Destroying it closes it at once; bytes that were written still go out, unless bytes of the peer
// are unread: then the kernel resets the connection, so who wants to be heard reads up to the end first.
class Stream {
 public:
  virtual ~Stream() = default;

  // Before anything is read or written: the TLS handshake; at once for the others.
  virtual Task<Status> Handshake(async::Until until) = 0;
  // Who is told; set once, before the first Read or Write. If something is readable already it is told in the
  // next turn.
  virtual void SetObserver(StreamObserver& observer) = 0;

  // The attempt: kDone with 1 to `room` bytes (0 when `room` is 0), kBlocked, kEnd (again each time), or kError
  // (again each time). Bytes that arrived before the end or a reset come first.
  virtual IoResult Read(char* to, std::size_t room) = 0;
  // Whether another Read is worth its system call. While true, reading on is the owner's duty: no OnReadable will come
  // for what is there. Once false the owner may stop, and OnReadable tells of all that comes later:
  //   do { result = stream.Read(to, room); } while (result.kind() == kDone && stream.more());
  virtual bool more() const = 0;
  // kDone with what was taken. After a short one (fewer than `size`, at least 1), as after kBlocked, OnWritable comes.
  // Never raises SIGPIPE.
  virtual IoResult Write(const char* from, std::size_t size) = 0;
  // Says the end to the peer; reading goes on, a later Write is EPIPE.
  virtual void CloseWrite() = 0;
  // Makes the peer see a reset instead of an end when the stream is destroyed. Unix sockets have no reset of their own:
  // there the peer sees one only when bytes of it are unread.
  virtual void Abort() = 0;

  // Whether nobody on the way can read along.
  virtual bool encrypted() const { return false; }
  // What the error of an attempt was, in words: "Connection reset by peer".
  virtual std::string ErrorText(int error) const;

  // "127.0.0.1:8888", or what the kind of stream has.
  virtual std::string local() const = 0;
  virtual std::string peer() const = 0;
  // Who that is, after the handshake.
  virtual Peer Identify() const;
};

// Accepts on one loop and hands each new stream's making to the chosen loop. Destroyed on its loop; its OnAccept may
// do that.
class Listener {
 public:
  // Makes the stream on the loop on which it shall live; call it there, once. Dropped uncalled, it closes the
  // connection.
  using MakeStream = std::function<std::unique_ptr<Stream>(async::Loop& loop)>;
  using OnAccept = std::function<void(MakeStream make)>;

  virtual ~Listener() = default;
  virtual Address address() const = 0;  // with the port that was bound
};

// A kind of network: TCP and unix sockets of the machine, or one in memory.
class Network {
 public:
  virtual ~Network() = default;
  // Called on `loop` (or before it runs). Binds and accepts there until the listener is destroyed there. `on_accept`
  // runs on `loop`. Errors name the address and the reason: "listen tcp :80: permission denied".
  virtual Result<std::unique_ptr<Listener>> Listen(async::Loop& loop, const Address& address,
                                                   Listener::OnAccept on_accept) = 0;
  // On the current loop, where the stream will live. Unavailable ("dial tcp 127.0.0.1:1: connection refused"),
  // DeadlineExceeded or Cancelled.
  virtual Task<Result<std::unique_ptr<Stream>>> Dial(const Address& address, async::Until until) = 0;
};

}  // namespace elanus::net
