// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/client_session.h"

#include <algorithm>
#include <utility>

#include "elanus/base/check.h"
#include "elanus/protocol/grpc/call_fields.h"
#include "elanus/protocol/grpc/metadata_in.h"
#include "elanus/wire/grpc/status.h"

namespace elanus::protocol {

using session::CallHead;
using session::CallId;

GrpcClientSession::GrpcClientSession(const session::SessionOptions& options)
    : options_(options), http2_(Http2Role::kClient, options_, *this) {}

GrpcClientSession::Stream& GrpcClientSession::Of(CallId id) const {
  ELANUS_CHECK(id < streams_.size() && streams_[id]->used, "call ", id, " of this connection is not open");
  return *streams_[id];
}

GrpcClientSession::Stream& GrpcClientSession::Begin(const CallHead& head) {
  if (free_.empty()) {
    streams_.push_back(std::make_unique<Stream>());
    free_.push_back(static_cast<CallId>(streams_.size() - 1));
  }
  const CallId id = free_.back();
  free_.pop_back();
  Stream& stream = *streams_[id];
  stream.used = true;
  stream.id = id;
  const std::string_view compressor = head.compressor.empty() ? options_.grpc.compressor : head.compressor;
  stream.gzip = compressor == "gzip";
  stream.one_message = head.kind != MethodKind::kServerStream && head.kind != MethodKind::kBidiStream;
  fields_.Clear();
  stream.failure = AddCallHead(head, options_, stream.gzip, fields_);
  return stream;
}

void GrpcClientSession::Free(Stream& stream) {
  stream.used = false;
  stream.Reset();
  free_.push_back(stream.id);
}

CallId GrpcClientSession::BeginCall(const CallHead& head) {
  Stream& stream = Begin(head);
  writing_ = stream.id;
  oneway_ = head.oneway;
  stream.writer.Begin(stream.out);
  return stream.id;
}

Bytes& GrpcClientSession::body() { return Of(writing_).out; }

Status GrpcClientSession::EndCall(CallId id) {
  Stream& stream = Of(id);
  Status status = stream.failure;
  if (status.ok()) status = stream.writer.End(stream.out, stream.gzip);
  if (status.ok()) {
    call_size_ = stream.writer.size();
    stream.out_ends = true;
    stream.settled = oneway_;
    if (!http2_.SubmitRequest(stream, fields_)) status = Unavailable("the connection takes no new calls");
  }
  if (!status.ok()) Free(stream);
  return status;
}

void GrpcClientSession::AbortCall(CallId id) { Free(Of(id)); }

void GrpcClientSession::Forget(CallId id) {
  Stream& stream = Of(id);
  stream.settled = true;
  if (stream.stream > 0) return http2_.Reset(stream, Http2Error::kCancel);
  std::erase(late_, id);
  Free(stream);
}

CallId GrpcClientSession::Open(const CallHead& head) {
  Stream& stream = Begin(head);
  call_size_ = 0;  // its messages are counted as they go
  if (stream.failure.ok() && !http2_.SubmitRequest(stream, fields_)) {
    stream.failure = Unavailable("the connection takes no new calls");
  }
  if (!stream.failure.ok()) late_.push_back(stream.id);
  return stream.id;
}

Bytes& GrpcClientSession::BeginMessage(CallId id) {
  Stream& stream = Of(id);
  return stream.writer.Begin(stream.out);
}

Status GrpcClientSession::EndMessage(CallId id, SendOptions options) {
  Stream& stream = Of(id);
  if (!stream.failure.ok()) {
    stream.writer.Abort(stream.out);
    return stream.failure;
  }
  if (Status status = stream.writer.End(stream.out, stream.gzip && options.compress()); !status.ok()) return status;
  stream.out_full = stream.out.size() >= options_.limits.stream_unsent_bytes;
  http2_.Wake(stream);
  return Ok();
}

void GrpcClientSession::AbortMessage(CallId id) {
  Stream& stream = Of(id);
  stream.writer.Abort(stream.out);
}

std::size_t GrpcClientSession::unsent(CallId id) const { return Of(id).out.size(); }

void GrpcClientSession::CloseSend(CallId id) {
  Stream& stream = Of(id);
  stream.out_ends = true;
  http2_.Wake(stream);
}

void GrpcClientSession::Resume(CallId id) {
  Stream& stream = Of(id);
  stream.unread = false;
  http2_.GiveBack(stream, std::exchange(stream.kept, 0));
}

Status GrpcClientSession::Feed(Bytes& in, session::ClientSink& sink) {
  sink_ = told_of_room_ = &sink;
  TellLate(sink);
  Status status = http2_.Feed(in);
  if (http2_.worn_out()) sink.GoingAway();
  sink_ = nullptr;
  return status;
}

Status GrpcClientSession::OnTime(TimePoint now, session::ClientSink& sink) {
  told_of_room_ = &sink;
  TellLate(sink);
  return http2_.OnTime(now);
}

void GrpcClientSession::TellLate(session::ClientSink& sink) {
  for (const CallId id : std::exchange(late_, {})) {
    Stream& stream = Of(id);
    session::ReplyInfo info;
    info.transport = Transport::kGrpc;
    info.status = stream.failure;
    sink.Replied(id, info, stream.answer.metadata(), {});
    Free(stream);
  }
  for (const CallId id : std::exchange(roomy_, {})) {
    if (streams_[id]->used && !streams_[id]->settled) sink.Writable(id);
  }
}

void GrpcClientSession::Settle(Stream& stream, Status status) {
  if (std::exchange(stream.settled, true)) return;
  session::ReplyInfo info;
  info.transport = Transport::kGrpc;
  info.status = std::move(status);
  const bool body = stream.has_body && info.status.ok();
  if (body) info.wire_size = stream.body.size();
  sink_->Replied(stream.id, info, stream.answer.metadata(), body ? stream.body.view() : std::string_view());
}

void GrpcClientSession::Break(Stream& stream, Status why) {
  Settle(stream, std::move(why));
  http2_.Reset(stream, Http2Error::kCancel);
}

void GrpcClientSession::OnHeader(Http2Stream& http2_stream, std::string_view name, std::string_view value) {
  Stream& stream = static_cast<Stream&>(http2_stream);
  if (!stream.settled) stream.answer.Read(name, value, stream.ended ? MetaKind::kTrailer : MetaKind::kPlain);
}

void GrpcClientSession::OnHeaders(Http2Stream& http2_stream, bool fits) {
  Stream& stream = static_cast<Stream&>(http2_stream);
  if (stream.settled) return;
  if (!fits) {
    return Break(stream, ResourceExhausted("expected metadata of at most ", options_.grpc.header_list_bytes,
                                           " bytes and ", grpc_limits::kHeaderFields, " entries, got ",
                                           stream.header_bytes, " bytes and ", stream.header_fields, " entries"));
  }
  if (stream.headed) return;
  if (stream.answer.informational() && !stream.ended) return stream.answer.Clear();
  stream.headed = true;
  if (Status status = stream.answer.CheckHead(); !status.ok()) return Break(stream, std::move(status));
  stream.reader.set_gzip(stream.answer.gzip());
  if (!stream.one_message && !stream.ended) sink_->Header(stream.id, stream.answer.metadata());
}

void GrpcClientSession::OnMessage(Stream& stream, std::string_view message) {
  if (stream.settled) return;
  if (!stream.one_message) {
    stream.unread = true;
    sink_->Message(stream.id, message, stream.reader.compressed());
  } else if (stream.has_body) {
    Break(stream, Internal("expected one message, got a second one"));
  } else {
    stream.has_body = true;
    if (stream.reader.compressed()) stream.answer.metadata().Add(MetaKind::kPlain, kCompressedKey, "gzip");
    stream.body.Append(message);
  }
}

void GrpcClientSession::OnData(Http2Stream& http2_stream, std::string_view bytes) {
  Stream& stream = static_cast<Stream&>(http2_stream);
  stream.kept += bytes.size();
  if (!stream.settled) {
    Status status = stream.reader.Take(bytes, options_.limits.message_bytes,
                                       [&](std::string_view message) { OnMessage(stream, message); });
    if (!status.ok()) Break(stream, std::move(status));
  }
  if (!stream.unread || stream.settled) http2_.GiveBack(stream, std::exchange(stream.kept, 0));
}

void GrpcClientSession::OnEnd(Http2Stream& http2_stream) {
  Stream& stream = static_cast<Stream&>(http2_stream);
  if (!stream.settled) {
    Status status = stream.answer.status();
    if (status.ok() && stream.reader.held() > 0) {
      status = Internal("unexpected EOF: the answer ended inside a message");
    } else if (status.ok() && stream.one_message && !stream.has_body) {
      status = Internal("expected a message before the end of the answer, got none");
    }
    Settle(stream, std::move(status));
  }
  if (!stream.sent) http2_.Reset(stream, Http2Error::kNone);  // nobody reads what else would go
}

void GrpcClientSession::OnClosed(Http2Stream& http2_stream, std::uint32_t error) {
  Stream& stream = static_cast<Stream&>(http2_stream);
  if (stream.settled) return Free(stream);
  Status status = wire::StatusFromReset(error).AsRemote();
  const bool refused = error == static_cast<std::uint32_t>(Http2Error::kRefusedStream);
  if (!stream.begun || (refused && !going_away_.empty())) {
    status = Unavailable("the connection takes no new calls", going_away_.empty() ? "" : ": ", going_away_);
  } else if (error == 0) {
    status = Internal("expected a grpc-status at the end of the answer, got the end of the stream");
  }
  if (sink_ != nullptr) {
    Settle(stream, std::move(status));
    return Free(stream);
  }
  stream.failure = std::move(status);
  stream.stream = 0;
  late_.push_back(stream.id);
}

void GrpcClientSession::OnSent(Http2Stream& stream) { static_cast<Stream&>(stream).sent = true; }

void GrpcClientSession::OnDrained(Http2Stream& http2_stream) {
  const Stream& stream = static_cast<Stream&>(http2_stream);
  if (stream.settled) return;
  if (told_of_room_ != nullptr) return told_of_room_->Writable(stream.id);
  roomy_.push_back(stream.id);
}

void GrpcClientSession::OnGoAway(std::int32_t, std::uint32_t error, std::string_view text) {
  going_away_ = StrCat("the server goes away, ", wire::ResetName(error), text.empty() ? "" : ": ", text);
  sink_->GoingAway();
}

}  // namespace elanus::protocol
