// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/remote_call.h"

#include <utility>

#include "elanus/client/attempt.h"

namespace elanus::client {

RemoteCall::RemoteCall(ClientExchange& call)
    : head_(call.Head()), connect_timeout_(call.info().connect_timeout), stats_(call.stats()) {
  // The names of services and methods live as long as the client; the caller's method is its own.
  from_method_ = head_.from_method;
  head_.from_method = from_method_;
  metadata_ = call.outgoing().Copy();
  head_.metadata = &metadata_;
}

Status RemoteCall::EncodeArguments(Bytes& out) const {
  out.Append(arguments_.view());
  return Ok();
}

void RemoteCall::Chosen(std::string_view peer, std::int32_t sequence_id) {
  peer_ = peer;
  sequence_id_ = sequence_id;
}

bool RemoteCall::Replied(const session::ReplyInfo& info, Metadata& metadata, std::string_view body, const Limits&) {
  replied_ = true;
  reply_ = info;
  reply_metadata_ = std::move(metadata);
  body_.Append(body);
  outcome = Ok();
  return true;
}

Task<Status> RemoteCall::Run(ClientExchange& call, LoopClient& here, LoopClient& there, const Address& address) {
  const auto remote = std::make_shared<RemoteCall>(call);
  if (Status encoded = call.EncodeArguments(remote->arguments_); !encoded.ok()) {
    co_return encoded.Prefixed("the request cannot be encoded: ");
  }
  const bool posted = there.TryPost([remote, &here, &there, address] { RunThere(remote, here, there, address); });
  if (!posted) co_return Unavailable("remote or network error: the loop of the connection has ended");
  Status waited = co_await remote->back_.Wait(call.context().until());
  if (!waited.ok()) {
    (void)there.TryPost([remote] { remote->given_up_.Fire(); });
    call.ChosenElsewhere(address.ToString(), 0);
    co_return call.Abandoned(waited);
  }
  Status status = remote->Take(call, there.limits());
  const bool late = !status.ok() && !status.is_result() && here.loop().now() >= call.context().deadline();
  co_return late ? call.Abandoned(DeadlineExceeded("the deadline came")) : status;
}

async::Detached RemoteCall::RunThere(std::shared_ptr<RemoteCall> call, LoopClient& here, LoopClient& there,
                                     Address address) {
  there.Enter();
  const async::Until until(TimePoint::Never(), &call->given_up_);
  call->status_ = co_await Attempt(*call, there.pool(), address, until, call->connect_timeout_);
  // Where the caller's loop has ended, nobody waits any more.
  (void)here.TryPost([call] { call->back_.Set(); });
  there.Leave();
}

Status RemoteCall::Take(ClientExchange& call, const Limits& limits) {
  call.stats() = std::move(stats_);
  call.ChosenElsewhere(std::move(peer_), sequence_id_);
  if (!replied_) return status_;
  (void)call.Replied(reply_, reply_metadata_, body_.view(), limits);
  return std::move(call.outcome);
}

}  // namespace elanus::client
