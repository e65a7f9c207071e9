// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One TLS connection: OpenSSL between the bytes of a stream and those of its owner. It outlives the owner's stream for
// as long as the network does not take what was written.
#pragma once

#include <memory>
#include <string>

#include "elanus/async/event.h"
#include "elanus/async/loop.h"
#include "elanus/async/timer.h"
#include "elanus/net/life.h"
#include "elanus/net/stream.h"
#include "elanus/tls/context.h"

namespace elanus::tls {

// Lives on `loop`. The functions are those of Stream.
class Channel final : net::StreamObserver, async::ExitHook {
 public:
  // As a server.
  Channel(async::Loop& loop, std::unique_ptr<net::Stream> below, std::shared_ptr<const Context> context);
  // As a client: see Context::Connect.
  Channel(async::Loop& loop, std::unique_ptr<net::Stream> below, std::shared_ptr<const Context> context,
          const Target& target);
  ~Channel() override;

  // The owner's stream is destroyed: says the end, and goes when that has left.
  static void Leave(std::unique_ptr<Channel> channel);

  Task<Status> Handshake(async::Until until);
  void SetObserver(net::StreamObserver& observer);
  net::IoResult Read(char* to, std::size_t room);
  bool more() const;
  net::IoResult Write(const char* from, std::size_t size);
  void CloseWrite();
  void Abort();
  std::string ErrorText(int error) const;
  const net::Stream& below() const { return *below_; }
  Peer Identify() const;
  bool resumed() const { return SSL_session_reused(ssl_.get()) == 1; }

 private:
  // What can be done after an attempt of OpenSSL that did not work.
  enum class Next : std::uint8_t { kAgain, kWait, kEnd, kError };

  void OnReadable() override;
  void OnWritable() override;
  void OnHangUp() override;
  void OnLoopExit() override {}
  void OnLoopGone() override;
  Next After(int result);
  Next Pull();
  Next Fail(int error, std::string why);
  // Whether Read has something to say. Decrypts what there is, so that records without data (tickets) are taken.
  bool Look();
  // Writes what the network takes.
  void Flush();
  void Wake();
  void Linger(Duration duration);
  void Discard();

  async::Loop& loop_;
  const std::shared_ptr<const Context> context_;
  Wire wire_;
  Told told_;
  Status unusable_;  // it cannot even begin
  Ssl ssl_;
  std::unique_ptr<net::Stream> below_;
  net::StreamObserver* observer_ = nullptr;
  async::Event moved_;  // of the handshake
  async::Timer later_;
  net::Life life_;
  Next over_ = Next::kAgain;  // kEnd, kError: what comes behind the bytes that are there
  int error_ = 0;             // errno of kError
  std::string why_;           // its words; empty: those of the errno
  int write_error_ = 0;
  bool shaken_ = false;
  bool ended_ = false;  // kEnd or kError was returned
  bool aborted_ = false;
  bool below_blocked_ = false;  // until it says OnWritable
  bool write_blocked_ = false;  // the owner, until it is told
  bool write_closed_ = false;
  bool close_below_ = false;  // once everything is written
  bool hung_up_ = false;
  bool told_hang_up_ = false;
  bool heard_ = false;  // the peer has sent something
  bool lingers_ = false;
  bool awaits_end_ = false;  // while it lingers: of the peer
};

}  // namespace elanus::tls
