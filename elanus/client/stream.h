// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Streams at the client: what generated stubs of stream methods return.
//   auto chunks = client.ServerStream(ctx, StreamRequest(7));
//   DataChunk chunk;
//   while (co_await chunks.Recv(chunk)) Use(chunk);
//   co_return chunks.status();                                // ok: the regular end
//
//   auto upload = client.ClientStream(ctx);
//   Status sent = co_await upload.Send(chunk);                // waits while the server is slow
//   auto answer = co_await upload.CloseAndRecv();             // Result<DataResponse>
// The first operation opens the stream. Operations run on one loop, in coroutines; a plain thread waits for such a
// coroutine by elanus::Wait. One Send and one Recv may run at a time, beside each other. Destroying the object cancels
// a stream that has not ended. The context must outlive the object.
#pragma once

#include <array>
#include <utility>

#include "elanus/base/result.h"
#include "elanus/client/stream_call.h"

namespace elanus {

namespace client {

// A client stream and its one answer.
template <class Answer>
class AnsweredCall final : public StreamCall {
 public:
  AnsweredCall(Client& client, const Method& method, const Context& ctx, const CallOptions& options)
      : StreamCall(client, method, ctx, options, nullptr, &result_) {}
  Result<Answer> Take(Status status) {
    if (!status.ok()) return status;
    return std::move(result_);
  }

 private:
  Result<Answer> result_;
};

}  // namespace client

// Movable until its first operation.
template <class Out>
class [[nodiscard]] ServerStreamCall {
 public:
  ServerStreamCall(Client& client, const Method& method, const Context& ctx, const CallOptions& options,
                   std::array<const void*, 1> arguments)
      : call_(new client::StreamCall(client, method, ctx, options, arguments.data(), nullptr)) {}

  // Fills `message`, whatever it held. False at the end: see status().
  [[nodiscard]] Task<bool> Recv(Out& message) { return call_->Recv(&message); }
  // Ok while it runs and after the regular end.
  const Status& status() const { return call_->status(); }
  // gRPC: whether the message that came last was compressed.
  bool compressed() const { return call_->compressed(); }
  void Cancel() { call_->Cancel(Cancelled("the stream was cancelled by its caller")); }

 private:
  client::StreamCallPtr call_;
};

template <class In, class Answer>
class [[nodiscard]] ClientStreamCall {
 public:
  ClientStreamCall(Client& client, const Method& method, const Context& ctx, const CallOptions& options)
      : answered_(new client::AnsweredCall<Answer>(client, method, ctx, options)), call_(answered_) {}

  Task<Status> Send(const In& message, SendOptions options = SendOptions()) { return call_->Send(&message, options); }
  // Says that no further message comes, and waits for the answer.
  Task<Result<Answer>> CloseAndRecv() {
    (void)call_->CloseSend();
    return Await(answered_);
  }
  const Status& status() const { return call_->status(); }
  void Cancel() { call_->Cancel(Cancelled("the stream was cancelled by its caller")); }

 private:
  static Task<Result<Answer>> Await(client::AnsweredCall<Answer>* call) {
    Status status = co_await call->Finish();
    co_return call->Take(std::move(status));
  }
  client::AnsweredCall<Answer>* answered_;
  client::StreamCallPtr call_;
};

template <class In, class Out>
class [[nodiscard]] BidiStreamCall {
 public:
  BidiStreamCall(Client& client, const Method& method, const Context& ctx, const CallOptions& options)
      : call_(new client::StreamCall(client, method, ctx, options, nullptr, nullptr)) {}

  Task<Status> Send(const In& message, SendOptions options = SendOptions()) { return call_->Send(&message, options); }
  // No further message is sent; Recv goes on.
  Status CloseSend() { return call_->CloseSend(); }
  [[nodiscard]] Task<bool> Recv(Out& message) { return call_->Recv(&message); }
  const Status& status() const { return call_->status(); }
  bool compressed() const { return call_->compressed(); }
  void Cancel() { call_->Cancel(Cancelled("the stream was cancelled by its caller")); }

 private:
  client::StreamCallPtr call_;
};

}  // namespace elanus
