// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What travels down with the work of one call: deadline, cancellation, metainfo, the span it happens in. A Context
// is a small immutable node on the coroutine's frame that points to its parent; children are made by value and
// must not outlive it. Nothing is global and nothing hangs on a thread, so it survives co_await, hops between
// threads and spawned children by construction.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "elanus/async/cancel.h"
#include "elanus/base/clock.h"
#include "elanus/base/peer.h"
#include "elanus/base/status.h"
#include "elanus/rpc/metadata.h"

namespace elanus {

class CallInfo;
class DetachedContext;

// What tracing hangs on a context; telemetry implements it. Lives as long as the context that shows it.
class TraceNode {
 public:
  virtual ~TraceNode() = default;
  // An owning copy for a context that outlives this one.
  virtual std::shared_ptr<const TraceNode> Share() const = 0;
};

// Neither copied nor moved: made in place, passed by reference. Used by one piece of work at a time, on whichever
// thread that is.
class Context {
 public:
  Context() = default;  // the background: no deadline, never cancelled
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  virtual ~Context() = default;

  // Never() without one.
  TimePoint deadline() const { return deadline_; }
  // True once it was cancelled or its deadline has passed: stop working.
  bool cancelled() const;
  // Ok, Cancelled or DeadlineExceeded.
  Status Check() const;
  // For the waits of async.
  async::Until until() const { return async::Until(deadline_, cancel_); }

  // Metainfo that is set here or that came with the call; empty when there is none. Transient values that came
  // with the call are readable but are not passed on (single hop).
  std::string_view Persistent(std::string_view key) const;
  std::string_view Transient(std::string_view key) const;

  // Children. The text is copied into the child.
  Context WithTimeout(Duration timeout) const;
  Context WithDeadline(TimePoint deadline) const;
  Context WithPersistent(std::string key, std::string value) const;
  Context WithTransient(std::string key, std::string value) const;
  // A child that ends when `signal` fires; the signal must outlive it and is fired on the loop that runs the work.
  // The parent's signal does not reach it any more: chain them with a CancelCallback where both matter.
  Context WithCancel(async::CancelSignal& signal) const;

  // Servers, TTHeader: gives a value back to the direct caller with the reply. False where there is no reply to
  // carry it.
  bool SendBackward(std::string_view key, std::string_view value) const;

  // Servers, gRPC: metadata for the caller, before the first message and after the last. Keys are lower case; values of
  // keys that end in "-bin" may be any bytes, others are printable ASCII. False where there is no reply to carry it.
  bool SetHeader(std::string_view key, std::string_view value) const;
  bool SetTrailer(std::string_view key, std::string_view value) const;
  // Servers, gRPC: how the answer, or the messages of a stream, are compressed: "gzip" or "identity". Before the first
  // of them; by default as the request. A caller that does not take gzip gets them as they are. False for other names,
  // and where there is no reply.
  bool SetSendCompressor(std::string_view name) const;
  // All that came with the call: metainfo, and gRPC's metadata (kPlain; keys that begin with ':' are Elanus's own).
  const Metadata& incoming() const;

  // Servers: who is at the other end of the connection on which the call came, and what TLS has proven of that. Nobody
  // (all is empty) outside a handler, and in detached contexts: copy the Peer.
  const Peer& peer() const;

  // For work that outlives this context: metainfo and trace are copied, deadline and cancellation stay behind.
  DetachedContext Detach() const;

  // The call that this work serves; null outside a server's handler.
  const CallInfo* call() const { return call_; }
  const TraceNode* trace() const { return trace_; }
  const Clock& clock() const { return *clock_; }

  // Adds every metainfo value that goes out with a call made from here: what was set on this hop, and the
  // persistent values that came in. Keys that `to` has already stay as they are.
  void CollectOutgoing(Metadata& to) const;

 protected:
  // What a node changes against its parent.
  class Change {
   public:
    TimePoint deadline = TimePoint::Never();  // the earlier of both counts
    async::CancelSignal* cancel = nullptr;
    const TraceNode* trace = nullptr;
  };
  Context(const Context& parent, const Change& change);

 private:
  friend class ContextRoot;
  friend class DetachedContext;
  Context(const Context& parent, MetaKind kind, std::string key, std::string value);

  TimePoint deadline_ = TimePoint::Never();
  async::CancelSignal* cancel_ = nullptr;
  const TraceNode* trace_ = nullptr;
  const CallInfo* call_ = nullptr;
  const Clock* clock_ = &Clock::System();
  const Metadata* incoming_ = nullptr;    // what came with the call
  Metadata* backward_ = nullptr;          // what goes back with the reply
  const Context* meta_parent_ = nullptr;  // the next node that has metainfo of its own
  MetaKind kind_ = MetaKind::kPlain;
  std::string key_;
  std::string value_;
};

// The first context of a call: made by servers and clients, and by tests.
class ContextRoot final : public Context {
 public:
  ContextRoot() = default;
  explicit ContextRoot(const Clock& clock) { clock_ = &clock; }
  // A root over another context: same values, fields below may be replaced.
  explicit ContextRoot(const Context& parent) : Context(parent, Change()) {}

  void set_deadline(TimePoint deadline) { deadline_ = deadline; }
  void set_cancel(async::CancelSignal* cancel) { cancel_ = cancel; }
  void set_trace(const TraceNode* trace) { trace_ = trace; }
  void set_call(const CallInfo* call) { call_ = call; }
  void set_clock(const Clock& clock) { clock_ = &clock; }
  void set_incoming(const Metadata* incoming) { incoming_ = incoming; }
  void set_backward(Metadata* backward) { backward_ = backward; }
};

// Owns what it needs: movable, may be kept. `*detached` is the Context; there is no implicit conversion, so that
// nobody detaches by accident.
class DetachedContext {
 public:
  explicit DetachedContext(const Context& from);
  DetachedContext(DetachedContext&&) noexcept;
  DetachedContext& operator=(DetachedContext&&) noexcept;
  ~DetachedContext();

  const Context& operator*() const;
  const Context* operator->() const { return &**this; }

 private:
  struct Kept;
  std::unique_ptr<Kept> kept_;
};

}  // namespace elanus
