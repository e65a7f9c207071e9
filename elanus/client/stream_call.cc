// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/stream_call.h"

#include <algorithm>
#include <utility>

namespace elanus::client {

StreamCall::StreamCall(Client& client, const Method& method, const Context& ctx, const CallOptions& options,
                       const void* const* arguments, void* result)
    : StreamScope(ctx),
      ClientExchange(client.service(), method, scope(), options_, arguments, result),
      client_(client),
      options_(options),
      parent_cancel_(ctx.until().cancel),
      limits_(client.config().pipeline.limits) {
  if (method.client_streams()) return;
  encoded_status_ = method.encode_arguments(arguments, encoded_);
  set_encoded(&encoded_);
}

// The first operation opens the stream.
async::Loop& StreamCall::Begin() {
  async::Loop& loop = *async::Loop::Current();
  if (phase_ != Phase::kNew) return loop;
  phase_ = Phase::kOpening;
  if (parent_cancel_ != nullptr && parent_cancel_->fired()) {
    End(Cancelled("the context of the stream is cancelled"));
    return loop;
  }
  parent_cancelled_.Register(
      parent_cancel_,
      [](void* self) { static_cast<StreamCall*>(self)->Cancel(Cancelled("the stream's context was cancelled")); },
      this);
  Run();
  return loop;
}

async::Detached StreamCall::Run() {
  Status status = encoded_status_;
  if (status.ok()) status = co_await client_.Run(*this);
  End(status);
  if (released_) delete this;
}

void StreamCall::End(const Status& status) {
  phase_ = Phase::kEnded;
  connection_ = nullptr;
  parent_cancelled_.Remove();
  inbox_.End(status);
  changed_.Set();
}

void StreamCall::Release() {
  parent_cancelled_.Remove();
  if (phase_ == Phase::kNew || phase_ == Phase::kEnded) {
    delete this;
    return;
  }
  released_ = true;
  Cancel(elanus::Cancelled("the stream was dropped before its end"));
}

void StreamCall::Cancel(Status why) {
  if (phase_ == Phase::kEnded || !cause_.ok()) return;
  if (done.is_set()) return inbox_.Break(why);  // how it ended is known; the chain has not heard yet
  cause_ = std::move(why);
  if (phase_ == Phase::kNew) return End(cause_);
  // What came is not read any more, and waiting ends at once.
  inbox_.Break(cause_);
  cancel_.Fire();
}

Status StreamCall::Abandoned(const Status& waited) const {
  return cause_.ok() ? ClientExchange::Abandoned(waited) : cause_;
}

void StreamCall::OnOpen(Connection& connection) {
  phase_ = Phase::kOpen;
  connection_ = &connection;
  if (close_send_ && method().client_streams()) connection.CloseSend(*this);
  changed_.Set();
}

void StreamCall::OnHeader(Metadata& metadata) {
  header_told_ = true;
  if (released_) return;  // who asked for it may be gone
  if (Metadata* to = options_.metadata()) {
    for (std::size_t i = 0; i < metadata.size(); ++i) {
      const Metadata::Entry entry = metadata.at(i);
      to->Add(entry.kind, entry.key, entry.value);
    }
  }
}

void StreamCall::OnMessage(std::string_view body, bool compressed) {
  ++stats().recv_messages;
  stats().recv_size += body.size();
  inbox_.Push(body, compressed);
}

// The chain may have work left; whoever reads and sends need not wait for that.
void StreamCall::OnGivenUp(const Status& why) {
  connection_ = nullptr;
  inbox_.End(why);
  changed_.Set();
}

bool StreamCall::Replied(const session::ReplyInfo& info, Metadata& metadata, std::string_view body,
                         const Limits& limits) {
  connection_ = nullptr;
  if (released_) metadata.Clear();  // as OnHeader
  if (!method().server_streams()) return ClientExchange::Replied(info, metadata, body, limits);
  // Its messages were counted one by one.
  const std::uint64_t received = stats().recv_size;
  outcome = TakeHead(info, metadata, header_told_);
  stats().recv_size = received;
  // The server has the same deadline: its word of it, a reset, may be here before our timer has run.
  if (!outcome.ok() && !outcome.is_result() && context().clock().Now() >= context().deadline()) {
    outcome = Abandoned(DeadlineExceeded("the deadline came"));
  }
  // The reader goes on at once; the sender hears of it when the call has ended.
  inbox_.End(outcome);
  return true;
}

Status StreamCall::Ended() const {
  if (!inbox_.status().ok()) return inbox_.status();
  if (done.is_set() && !outcome.ok()) return outcome;  // the chain has work left
  return Internal("the stream is done: expected Send before the server ends it");
}

Task<Status> StreamCall::Send(const void* message, SendOptions options) {
  if (async::Loop::Current() == nullptr) co_await client_.home().Hop();
  Begin();
  if (changed_.awaited()) {
    co_return FailedPrecondition("Send of ", method_name(), " while another Send waits: expected one at a time");
  }
  while (phase_ == Phase::kOpening) {
    changed_.Reset();
    (void)co_await changed_.Wait();
  }
  if (connection_ == nullptr || done.is_set() || inbox_.ended()) co_return Ended();
  if (close_send_) co_return FailedPrecondition("Send after CloseSend: ", method_name());
  std::size_t size = 0;
  Status sent = connection_->SendMessage(*this, method().client_message, message, options, size);
  if (!sent.ok()) co_return sent;
  ++stats().send_messages;
  stats().send_size += size;
  while (connection_ != nullptr && !done.is_set() && !inbox_.ended() &&
         connection_->unsent(*this) > limits_.stream_unsent_bytes) {
    changed_.Reset();
    (void)co_await changed_.Wait();
  }
  co_return inbox_.ended() && !inbox_.status().ok() ? inbox_.status() : Ok();
}

Task<bool> StreamCall::Recv(void* message) {
  if (async::Loop::Current() == nullptr) co_await client_.home().Hop();
  async::Loop& loop = Begin();
  if (inbox_.awaited()) {
    Cancel(FailedPrecondition("Recv of ", method_name(), " while another Recv waits: expected one at a time"));
    co_return false;
  }
  const std::optional<Duration> timeout = options_.recv_timeout();
  const Duration limit = timeout.value_or(client_.config().recv_timeout);
  while (inbox_.empty() && !inbox_.ended()) {
    const TimePoint until = limit > Duration(0) ? loop.now() + limit : TimePoint::Never();
    Status waited = co_await inbox_.Wait(async::Until(until));
    if (!waited.ok()) {
      Cancel(DeadlineExceeded("stream recv timeout: no message of ", method_name(), " within ",
                              limit.count() / 1'000'000, " ms"));
    }
  }
  if (inbox_.empty()) co_return false;
  Status decoded = method().server_message.decode(inbox_.front(), limits_, message);
  inbox_.Pop();
  if (!decoded.ok()) {
    decoded = decoded.Prefixed("remote or network error: a message of the stream: ");
    Cancel(decoded);
    inbox_.Break(decoded);
    co_return false;
  }
  if (inbox_.empty() && connection_ != nullptr && !done.is_set()) connection_->Resume(*this);
  co_return true;
}

Status StreamCall::CloseSend() {
  if (std::exchange(close_send_, true)) return Ok();
  if (phase_ == Phase::kNew && async::Loop::Current() != nullptr) Begin();
  if (connection_ != nullptr && !done.is_set() && method().client_streams()) connection_->CloseSend(*this);
  return Ok();
}

Task<Status> StreamCall::Finish() {
  if (async::Loop::Current() == nullptr) co_await client_.home().Hop();
  Begin();
  if (changed_.awaited()) {
    co_return FailedPrecondition("CloseAndRecv of ", method_name(), " while a Send waits: expected one at a time");
  }
  while (phase_ != Phase::kEnded) {
    changed_.Reset();
    (void)co_await changed_.Wait();
  }
  co_return inbox_.status();
}

}  // namespace elanus::client
