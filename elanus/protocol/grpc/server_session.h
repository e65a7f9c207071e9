// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A server's end of a connection with gRPC. A call whose request is one message is told of when that message is whole;
// one whose request is a stream, when its header list is.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "elanus/base/pool.h"
#include "elanus/protocol/grpc/http2.h"
#include "elanus/protocol/grpc/server_stream.h"
#include "elanus/session/session.h"

namespace elanus::protocol {

// Not thread-safe.
class GrpcServerSession final : public session::ServerSession, session::ServerStreams, Http2Events {
 public:
  explicit GrpcServerSession(const session::SessionOptions& options);

  Status Feed(Bytes& in, session::ServerSink& sink) override;
  bool InMessage(const Bytes& in) const override { return !in.empty() || http2_.in_headers(); }
  std::uint64_t frames() const override { return http2_.frames(); }
  void GiveUp(const Bytes& in, const Status& why, session::ServerSink& sink) override;

  Bytes& BeginReply(session::CallId id, const session::ReplyHead& head) override;
  Status EndReply(session::CallId id) override;
  void AbortReply(session::CallId id) override;
  void ReplyError(session::CallId id, const Status& status, const session::ReplyHead& head) override;
  void Drop(session::CallId id) override;
  std::size_t reply_size() const override { return reply_size_; }

  // GOAWAY twice, so that no request is lost that was sent before the client knew.
  void Drain() override;
  Bytes& output() override { return http2_.output(); }
  void Fill() override;
  session::ServerStreams* streams() override { return this; }
  bool self_limiting() const override { return true; }
  TimePoint due() const override;
  Status OnTime(TimePoint now, session::ServerSink& sink) override;
  bool ended() const override { return http2_.ended(); }
  // The most bytes of messages that were not whole.
  std::size_t most_unfinished() const { return most_unfinished_; }

 private:
  using Stream = GrpcServerStream;
  // How far closing in good order has come.
  enum class Draining : std::uint8_t { kNo, kAsked, kNoticed, kDone };

  void SendHeader(session::CallId id, const Metadata& metadata) override;
  Bytes& BeginMessage(session::CallId id) override;
  Status EndMessage(session::CallId id, SendOptions options) override;
  void AbortMessage(session::CallId id) override;
  std::size_t unsent(session::CallId id) const override;
  void Resume(session::CallId id) override;
  void EndStream(session::CallId id, const session::ReplyHead& head) override;

  Http2Stream* OnStream(std::int32_t stream) override;
  void OnHeader(Http2Stream& stream, std::string_view name, std::string_view value) override;
  void OnHeaders(Http2Stream& stream, bool fits) override;
  void OnData(Http2Stream& stream, std::string_view bytes) override;
  void OnEnd(Http2Stream& stream) override;
  void OnClosed(Http2Stream& stream, std::uint32_t error) override;
  void OnTrailersDue(Http2Stream& stream) override;
  void OnSent(Http2Stream& stream) override;
  void OnDrained(Http2Stream& stream) override;
  void OnGoAway(std::int32_t, std::uint32_t, std::string_view) override {}
  void OnDrainAcknowledged() override;

  Stream& Of(session::CallId id) const;
  void Open(Stream& stream, const session::RequestHead& head, std::string_view body);
  void OnMessage(Stream& stream, std::string_view message);
  void AnswerHttp(Stream& stream, const HttpAnswer& answer);
  // The whole answer, without messages unless there were some.
  void Answer(Stream& stream, const Status& status, const session::ReplyHead& head);
  // The request turned out to be broken.
  void Break(Stream& stream, const Status& why);
  // The head of an answer with messages, in headers_; entries of the kind kPlain may be null.
  Status BeginHeader(Stream& stream, const Metadata* metadata);
  void SubmitHeader(Stream& stream);
  // The peer may send as much again, unless a reader or other unfinished messages hold it back.
  void GiveBack(Stream& stream);
  void CountUnfinished(Stream& stream);
  void ChooseGrowing();
  void FinishDrain();
  void CancelAll(const Status& why);

  const session::SessionOptions options_;
  Http2 http2_;
  session::ServerSink* sink_ = nullptr;  // while the connection lives
  std::vector<std::unique_ptr<Stream>, base::PoolAllocator<std::unique_ptr<Stream>>> streams_;
  std::vector<session::CallId, base::PoolAllocator<session::CallId>> free_;
  std::size_t unfinished_ = 0;  // bytes of messages that are not whole
  std::size_t most_unfinished_ = 0;
  Stream* growing_ = nullptr;  // the one whose message may grow when there are too many of those
  Fields headers_;             // of the reply that is being written
  Fields success_;             // trailers of most calls
  Status reply_failure_;
  bool biz_reply_ = false;
  std::size_t reply_size_ = 0;
  Draining draining_ = Draining::kNo;
  TimePoint drain_until_ = TimePoint::Never();
  TimePoint age_until_;
  TimePoint grace_until_ = TimePoint::Never();
};

}  // namespace elanus::protocol
