// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A call of a stream method at the server: what its handler reads and writes through.
#pragma once

#include "elanus/base/limits.h"
#include "elanus/rpc/inbox.h"
#include "elanus/rpc/stream.h"
#include "elanus/server/call.h"

namespace elanus::server {

// As Call. The limits are those of the server, which outlives it.
class StreamCall final : public Call, public StreamIo {
 public:
  StreamCall(const Route& route, session::CallId id, CallOwner& owner, const Pipeline& pipeline)
      : Call(route, id, owner, pipeline), limits_(pipeline.limits) {}

  StreamCall* stream() override { return this; }
  StreamIo* stream_io() override { return this; }
  void Abandon(const Status& why) override;

  // Told by the connection.
  void OnMessage(std::string_view body, bool compressed);
  void OnHalfClosed() { inbox_.End(Ok()); }
  void OnWritable() { writable_.Set(); }

  Task<Status> Send(const void* message, SendOptions options) override;
  Task<bool> Recv(void* message) override;
  const Status& status() const override { return failed_.ok() ? inbox_.status() : failed_; }
  bool compressed() const override { return inbox_.compressed(); }

 private:
  const Limits& limits_;
  rpc::Inbox inbox_;
  Status failed_;  // why reading ended on this side
  async::Event writable_;
};

}  // namespace elanus::server
