// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The seam: a protocol is a state machine per connection, without I/O, clock or thread. It is fed bytes and yields
// calls and replies; it is told results and appends bytes. server/connection and client/connection own the stream.
//
// Unary is the straight line: the whole message is there when Opened or Replied runs, its body is a view into the
// fed bytes and is decoded before anything else is read. A stream adds messages each way: the sinks hear of them
// (Message, HalfClosed, Writable), and the session has a second interface for them (ServerStreams, ClientStreams), null
// where a protocol has no streams. A unary call pays nothing for that.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "elanus/base/bytes.h"
#include "elanus/base/clock.h"
#include "elanus/base/limits.h"
#include "elanus/base/result.h"
#include "elanus/base/status.h"
#include "elanus/rpc/call_info.h"
#include "elanus/rpc/grpc_options.h"
#include "elanus/rpc/metadata.h"
#include "elanus/rpc/method.h"
#include "elanus/rpc/send_options.h"

namespace elanus::session {

// A call of one session; used again after it was answered.
using CallId = std::uint32_t;

// A request as it came. Views into the fed bytes: valid until Opened returns. Fields that a protocol or a peer does
// not give are empty or zero.
class RequestHead {
 public:
  std::string_view package;  // over gRPC, where the path names one
  std::string_view service;  // the IDL's name, `isn`
  std::string_view method;
  std::string_view from_service;
  std::string_view from_method;
  std::string_view to_service;
  std::string_view real_address;  // `rip`: the peer's address as a proxy knows it
  std::int32_t sequence_id = 0;
  Duration timeout{0};  // the caller's; 0: none
  Transport transport = Transport::kFramed;
  Payload payload = Payload::kThrift;
  bool oneway = false;        // the message's type says so; the method's kind decides
  bool concurrent = false;    // further requests of the connection may run beside it (multiplexed)
  bool followed = false;      // the sink may hear more of it: messages, the half-close, a cancellation
  std::size_t wire_size = 0;  // bytes of the whole message; gRPC: of its payload, as Kitex counts
};

// What a server's session tells.
class ServerSink {
 public:
  virtual ~ServerSink() = default;
  // The method that a head means; null when there is none. Protocols whose heads come before their messages ask it to
  // know how many messages make the request.
  virtual const Method* Find(const RequestHead&) { return nullptr; }
  // A request. Unary, oneway and server streaming: `body` is its one message. Client and bidirectional streaming:
  // `body` is empty, the messages follow. A request for a method that Find does not know: as unary, with an empty body.
  // `metadata` may be moved from. False: take no further message now; Feed returns, what is left stays in its input
  // (only sessions that are not self_limiting).
  virtual bool Opened(CallId id, const RequestHead& head, Metadata& metadata, std::string_view body) = 0;
  // A request whose body cannot be read, or does not come; `why` says so. The connection ends with it: it is answered
  // with ReplyError, or dropped, and nothing more is taken.
  virtual void Unreadable(CallId id, const RequestHead& head, const Status& why) = 0;

  // Of calls that were opened with RequestHead::followed, until they were answered. Sinks of protocols that open none
  // so need not know these.
  // One more message, and whether it came compressed. A session with a window holds the peer back from here on until
  // Resume.
  virtual void Message(CallId, std::string_view, bool /*compressed*/) {}
  // No further message comes.
  virtual void HalfClosed(CallId) {}
  // The peer has taken the call back, or broke it: nobody waits for an answer, the id is free.
  virtual void Cancelled(CallId, const Status&) {}
  // ServerStreams::unsent is below Limits::stream_unsent_bytes again.
  virtual void Writable(CallId) {}
};

// How the reply to a call is written.
class ReplyHead {
 public:
  // Entries of the kind kBackward travel; over gRPC those of kPlain as headers and of kTrailer as trailers.
  const Metadata* backward = nullptr;
  const Biz* biz = nullptr;  // a business error beside an empty result
  bool going_away = false;   // crrst: the connection takes no further calls
};

// Streaming at the server: for calls of stream methods, from Opened until they are answered or cancelled.
class ServerStreams {
 public:
  virtual ~ServerStreams() = default;
  // Sends the header metadata now (entries of the kind kPlain) instead of with the first message. Once.
  virtual void SendHeader(CallId id, const Metadata& metadata) = 0;
  // One message: Begin returns where it goes, End sends it or fails (then, as after Abort, nothing of it is sent).
  virtual Bytes& BeginMessage(CallId id) = 0;
  virtual Status EndMessage(CallId id, SendOptions options) = 0;
  virtual void AbortMessage(CallId id) = 0;
  // Bytes of messages that the peer's window has not let through yet.
  virtual std::size_t unsent(CallId id) const = 0;
  // Every message that was delivered has been read: the peer may send more.
  virtual void Resume(CallId id) = 0;
  // The end of a server or bidirectional stream that succeeded, or that ended with head.biz. (A client stream is
  // answered by BeginReply and EndReply; failures by ReplyError.)
  virtual void EndStream(CallId id, const ReplyHead& head) = 0;
};

class ServerSession {
 public:
  virtual ~ServerSession() = default;

  // Takes whole messages from the front of `in`. An error is beyond help: log it and close, once what the sink was told
  // is answered. The text names what was expected and what came.
  virtual Status Feed(Bytes& in, ServerSink& sink) = 0;
  // Whether the bytes that are left are the beginning of a message: the peer owes the rest within
  // Limits::frame_timeout.
  virtual bool InMessage(const Bytes& in) const { return !in.empty(); }
  // Counts the frames that were whole, in sessions that keep the beginning of one to themselves: each has its own time.
  virtual std::uint64_t frames() const { return 0; }
  // That rest did not come, as `why` says: the sink hears of the request if it can be answered.
  virtual void GiveUp(const Bytes& in, const Status& why, ServerSink& sink) = 0;

  // A reply: Begin writes the head and returns where the body goes; End patches the lengths; Abort takes back
  // what was written, and another reply may begin. End fails, as after Abort, when the reply does not fit into its
  // format: a header's key or value too long, say; ReplyError always fits.
  virtual Bytes& BeginReply(CallId id, const ReplyHead& head) = 0;
  virtual Status EndReply(CallId id) = 0;
  virtual void AbortReply(CallId id) = 0;
  // The whole reply of a failed call: an application exception of status.app_exception(), or of type 6.
  virtual void ReplyError(CallId id, const Status& status, const ReplyHead& head) = 0;
  // No reply: oneway.
  virtual void Drop(CallId id) = 0;
  // Size of the reply that was finished last, as it travels; gRPC: of its payload.
  virtual std::size_t reply_size() const = 0;

  // No new calls here, in whatever way the protocol can say it now.
  virtual void Drain() = 0;
  // What the connection writes at the end of the turn.
  virtual Bytes& output() = 0;
  // Called before output() is written: what waits in the session moves there, up to a bound of the session's own.
  virtual void Fill() {}

  // Null without streams.
  virtual ServerStreams* streams() { return nullptr; }
  // It refuses calls above Limits::calls_per_connection, and after Drain, by itself; its bytes must be read on for the
  // calls that run (windows, cancellations).
  virtual bool self_limiting() const { return false; }
  // Timers of the protocol's own (keepalive, age): OnTime is called when due() has come. An error: log it and close
  // once the output is written.
  virtual TimePoint due() const { return TimePoint::Never(); }
  virtual Status OnTime(TimePoint, ServerSink&) { return Ok(); }
  // Nothing comes from here any more: close once the output is written and no call is left.
  virtual bool ended() const { return false; }
};

// A request to be written.
class CallHead {
 public:
  std::string_view package;  // of the service: part of its name over gRPC
  std::string_view service;
  std::string_view method;
  std::string_view from_service;
  std::string_view from_method;
  std::string_view to_service;
  std::int32_t sequence_id = 0;
  Duration timeout{0};          // sent when not 0
  Duration connect_timeout{0};  // sent when not 0
  MethodKind kind = MethodKind::kUnary;
  Payload payload = Payload::kThrift;
  bool oneway = false;
  std::string_view compressor;         // gRPC: "gzip" or "identity"; empty: as SessionOptions::grpc says
  const Metadata* metadata = nullptr;  // transient and persistent entries travel, over gRPC plain ones too
};

// A reply as it came.
class ReplyInfo {
 public:
  std::int32_t sequence_id = 0;
  // Ok: the body holds the result. Else the application exception (remote) or business error that came, or what is
  // wrong with the reply (wrong sequence id or method).
  Status status;
  bool going_away = false;  // crrst: the connection must not be used again
  bool broken = false;      // the reply does not fit: the connection must not be used again
  Transport transport = Transport::kFramed;
  std::size_t wire_size = 0;
};

class ClientSink {
 public:
  virtual ~ClientSink() = default;
  // The answer to a call; the id is free afterwards. `metadata` (backward and plain entries) may be moved from.
  // A unary call's or a client stream's one message is `body`; the end of other streams has none.
  virtual void Replied(CallId id, const ReplyInfo& info, Metadata& metadata, std::string_view body) = 0;
  // Of streams, before Replied: the header metadata; a message (the peer is held back until ClientStreams::Resume);
  // room for more (ClientStreams::unsent is below Limits::stream_unsent_bytes again).
  virtual void Header(CallId, Metadata&) {}
  virtual void Message(CallId, std::string_view, bool /*compressed*/) {}
  virtual void Writable(CallId) {}
  // The peer takes no new calls on this connection; calls in flight are still answered.
  virtual void GoingAway() = 0;
};

// Streaming at the client. Server streaming begins with ClientSession::BeginCall, as its request is one message.
class ClientStreams {
 public:
  virtual ~ClientStreams() = default;
  // A client or bidirectional stream; the id is the session's own until Replied or Forget.
  virtual CallId Open(const CallHead& head) = 0;
  virtual Bytes& BeginMessage(CallId id) = 0;
  virtual Status EndMessage(CallId id, SendOptions options) = 0;
  virtual void AbortMessage(CallId id) = 0;
  virtual std::size_t unsent(CallId id) const = 0;
  virtual void CloseSend(CallId id) = 0;
  virtual void Resume(CallId id) = 0;
};

class ClientSession {
 public:
  virtual ~ClientSession() = default;

  // A request: as BeginReply. The id is the session's own until Replied, Forget or Abort; a oneway call ends with
  // EndCall. End fails, as after Abort, when the request does not fit into its format.
  virtual CallId BeginCall(const CallHead& head) = 0;
  virtual Bytes& body() = 0;
  virtual Status EndCall(CallId id) = 0;
  virtual void AbortCall(CallId id) = 0;
  virtual std::size_t call_size() const = 0;
  // The caller gave up: the server is told where the protocol can, a late reply is dropped.
  virtual void Forget(CallId id) = 0;

  virtual Status Feed(Bytes& in, ClientSink& sink) = 0;
  virtual Bytes& output() = 0;
  // As those of ServerSession.
  virtual void Fill() {}
  virtual ClientStreams* streams() { return nullptr; }
  virtual TimePoint due() const { return TimePoint::Never(); }
  virtual Status OnTime(TimePoint, ClientSink&) { return Ok(); }
};

// Settings that decide bytes.
class SessionOptions {
 public:
  Limits limits;
  bool meta_handlers = true;  // WithMetaHandlers
  bool checksum = false;      // CRC32C over the payload: sent, and checked when it came
  GrpcOptions grpc;
  TimePoint now;     // when the session begins
  bool tls = false;  // the stream is encrypted: gRPC's scheme says so
};

// The answer to "are these your first bytes?"
enum class Match : std::uint8_t { kNo, kMore, kYes };

// One protocol family that servers recognise. Stateless, safe on any thread.
class Protocol {
 public:
  virtual ~Protocol() = default;
  virtual std::string_view name() const = 0;
  // Decides with at most 8 bytes (wire.md 6.1).
  virtual Match Sniff(std::string_view prefix) const = 0;
  virtual std::unique_ptr<ServerSession> NewServerSession(const SessionOptions& options) const = 0;
};

}  // namespace elanus::session
