// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/exchange.h"

#include <algorithm>
#include <utility>

namespace elanus::client {

session::CallHead ClientExchange::Head() {
  session::CallHead head;
  head.package = service().package;
  head.service = service().name;
  head.method = method_name();
  head.from_service = info().from.service;
  head.from_method = info().from.method;
  head.to_service = info().to.service;
  head.kind = method().kind;
  head.payload = method().payload;
  head.oneway = method().kind == MethodKind::kOneway;
  head.compressor = options().compressor();
  if (info().connect_timeout_set) head.connect_timeout = info().connect_timeout;
  // What is left, so that the budget shrinks along the chain.
  const TimePoint deadline = context().deadline();
  if (!deadline.is_never())
    head.timeout = std::max<Duration>(deadline - context().clock().Now(), std::chrono::milliseconds(1));
  context().CollectOutgoing(outgoing());
  if (!std::exchange(headers_added_, true)) {  // a second attempt has them already
    for (const auto& [key, value] : options().headers()) outgoing().Add(MetaKind::kPlain, key, value);
  }
  head.metadata = &outgoing();
  return head;
}

Status ClientExchange::EncodeArguments(Bytes& out) const {
  if (encoded_ == nullptr) return method().encode_arguments(arguments_, out);
  out.Append(encoded_->view());
  return Ok();
}

void ClientExchange::Chosen(std::string_view peer, std::int32_t sequence_id) {
  info().to.address = peer;
  info().sequence_id = sequence_id;
}

void ClientExchange::ChosenElsewhere(std::string peer, std::int32_t sequence_id) {
  peer_ = std::move(peer);
  Chosen(peer_, sequence_id);
}

bool ClientExchange::Replied(const session::ReplyInfo& reply, Metadata& metadata, std::string_view body,
                             const Limits& limits) {
  bool trusted = true;
  outcome = Decode(reply, metadata, body, limits, trusted);
  return trusted;
}

Status ClientExchange::TakeHead(const session::ReplyInfo& reply, Metadata& metadata, bool header_told) {
  stats().recv_size = reply.wire_size;
  for (std::size_t i = 0; i < metadata.size() && (options().backward() || options().metadata()); ++i) {
    const Metadata::Entry entry = metadata.at(i);
    if (options().backward() && entry.kind == MetaKind::kBackward) {
      options().backward()->Set(entry.kind, entry.key, entry.value);
    }
    if (header_told && entry.kind == MetaKind::kPlain) continue;
    if (options().metadata()) options().metadata()->Add(entry.kind, entry.key, entry.value);
  }
  mutable_incoming() = std::move(metadata);
  // gRPC's callers look at the text as the server wrote it.
  if (reply.status.ok() || reply.status.is_result() || info().transport == Transport::kGrpc) return reply.status;
  return reply.status.Prefixed(reply.status.remote() ? "remote or network error[remote]: "
                                                     : "remote or network error: ");
}

Status ClientExchange::Decode(const session::ReplyInfo& reply, Metadata& metadata, std::string_view body,
                              const Limits& limits, bool& trusted) {
  Status head = TakeHead(reply, metadata);
  if (!head.ok()) return head;
  const Clock& clock = context().clock();
  stats().Record(StatsEvent::kWaitReadStart, clock);
  const Status decoded = method().decode_result(body, limits, result_);
  stats().Record(StatsEvent::kWaitReadFinish, clock, decoded.is_result() ? Status() : decoded);
  if (decoded.ok() || decoded.is_result()) return decoded;
  trusted = false;
  return decoded.Prefixed(StrCat("remote or network error: the reply of ", info().to.address, ": "));
}

Status ClientExchange::Abandoned(const Status& waited) const {
  const EndpointInfo& to = info().to;
  if (waited.code() == Code::kCancelled) {
    return Cancelled("canceled by business: to=", to.service, ", method=", method_name(), ", remote=", to.address);
  }
  if (!info().rpc_timeout_set) {
    return DeadlineExceeded("rpc timeout: the caller's deadline, to=", to.service, ", method=", method_name(),
                            ", remote=", to.address);
  }
  return DeadlineExceeded("rpc timeout: timeout=", info().rpc_timeout.count() / 1'000'000, "ms, to=", to.service,
                          ", method=", method_name(), ", remote=", to.address);
}

}  // namespace elanus::client
