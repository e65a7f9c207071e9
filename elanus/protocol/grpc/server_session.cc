// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/server_session.h"

#include <algorithm>
#include <utility>

#include "elanus/base/check.h"
#include "elanus/protocol/grpc/answer_fields.h"
#include "elanus/protocol/grpc/metadata_in.h"
#include "elanus/wire/grpc/status.h"

namespace elanus::protocol {

using session::CallId;
using session::ReplyHead;
using Reading = GrpcServerStream::Reading;

GrpcServerSession::GrpcServerSession(const session::SessionOptions& options)
    : options_(options),
      http2_(Http2Role::kServer, options_, *this),
      age_until_(options.grpc.max_connection_age.count() > 0 ? options.now + options.grpc.max_connection_age
                                                             : TimePoint::Never()) {
  success_.AddConstant("grpc-status", "0");
}

GrpcServerSession::Stream& GrpcServerSession::Of(CallId id) const {
  ELANUS_CHECK(id < streams_.size() && streams_[id]->used && !streams_[id]->answered, "call ", id,
               " of this connection is not open");
  return *streams_[id];
}

Status GrpcServerSession::Feed(Bytes& in, session::ServerSink& sink) {
  sink_ = &sink;
  Status status = http2_.Feed(in);
  if (!status.ok()) CancelAll(status);
  return status;
}

void GrpcServerSession::Fill() {
  http2_.Fill();
  if (!http2_.failure().ok()) CancelAll(http2_.failure());
}

void GrpcServerSession::GiveUp(const Bytes&, const Status& why, session::ServerSink& sink) {
  sink_ = &sink;
  http2_.Close(Http2Error::kEnhanceYourCalm, why.message());
  CancelAll(why);
}

// Their answers would not arrive.
void GrpcServerSession::CancelAll(const Status& why) {
  for (const auto& stream : streams_) {
    if (!stream->used || !stream->told || std::exchange(stream->answered, true)) continue;
    sink_->Cancelled(stream->id, Unavailable("the connection was closed: ", why.message()));
  }
}

Http2Stream* GrpcServerSession::OnStream(std::int32_t) {
  if (http2_.waiting() > options_.limits.message_bytes) return nullptr;  // answers that the peer does not take
  if (free_.empty()) {
    streams_.push_back(std::make_unique<Stream>());
    free_.push_back(static_cast<CallId>(streams_.size() - 1));
  }
  const CallId id = free_.back();
  free_.pop_back();
  Stream& stream = *streams_[id];
  stream.used = true;
  stream.id = id;
  return &stream;
}

void GrpcServerSession::OnHeader(Http2Stream& http2_stream, std::string_view name, std::string_view value) {
  Stream& stream = static_cast<Stream&>(http2_stream);
  if (stream.reading == Reading::kHeaders) stream.request.Read(name, value);  // a request's trailers mean nothing
}

void GrpcServerSession::OnHeaders(Http2Stream& http2_stream, bool fits) {
  Stream& stream = static_cast<Stream&>(http2_stream);
  if (stream.reading != Reading::kHeaders) return;
  stream.reading = Reading::kNothing;
  if (!fits) {
    return Break(stream, ResourceExhausted("expected metadata of at most ", options_.grpc.header_list_bytes,
                                           " bytes and ", grpc_limits::kHeaderFields, " entries, got ",
                                           stream.header_bytes, " bytes and ", stream.header_fields, " entries"));
  }
  if (stream.request.foreign() != nullptr) {
    stream.reading = Reading::kForeign;
    return;
  }
  session::RequestHead head;
  if (Status status = stream.request.Fill(options_.meta_handlers, head); !status.ok()) return Break(stream, status);
  stream.reader.set_gzip(stream.request.gzip());
  stream.gzip = stream.request.gzip();
  const Method* method = sink_->Find(head);
  if (method != nullptr && !method->client_streams()) {
    stream.reading = Reading::kOneMessage;
    return;
  }
  if (method != nullptr) stream.reading = Reading::kMessages;
  Open(stream, head, {});
}

void GrpcServerSession::Open(Stream& stream, const session::RequestHead& head, std::string_view body) {
  stream.told = true;
  sink_->Opened(stream.id, head, stream.request.metadata(), body);
}

void GrpcServerSession::OnMessage(Stream& stream, std::string_view message) {
  if (stream.answered) return;
  if (stream.reading == Reading::kMessages) {
    stream.unread = true;
    sink_->Message(stream.id, message, stream.reader.compressed());
  } else if (stream.reading == Reading::kOneMessage) {
    stream.reading = Reading::kNothing;  // as in Kitex, a second one is passed over
    session::RequestHead head;
    const Status filled = stream.request.Fill(options_.meta_handlers, head);
    ELANUS_CHECK(filled.ok(), "the header list was fine before: ", filled.message());
    head.wire_size = message.size();
    if (stream.reader.compressed()) stream.request.metadata().Add(MetaKind::kPlain, kCompressedKey, "gzip");
    Open(stream, head, message);
  }
}

void GrpcServerSession::OnData(Http2Stream& http2_stream, std::string_view bytes) {
  Stream& stream = static_cast<Stream&>(http2_stream);
  stream.kept += bytes.size();
  const bool messages = stream.reading == Reading::kOneMessage || stream.reading == Reading::kMessages;
  if (messages && !stream.answered) {
    const Status status = stream.reader.Take(bytes, options_.limits.message_bytes,
                                             [&](std::string_view message) { OnMessage(stream, message); });
    if (!status.ok() && !stream.answered) Break(stream, status);  // else it lies behind the request
  }
  CountUnfinished(stream);
  GiveBack(stream);
}

// Together they may be as long as one message may be; beyond that one at a time goes on.
void GrpcServerSession::CountUnfinished(Stream& stream) {
  const std::size_t now = stream.reader.held();
  unfinished_ = unfinished_ - stream.unfinished + now;
  stream.unfinished = now;
  most_unfinished_ = std::max(most_unfinished_, unfinished_);
  if (growing_ == nullptr && unfinished_ > options_.limits.message_bytes) growing_ = &stream;
  if (growing_ == &stream && now == 0) ChooseGrowing();
}

void GrpcServerSession::ChooseGrowing() {
  growing_ = nullptr;
  const bool all = unfinished_ <= options_.limits.message_bytes;
  for (const auto& other : streams_) {
    if (!other->used || other->kept == 0) continue;
    if (all) {
      GiveBack(*other);
    } else if (!other->unread && (growing_ == nullptr || growing_->unfinished < other->unfinished)) {
      growing_ = other.get();
    }
  }
  if (growing_ != nullptr) GiveBack(*growing_);
}

void GrpcServerSession::GiveBack(Stream& stream) {
  const bool held = !stream.answered && (stream.unread || (growing_ != nullptr && growing_ != &stream));
  if (!held) http2_.GiveBack(stream, std::exchange(stream.kept, 0));
}

void GrpcServerSession::OnEnd(Http2Stream& http2_stream) {
  Stream& stream = static_cast<Stream&>(http2_stream);
  if (stream.answered || stream.reading == Reading::kNothing) return;
  if (stream.reading == Reading::kForeign) {
    AnswerHttp(stream, *stream.request.foreign());
  } else if (stream.reader.held() > 0) {
    Break(stream, Internal("unexpected EOF: the request ended inside a message, ", stream.reader.held(),
                           " bytes behind its begin"));
  } else if (stream.reading == Reading::kOneMessage) {
    Break(stream, Internal("expected a message, got the end of the request"));
  } else {
    stream.reading = Reading::kNothing;
    sink_->HalfClosed(stream.id);
  }
}

void GrpcServerSession::OnClosed(Http2Stream& http2_stream, std::uint32_t error) {
  Stream& stream = static_cast<Stream&>(http2_stream);
  if (!stream.sent) http2_.OnUnanswered(stream);
  if (stream.told && !std::exchange(stream.answered, true)) {
    sink_->Cancelled(stream.id, wire::StatusFromReset(error));
  }
  stream.reader.Clear();
  stream.kept = 0;
  CountUnfinished(stream);
  stream.used = false;
  stream.Reset();
  free_.push_back(stream.id);
}

void GrpcServerSession::AnswerHttp(Stream& stream, const HttpAnswer& answer) {
  stream.answered = true;
  headers_.Clear();
  headers_.AddConstant(":status", answer.status);
  headers_.AddConstant("content-type", answer.type);
  if (answer.status == "405") headers_.AddConstant("allow", "POST");
  stream.out.Append(answer.text);
  stream.out_ends = true;
  http2_.SubmitResponse(stream, headers_, true);
}

void GrpcServerSession::Break(Stream& stream, const Status& why) {
  Answer(stream, why, ReplyHead());
  if (stream.told) sink_->Cancelled(stream.id, why);
}

// A handler may choose by the header grpc-encoding; by default the answer is as the request.
Status GrpcServerSession::BeginHeader(Stream& stream, const Metadata* metadata) {
  if (metadata != nullptr) {
    const std::string_view chosen = metadata->Find(MetaKind::kPlain, "grpc-encoding");
    if (!chosen.empty()) stream.gzip = chosen == "gzip" && stream.request.takes_gzip();
  }
  headers_.Clear();
  AddResponseHead(stream.request.subtype(), stream.gzip, headers_);
  return metadata != nullptr ? headers_.AddMetadata(*metadata, MetaKind::kPlain) : Ok();
}

void GrpcServerSession::SubmitHeader(Stream& stream) {
  stream.header_sent = true;
  http2_.SubmitResponse(stream, headers_, true);
}

void GrpcServerSession::Answer(Stream& stream, const Status& status, const ReplyHead& head) {
  const Biz* biz = head.biz != nullptr ? head.biz : status.biz();
  Fields& fields = stream.header_sent ? stream.trailers : headers_;
  fields.Clear();
  if (!stream.header_sent) {
    AddResponseHead(stream.request.subtype(), false, fields);
    if (head.backward != nullptr) static_cast<void>(fields.AddMetadata(*head.backward, MetaKind::kPlain).ok());
  }
  AddResponseStatus(status, biz, stream.request.thrift(), head.backward, fields);
  stream.answered = true;
  reply_size_ = 0;
  stream.reader.Clear();
  if (!stream.header_sent) return http2_.SubmitResponse(stream, fields, false);
  stream.out_ends = stream.out_trailers = true;
  http2_.Wake(stream);
}

Bytes& GrpcServerSession::BeginReply(CallId id, const ReplyHead& head) {
  Stream& stream = Of(id);
  stream.trailers.Clear();
  reply_failure_ = Ok();
  if (!stream.header_sent) reply_failure_ = BeginHeader(stream, head.backward);
  if (head.backward != nullptr) {
    AddResponseStatus(Ok(), nullptr, false, nullptr, stream.trailers);
    Status fits = stream.trailers.AddMetadata(*head.backward, MetaKind::kTrailer);
    if (!fits.ok()) reply_failure_ = std::move(fits);
  }
  if (head.biz != nullptr) {
    Fields& fields = stream.header_sent ? stream.trailers : headers_;
    if (stream.header_sent) fields.Clear();
    AddResponseStatus(Ok(), head.biz, stream.request.thrift(), head.backward, fields);
  }
  biz_reply_ = head.biz != nullptr;
  return stream.writer.Begin(stream.out);
}

Status GrpcServerSession::EndReply(CallId id) {
  Stream& stream = Of(id);
  if (!reply_failure_.ok() || biz_reply_) stream.writer.Abort(stream.out);
  if (!reply_failure_.ok()) return reply_failure_;
  if (!biz_reply_) {
    if (Status status = stream.writer.End(stream.out, stream.gzip); !status.ok()) return status;
  }
  reply_size_ = biz_reply_ ? 0 : stream.writer.size();
  stream.answered = true;
  stream.out_ends = stream.out_trailers = true;
  stream.reader.Clear();
  if (stream.header_sent) {
    http2_.Wake(stream);
  } else {
    stream.header_sent = true;
    http2_.SubmitResponse(stream, headers_, !biz_reply_);
  }
  return Ok();
}

void GrpcServerSession::AbortReply(CallId id) {
  Stream& stream = Of(id);
  stream.writer.Abort(stream.out);
}

void GrpcServerSession::ReplyError(CallId id, const Status& status, const ReplyHead& head) {
  Answer(Of(id), status, head);
}

void GrpcServerSession::Drop(CallId id) { Answer(Of(id), Ok(), ReplyHead()); }

void GrpcServerSession::SendHeader(CallId id, const Metadata& metadata) {
  Stream& stream = Of(id);
  if (stream.header_sent) return;
  static_cast<void>(BeginHeader(stream, &metadata).ok());
  SubmitHeader(stream);
}

Bytes& GrpcServerSession::BeginMessage(CallId id) {
  Stream& stream = Of(id);
  return stream.writer.Begin(stream.out);
}

Status GrpcServerSession::EndMessage(CallId id, SendOptions options) {
  Stream& stream = Of(id);
  if (Status status = stream.writer.End(stream.out, stream.gzip && options.compress()); !status.ok()) return status;
  stream.out_full = stream.out.size() >= options_.limits.stream_unsent_bytes;
  if (!stream.header_sent) {
    static_cast<void>(BeginHeader(stream, nullptr).ok());
    SubmitHeader(stream);
  } else {
    http2_.Wake(stream);
  }
  return Ok();
}

void GrpcServerSession::AbortMessage(CallId id) { AbortReply(id); }

std::size_t GrpcServerSession::unsent(CallId id) const { return Of(id).out.size(); }

void GrpcServerSession::Resume(CallId id) {
  Stream& stream = Of(id);
  stream.unread = false;
  GiveBack(stream);
}

void GrpcServerSession::EndStream(CallId id, const ReplyHead& head) { Answer(Of(id), Ok(), head); }

void GrpcServerSession::OnTrailersDue(Http2Stream& http2_stream) {
  const Stream& stream = static_cast<Stream&>(http2_stream);
  http2_.SubmitTrailers(http2_stream, stream.trailers.empty() ? success_ : stream.trailers);
}

void GrpcServerSession::OnSent(Http2Stream& stream) {
  static_cast<Stream&>(stream).sent = true;
  http2_.OnAnswered();
  if (!stream.ended) http2_.Reset(stream, Http2Error::kNone);  // nobody reads what else would come
}

void GrpcServerSession::OnDrained(Http2Stream& http2_stream) {
  const Stream& stream = static_cast<Stream&>(http2_stream);
  if (stream.told && !stream.answered) sink_->Writable(stream.id);
}

void GrpcServerSession::Drain() {
  if (draining_ != Draining::kNo) return;
  draining_ = Draining::kAsked;
  http2_.BeginDrain();
}

void GrpcServerSession::OnDrainAcknowledged() {
  if (draining_ == Draining::kAsked || draining_ == Draining::kNoticed) FinishDrain();
}

void GrpcServerSession::FinishDrain() {
  draining_ = Draining::kDone;
  drain_until_ = TimePoint::Never();
  http2_.FinishDrain();
}

TimePoint GrpcServerSession::due() const {
  if (draining_ == Draining::kAsked) return TimePoint();  // to learn what time it is
  return std::min({http2_.due(), drain_until_, age_until_, grace_until_});
}

Status GrpcServerSession::OnTime(TimePoint now, session::ServerSink& sink) {
  sink_ = &sink;
  if (now >= age_until_) {
    age_until_ = TimePoint::Never();
    Drain();
    const Duration grace = options_.grpc.max_connection_age_grace;
    if (grace.count() > 0) grace_until_ = now + grace;
  }
  if (draining_ == Draining::kAsked) {
    draining_ = Draining::kNoticed;
    drain_until_ = now + options_.limits.frame_timeout;
  }
  if (now >= drain_until_) FinishDrain();
  Status status = http2_.OnTime(now);
  if (status.ok() && now >= grace_until_) {
    grace_until_ = TimePoint::Never();
    http2_.Close(Http2Error::kNone, "the connection is older than it may be");
    status = Unavailable("the connection is older than it may be, and its calls have not ended in time");
  }
  if (!status.ok()) CancelAll(status);
  return status;
}

}  // namespace elanus::protocol
