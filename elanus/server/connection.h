// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One connection of a server: bytes from the stream to the protocol's session, calls to the dispatcher, replies back.
// All replies that became ready in one turn of the loop leave in one write.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "elanus/async/loop.h"
#include "elanus/async/timer.h"
#include "elanus/base/peer.h"
#include "elanus/net/stream.h"
#include "elanus/server/call.h"
#include "elanus/server/dispatch.h"
#include "elanus/server/stream_call.h"
#include "elanus/session/session.h"

namespace elanus::server {

class Connection;

// What the connections of one loop share.
class Shared {
 public:
  virtual ~Shared() = default;
  virtual async::Loop& loop() = 0;
  virtual Dispatcher& dispatcher() = 0;
  virtual const Router& router() const = 0;
  virtual const Config& config() const = 0;
  // Replies say that the server goes away.
  virtual bool draining() const = 0;
  // Connections close when they have nothing left to answer.
  virtual bool closing() const = 0;
  // Read buffer of the loop: empty between two reads.
  virtual Bytes& scratch() = 0;
  // Rate-limited: a hostile peer must not fill the log.
  virtual void LogPeer(const std::string& peer, const Status& why) = 0;
  // Destroys the connection.
  virtual void Remove(Connection& connection) = 0;
};

// Lives on one loop, owned by its loop's server; ends itself through Shared::Remove at the end of a turn.
class Connection final : net::StreamObserver, session::ServerSink, CallOwner, async::TurnEndHook {
 public:
  Connection(Shared& shared, std::unique_ptr<net::Stream> stream);
  ~Connection() override;

  // The server stops: says so where the protocol can.
  void StartDraining();
  // Calls in flight are answered, then it closes. An idle one closes now.
  void CloseAfterCalls();
  // Closes now; calls in flight are told to stop.
  void Close();

 private:
  void OnReadable() override;
  void OnWritable() override;
  void OnHangUp() override;
  bool Opened(session::CallId id, const session::RequestHead& head, Metadata& metadata, std::string_view body) override;
  void Unreadable(session::CallId id, const session::RequestHead& head, const Status& why) override;
  const Method* Find(const session::RequestHead& head) override;
  void Message(session::CallId id, std::string_view body, bool compressed) override;
  void HalfClosed(session::CallId id) override;
  void Cancelled(session::CallId id, const Status& why) override;
  void Writable(session::CallId id) override;
  void OnCallDone(Call& call, const Status& status) override;
  Status SendMessage(StreamCall& call, const void* message, SendOptions options) override;
  std::size_t Unsent(const StreamCall& call) const override;
  void OnRead(StreamCall& call) override;
  void OnTurnEnd() override;

  // Whether another message may be taken, and whether more bytes may be read for it.
  bool MayTake() const;
  bool MayRead() const { return MayTake() && !enough_; }
  void Read();
  void ReadOnce();
  void TakeMessages(Bytes& in);
  bool ChooseSession(const Bytes& in);
  void Fail(const Status& why);
  void GiveUp(const Status& why);
  const Route* RouteOf(const session::RequestHead& head) const;
  bool Fits(const Route& route, session::CallId id, const session::RequestHead& head);
  std::unique_ptr<Call> NewCall(const Route& route, session::CallId id, const session::RequestHead& head);
  void Refuse(session::CallId id, const session::RequestHead& head);
  void Link(Call& call, bool followed);
  void Unlink(Call& call);
  // Its owner is told nothing more, and need not live.
  void Abandon(Call& call, const Status& why);
  void AbandonCalls(const Status& why);
  Call* Followed(session::CallId id) const { return id < followed_.size() ? followed_[id] : nullptr; }
  void WriteReply(Call& call, const Status& status);
  void Flush();
  void FlushLater();
  void EndBuiltins();
  void CloseWhenIdle();
  void Discard();
  TimePoint Due() const;
  void ArmTimer();
  void OnTimer();

  Shared& shared_;
  std::unique_ptr<net::Stream> stream_;
  const std::shared_ptr<const Peer> peer_;
  std::unique_ptr<session::ServerSession> session_;
  Bytes in_;                 // the beginning of a message, or messages that wait for their turn
  std::size_t flushed_ = 0;  // what the last turn had to write
  Call* calls_ = nullptr;
  std::size_t call_count_ = 0;
  std::vector<Call*> followed_;  // calls of which more may come, by id
  bool serial_call_ = false;     // a call that runs alone on this connection
  bool readable_ = false;
  bool end_ = false;   // the peer has said its last
  bool last_ = false;  // close once everything is answered and written
  bool multiplexed_ = false;
  bool enough_ = false;   // the server goes: what was read is answered, more is not read
  bool blocked_ = false;  // the peer does not read
  bool abusive_ = false;  // it was closed for what it did to us
  bool closed_ = false;
  bool told_idle_ = false;
  bool partial_ = false;  // a message, or a frame of it, is not whole yet
  const TimePoint opened_;
  TimePoint active_;         // the last time a whole message came
  TimePoint partial_since_;  // when the message that is not whole yet began
  TimePoint blocked_since_;  // the last time the peer took something
  TimePoint armed_for_;
  async::Timer timer_;
};

}  // namespace elanus::server
