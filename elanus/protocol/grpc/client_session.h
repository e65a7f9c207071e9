// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A client's end of a connection with gRPC: all calls share it, each as a stream of its own.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "elanus/base/pool.h"
#include "elanus/protocol/grpc/client_stream.h"
#include "elanus/protocol/grpc/http2.h"
#include "elanus/session/session.h"

namespace elanus::protocol {

// Not thread-safe.
class GrpcClientSession final : public session::ClientSession, session::ClientStreams, Http2Events {
 public:
  explicit GrpcClientSession(const session::SessionOptions& options);

  session::CallId BeginCall(const session::CallHead& head) override;
  Bytes& body() override;
  Status EndCall(session::CallId id) override;
  void AbortCall(session::CallId id) override;
  std::size_t call_size() const override { return call_size_; }
  // Resets the stream: the server hears of it.
  void Forget(session::CallId id) override;

  Status Feed(Bytes& in, session::ClientSink& sink) override;
  Bytes& output() override { return http2_.output(); }
  void Fill() override { http2_.Fill(); }
  session::ClientStreams* streams() override { return this; }
  TimePoint due() const override { return late_.empty() && roomy_.empty() ? http2_.due() : TimePoint(); }
  Status OnTime(TimePoint now, session::ClientSink& sink) override;
  // For tests: the next call is this stream.
  void SkipTo(std::int32_t stream) { http2_.SkipTo(stream); }

 private:
  using Stream = GrpcClientStream;

  session::CallId Open(const session::CallHead& head) override;
  Bytes& BeginMessage(session::CallId id) override;
  Status EndMessage(session::CallId id, SendOptions options) override;
  void AbortMessage(session::CallId id) override;
  std::size_t unsent(session::CallId id) const override;
  void CloseSend(session::CallId id) override;
  void Resume(session::CallId id) override;

  Http2Stream* OnStream(std::int32_t) override { return nullptr; }
  void OnHeader(Http2Stream& stream, std::string_view name, std::string_view value) override;
  void OnHeaders(Http2Stream& stream, bool fits) override;
  void OnData(Http2Stream& stream, std::string_view bytes) override;
  void OnEnd(Http2Stream& stream) override;
  void OnClosed(Http2Stream& stream, std::uint32_t error) override;
  void OnSent(Http2Stream& stream) override;
  void OnDrained(Http2Stream& stream) override;
  void OnGoAway(std::int32_t last_stream, std::uint32_t error, std::string_view text) override;

  Stream& Of(session::CallId id) const;
  // A stream whose header list is in fields_; its failure says what is wrong with that.
  Stream& Begin(const session::CallHead& head);
  void OnMessage(Stream& stream, std::string_view message);
  void Break(Stream& stream, Status why);
  // Tells the caller; later, when nobody can hear it now.
  void Settle(Stream& stream, Status status);
  void TellLate(session::ClientSink& sink);
  void Free(Stream& stream);

  const session::SessionOptions options_;
  Http2 http2_;
  session::ClientSink* sink_ = nullptr;          // while it is told of what came
  session::ClientSink* told_of_room_ = nullptr;  // that one, also at other times
  std::vector<std::unique_ptr<Stream>, base::PoolAllocator<std::unique_ptr<Stream>>> streams_;
  std::vector<session::CallId, base::PoolAllocator<session::CallId>> free_;
  std::vector<session::CallId, base::PoolAllocator<session::CallId>> late_;
  // Streams that have room again while no sink is known: before the server's first bytes.
  std::vector<session::CallId, base::PoolAllocator<session::CallId>> roomy_;
  Fields fields_;
  session::CallId writing_ = 0;  // whose request is being written
  bool oneway_ = false;
  std::size_t call_size_ = 0;
  std::string going_away_;  // what the peer said about it
};

}  // namespace elanus::protocol
