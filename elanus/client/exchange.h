// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One call at the client, untyped: what the chain, the pool and the connection work on.
#pragma once

#include <string>

#include "elanus/base/address.h"
#include "elanus/client/options.h"
#include "elanus/client/pending_call.h"
#include "elanus/rpc/exchange.h"

namespace elanus::client {

// On the frame of the caller. The context that it is made under and the arguments must outlive it.
class ClientExchange : public Exchange, public PendingCall {
 public:
  ClientExchange(const ServiceInfo& service, const Method& method, const Context& ctx, const CallOptions& options,
                 const void* const* arguments, void* result)
      : Exchange(service, method, Role::kClient, ctx),
        parent_(ctx),
        options_(options),
        arguments_(arguments),
        result_(result) {}

  const Context& parent() const { return parent_; }
  const CallOptions& options() const { return options_; }

  // The arguments were encoded before: for calls that outlive their arguments (Then).
  void set_encoded(const Bytes* encoded) { encoded_ = encoded; }
  // Where this call goes, when its options say so; parsed by the client.
  Address own_address;

  session::CallHead Head() override;
  Status EncodeArguments(Bytes& out) const override;
  CallStats& stats() override { return info().stats; }
  void Chosen(std::string_view peer, std::int32_t sequence_id) override;
  // As Chosen, for a peer whose name does not live as long as the call.
  void ChosenElsewhere(std::string peer, std::int32_t sequence_id);
  bool Replied(const session::ReplyInfo& info, Metadata& metadata, std::string_view body,
               const Limits& limits) override;
  Status Abandoned(const Status& waited) const override;

 private:
  const void* RawArgument(std::size_t i) const override { return encoded_ == nullptr ? arguments_[i] : nullptr; }
  void* RawResult() override { return result_; }

 protected:
  // What a reply says beside its body: its status, and the metadata for those who asked for it. `header_told`: they
  // have its headers already.
  Status TakeHead(const session::ReplyInfo& reply, Metadata& metadata, bool header_told = false);

 private:
  Status Decode(const session::ReplyInfo& reply, Metadata& metadata, std::string_view body, const Limits& limits,
                bool& trusted);

  const Context& parent_;
  const CallOptions& options_;
  const void* const* arguments_;
  void* result_;
  const Bytes* encoded_ = nullptr;
  bool headers_added_ = false;
  std::string peer_;  // of a connection on another loop
};

}  // namespace elanus::client
