// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One connection of a client: calls to the protocol's session, bytes to the stream, replies to whoever waits. It
// carries one call after the other, or, multiplexed, many at once.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "elanus/async/loop.h"
#include "elanus/async/task.h"
#include "elanus/async/timer.h"
#include "elanus/client/pending_call.h"
#include "elanus/net/stream.h"
#include "elanus/session/session.h"

namespace elanus::client {

class Connection;

// Who keeps the connection. On its loop.
class ConnectionOwner {
 public:
  virtual ~ConnectionOwner() = default;
  virtual async::Loop& loop() = 0;
  // Read buffer of the loop: empty between two reads.
  virtual Bytes& scratch() = 0;
  virtual const Limits& limits() const = 0;
  // It must not be used again, and no call waits for it any more.
  virtual void OnUnused(Connection& connection) = 0;
};

// Lives on one loop. Destroyed by its owner at any time but from inside Send; calls in flight must have ended.
class Connection final : net::StreamObserver, session::ClientSink, async::TurnEndHook {
 public:
  Connection(ConnectionOwner& owner, std::unique_ptr<net::Stream> stream,
             std::unique_ptr<session::ClientSession> session, bool multiplexed);
  ~Connection() override;

  // Waits while the peer does not read what was sent before (Limits::unwritten_bytes).
  Task<Status> Room(async::Until until);
  // Encodes the request; it leaves at the end of the turn. The call gets its outcome, and done is set, when the reply
  // came or the connection was lost; oneway calls end at once. An error when the request cannot be encoded.
  Status Send(PendingCall& call, const session::CallHead& head);
  // Streams that are open (PendingCall::OnOpen): as ClientStreams.
  Status SendMessage(PendingCall& call, const MessageCodec& codec, const void* message, SendOptions options,
                     std::size_t& size);
  std::size_t unsent(const PendingCall& call) const;
  void CloseSend(PendingCall& call);
  void Resume(PendingCall& call);
  // The caller gave up: the call hears OnGivenUp and nothing else. The connection is reset, so that the server stops
  // its work, and the late reply cannot meet the next call; a multiplexed one is kept, for the sake of the others.
  void GiveUp(PendingCall& call, const Status& why);
  // Ends every call with this status and takes no more.
  void Close(const Status& why);

  // Whether another call may use it.
  bool usable() const { return !closed_ && !going_away_; }
  bool crowded() const;
  // Of the message that was sent last.
  std::size_t sent_size() const { return session_->call_size(); }
  const std::string& peer() const { return peer_; }
  TimePoint idle_since;

 private:
  void OnReadable() override;
  void OnWritable() override;
  void OnHangUp() override;
  void Replied(session::CallId id, const session::ReplyInfo& info, Metadata& metadata, std::string_view body) override;
  void GoingAway() override;
  void Header(session::CallId id, Metadata& metadata) override;
  void Message(session::CallId id, std::string_view body, bool compressed) override;
  void Writable(session::CallId id) override;
  void OnTurnEnd() override;
  bool ReadOnce();
  void WatchRest();
  void ArmSessionTimer();
  void OnSessionTimer();
  PendingCall* Waiting(session::CallId id) const { return id < waiting_.size() ? waiting_[id] : nullptr; }
  void Wait(PendingCall& call);
  PendingCall* Take(session::CallId id);
  void Unused();
  void MakeRoom();

  ConnectionOwner& owner_;
  std::unique_ptr<net::Stream> stream_;
  std::string peer_;
  std::unique_ptr<session::ClientSession> session_;
  Bytes in_;  // the beginning of a reply
  async::Timer rest_due_;
  async::Timer session_due_;
  TimePoint session_armed_for_;
  // By the session's id, which it uses again.
  std::vector<PendingCall*> waiting_;
  std::size_t in_flight_ = 0;
  std::vector<async::Event*> room_waiters_;
  const bool multiplexed_;
  bool blocked_ = false;
  bool going_away_ = false;
  bool closed_ = false;
};

}  // namespace elanus::client
