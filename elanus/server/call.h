// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One call at the server, from the decoded header to the reply.
#pragma once

#include <atomic>
#include <memory>
#include <utility>

#include "elanus/async/cancel.h"
#include "elanus/base/pool.h"
#include "elanus/rpc/exchange.h"
#include "elanus/rpc/pipeline.h"
#include "elanus/server/router.h"
#include "elanus/session/session.h"

namespace elanus::server {

class Call;
class StreamCall;

// Who gets the result: the connection, while there is one. On its loop.
class CallOwner {
 public:
  virtual ~CallOwner() = default;
  virtual void OnCallDone(Call& call, const Status& status) = 0;
  // Streams: encodes a message and sends it; what of it, and of those before, the peer has not let through; and that
  // all messages that came were read.
  virtual Status SendMessage(StreamCall& call, const void* message, SendOptions options) = 0;
  virtual std::size_t Unsent(const StreamCall& call) const = 0;
  virtual void OnRead(StreamCall& call) = 0;
};

// Frees itself when the work has ended, which may be later than its connection's end. On the connection's loop.
class Call : public Exchange, public base::Pooled {
 public:
  Call(const Route& route, session::CallId id, CallOwner& owner, const Pipeline& pipeline);
  ~Call() override;

  const Route& route() const { return route_; }
  session::CallId id() const { return id_; }
  void* frame() { return frame_; }
  Metadata& backward() { return outgoing(); }
  TracerRun& tracers() { return tracers_; }
  bool concurrent = false;

  // Null for unary methods.
  virtual StreamCall* stream() { return nullptr; }
  virtual StreamIo* stream_io() { return nullptr; }

  // Null once the connection has gone.
  CallOwner* owner() const { return owner_; }
  // The connection has gone, or the caller: the work is told to stop, nobody waits for the reply.
  virtual void Abandon(const Status& why);
  // Before that: what info() points to, which the connection has kept for its calls so far.
  void Keep(std::shared_ptr<const Peer> peer) { peer_ = std::move(peer); }

  // In the owner's list of calls.
  Call* next = nullptr;
  Call* previous = nullptr;

 private:
  const void* RawArgument(std::size_t i) const override { return method().frame.argument(frame_, i); }
  void* RawResult() override { return method().frame.result(frame_); }

  const Route& route_;
  const session::CallId id_;
  CallOwner* owner_;
  void* frame_;
  TracerRun tracers_;
  std::shared_ptr<const Peer> peer_;
  async::CancelSignal cancel_;
};

}  // namespace elanus::server
