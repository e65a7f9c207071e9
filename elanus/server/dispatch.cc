// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/server/dispatch.h"

#include <exception>

#include "elanus/async/offload.h"
#include "elanus/async/wait.h"

namespace elanus::server {

Dispatcher::Dispatcher(const Config& config, Runtime& runtime)
    : config_(config), chain_(Chain(config.pipeline.middlewares, [&runtime](Exchange& call) {
        return Handle(runtime, static_cast<Call&>(call));
      })) {}

// The texts are views into the bytes that were fed: they are kept with the call's own headers.
void Dispatcher::Describe(Call& call, const session::RequestHead& head, TimePoint arrived) const {
  Metadata& kept = call.mutable_incoming();
  const auto keep = [&kept](std::string_view key, std::string_view value) {
    if (!value.empty()) kept.Add(MetaKind::kPlain, key, value);
  };
  keep(":from-service", head.from_service);
  keep(":from-method", head.from_method);
  CallInfo& info = call.info();
  info.from.service = kept.Find(MetaKind::kPlain, ":from-service");
  info.from.method = kept.Find(MetaKind::kPlain, ":from-method");
  info.to.service = service_name(call.service());
  info.transport = head.transport;
  info.sequence_id = head.sequence_id;
  info.stats.recv_size = head.wire_size;
  // conventions.md A.9: only the handler's events.
  if (head.transport == Transport::kGrpc) info.stats.WithoutPhases();
  if (head.timeout > Duration(0)) {
    info.rpc_timeout = head.timeout;
    info.rpc_timeout_set = true;
    call.context().set_deadline(arrived + head.timeout);
  }
}

bool Dispatcher::Start(std::unique_ptr<Call> owned, const session::RequestHead& head, std::string_view body,
                       TimePoint arrived) {
  Call& call = *owned;
  CallStats& stats = call.info().stats;
  const Clock& clock = call.context().clock();
  const TimePoint begin = stats.Now(clock);
  Describe(call, head, arrived);
  for (const StatsEvent event : {StatsEvent::kRpcStart, StatsEvent::kReadStart, StatsEvent::kWaitReadStart}) {
    stats.RecordAt(event, begin);
  }
  if (!call.route().builtin) call.tracers().Start(call);
  running_.fetch_add(1, std::memory_order_relaxed);
  // What a client streams is read by the handler.
  Status read;
  if (!call.method().client_streams()) {
    read = call.method().decode_arguments(body, config_.pipeline.limits, call.frame());
  }
  const TimePoint decoded = stats.Now(clock);
  stats.RecordAt(StatsEvent::kWaitReadFinish, decoded, read);
  stats.RecordAt(StatsEvent::kReadFinish, decoded, read);
  if (!read.ok()) {
    Finish(call, read);
    return false;
  }
  Run(owned.release());
  return true;
}

async::Detached Dispatcher::Run(Call* raw) {
  std::unique_ptr<Call> call(raw);
  Status status = co_await chain_(*call);
  Finish(*call, status);
}

void Dispatcher::Finish(Call& call, const Status& status) {
  CallStats& stats = call.info().stats;
  const Clock& clock = call.context().clock();
  const bool replies = call.method().kind != MethodKind::kOneway;
  if (replies) stats.Record(StatsEvent::kWriteStart, clock);
  if (call.owner() != nullptr) call.owner()->OnCallDone(call, status);
  const TimePoint end = stats.Now(clock);
  if (replies) stats.RecordAt(StatsEvent::kWriteFinish, end);
  stats.RecordAt(StatsEvent::kRpcFinish, end);
  call.tracers().Finish(call, status);
  running_.fetch_sub(1, std::memory_order_relaxed);
}

Task<Status> Dispatcher::Handle(Runtime& runtime, Call& call) {
  CallStats& stats = call.info().stats;
  const Clock& clock = call.context().clock();
  // Nobody waits for what is too late already.
  Status status = call.context().Check();
  if (!status.ok()) co_return status;
  stats.Record(StatsEvent::kServerHandleStart, clock);
  try {
    status = co_await Invoke(runtime, call);
    // Kitex's words for what a handler returned, so that its clients read what they know.
    const bool kitex_words = call.info().transport != Transport::kGrpc;
    if (kitex_words && !status.ok() && !status.is_result() && !status.app_exception())
      status = status.Prefixed("biz error: ");
  } catch (const std::exception& e) {
    stats.panicked = true;
    status = Internal("panic: [happened in biz handler, method=", call.service().name, ".", call.method_name(), "] ",
                      e.what());
  } catch (...) {
    stats.panicked = true;
    status = Internal("panic: [happened in biz handler, method=", call.service().name, ".", call.method_name(),
                      "] an exception that is no std::exception");
  }
  stats.Record(StatsEvent::kServerHandleFinish, clock, status.is_result() ? Status() : status);
  co_return status;
}

Task<Status> Dispatcher::Invoke(Runtime& runtime, Call& call) {
  const Method& method = call.method();
  void* handler = call.route().handler;
  if (!call.route().blocking) return method.invoke(handler, call.context(), call.frame(), call.stream_io());
  // The signal belongs to the loop; a thread that blocks must not register with it.
  call.context().set_cancel(nullptr);
  return OffloadTo(runtime, [&method, handler, &call]() -> Status {
    return Wait(method.invoke(handler, call.context(), call.frame(), nullptr));
  });
}

}  // namespace elanus::server
