// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A call whose connection lives on another loop. What is needed of it is copied there, and its answer is copied back:
// neither loop touches what belongs to the other, so each may end, or lose interest, at any time.
#pragma once

#include <memory>
#include <string>

#include "elanus/async/cancel.h"
#include "elanus/client/exchange.h"
#include "elanus/client/loop_client.h"

namespace elanus::client {

// Shared by both loops; each part of it is used by one of them at a time.
class RemoteCall final : public PendingCall {
 public:
  // On the caller's loop. Runs `call` on a connection that `there` holds, to the same end as Attempt.
  static Task<Status> Run(ClientExchange& call, LoopClient& here, LoopClient& there, const Address& address);

  explicit RemoteCall(ClientExchange& call);

  session::CallHead Head() override { return head_; }
  Status EncodeArguments(Bytes& out) const override;
  CallStats& stats() override { return stats_; }
  void Chosen(std::string_view peer, std::int32_t sequence_id) override;
  bool Replied(const session::ReplyInfo& info, Metadata& metadata, std::string_view body,
               const Limits& limits) override;
  Status Abandoned(const Status& waited) const override { return waited; }

 private:
  static async::Detached RunThere(std::shared_ptr<RemoteCall> call, LoopClient& here, LoopClient& there,
                                  Address address);
  Status Take(ClientExchange& call, const Limits& limits);

  // Written by the caller's loop before the call goes over.
  Bytes arguments_;
  Metadata metadata_;
  std::string from_method_;
  session::CallHead head_;
  Duration connect_timeout_;
  CallStats stats_;
  // Of the connection's loop, until the call comes back.
  async::CancelSignal given_up_;
  Status status_;
  std::string peer_;
  std::int32_t sequence_id_ = 0;
  bool replied_ = false;
  session::ReplyInfo reply_;
  Metadata reply_metadata_;
  Bytes body_;
  // Of the caller's loop.
  async::Event back_;
};

}  // namespace elanus::client
