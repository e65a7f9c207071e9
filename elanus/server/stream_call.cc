// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/server/stream_call.h"

namespace elanus::server {

void StreamCall::Abandon(const Status& why) {
  inbox_.Break(why);
  writable_.Set();
  Call::Abandon(why);
}

void StreamCall::OnMessage(std::string_view body, bool compressed) {
  ++info().stats.recv_messages;
  info().stats.recv_size += body.size();
  inbox_.Push(body, compressed);
}

Task<bool> StreamCall::Recv(void* message) {
  if (!failed_.ok()) co_return false;
  if (inbox_.awaited()) {
    inbox_.Break(FailedPrecondition("Recv while another Recv of the stream waits: expected one at a time"));
    co_return false;
  }
  while (inbox_.empty() && !inbox_.ended()) {
    Status waited = co_await inbox_.Wait(context().until());
    if (waited.ok()) continue;
    failed_ = waited;
    co_return false;
  }
  if (inbox_.empty()) co_return false;
  failed_ = method().client_message.decode(inbox_.front(), limits_, message);
  inbox_.Pop();
  if (inbox_.empty() && owner() != nullptr) owner()->OnRead(*this);
  co_return failed_.ok();
}

Task<Status> StreamCall::Send(const void* message, SendOptions options) {
  if (owner() == nullptr) co_return inbox_.status();
  if (writable_.awaited()) {
    co_return FailedPrecondition("Send while another Send of the stream waits: expected one at a time");
  }
  Status sent = context().Check();
  if (sent.ok()) sent = owner()->SendMessage(*this, message, options);
  while (sent.ok() && owner() != nullptr && owner()->Unsent(*this) > limits_.stream_unsent_bytes) {
    writable_.Reset();
    sent = co_await writable_.Wait(context().until());
  }
  if (sent.ok() && owner() == nullptr) co_return inbox_.status();
  co_return sent;
}

}  // namespace elanus::server
