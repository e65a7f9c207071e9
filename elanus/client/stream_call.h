// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A call of a stream method at the client, untyped. The chain, the tracers and the connection run it as any other call,
// in a coroutine of its own from the first operation to the stream's end; the user's object (stream.h) and that
// coroutine share it.
#pragma once

#include <memory>

#include "elanus/async/cancel.h"
#include "elanus/async/event.h"
#include "elanus/base/pool.h"
#include "elanus/client/client.h"
#include "elanus/client/connection.h"
#include "elanus/rpc/inbox.h"
#include "elanus/rpc/stream.h"

namespace elanus::client {

// The context of a stream: it outlives the frame that opened it by as much as its coroutine needs to end.
class StreamScope {
 public:
  explicit StreamScope(const Context& ctx)
      : detached_(ctx), bounded_((*detached_).WithDeadline(ctx.deadline())), scope_(bounded_.WithCancel(cancel_)) {}
  const Context& scope() const { return scope_; }

 protected:
  async::CancelSignal cancel_;

 private:
  DetachedContext detached_;
  Context bounded_;
  Context scope_;
};

// On one loop, that of its first operation.
class StreamCall : public StreamScope, public ClientExchange, public StreamIo, public base::Pooled {
 public:
  // `result`: of a client stream, lives as long as this; else null. Encodes the arguments of a server stream.
  StreamCall(Client& client, const Method& method, const Context& ctx, const CallOptions& options,
             const void* const* arguments, void* result);

  // The user's object has gone: a stream that has not ended is cancelled.
  void Release();
  void Cancel(Status why);

  Task<Status> Send(const void* message, SendOptions options) override;
  Task<bool> Recv(void* message) override;
  const Status& status() const override { return inbox_.status(); }
  bool compressed() const override { return inbox_.compressed(); }
  // No further message is sent. Ok too when the stream has ended.
  Status CloseSend();
  // Waits for the end: the stream's status.
  Task<Status> Finish();

  // PendingCall.
  void OnOpen(Connection& connection) override;
  void OnHeader(Metadata& metadata) override;
  void OnMessage(std::string_view body, bool compressed) override;
  void OnWritable() override { changed_.Set(); }
  void OnGivenUp(const Status& why) override;
  bool Replied(const session::ReplyInfo& info, Metadata& metadata, std::string_view body,
               const Limits& limits) override;
  Status Abandoned(const Status& waited) const override;

 private:
  enum class Phase : std::uint8_t { kNew, kOpening, kOpen, kEnded };
  async::Loop& Begin();
  async::Detached Run();
  void End(const Status& status);
  Status Ended() const;

  Client& client_;
  const CallOptions options_;
  Bytes encoded_;
  Status encoded_status_;
  Phase phase_ = Phase::kNew;
  bool released_ = false;
  bool close_send_ = false;
  bool header_told_ = false;
  Connection* connection_ = nullptr;  // while it is open
  rpc::Inbox inbox_;
  async::Event changed_;  // for the sender: open, room, or the end
  Status cause_;          // why it was cancelled
  async::CancelSignal* const parent_cancel_;
  async::CancelCallback parent_cancelled_;
  Limits limits_;
};

class ReleaseStream {
 public:
  void operator()(StreamCall* call) const { call->Release(); }
};
using StreamCallPtr = std::unique_ptr<StreamCall, ReleaseStream>;

}  // namespace elanus::client
