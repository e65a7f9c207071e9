// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/call_tracer.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <utility>

#include "elanus/base/pool.h"
#include "elanus/telemetry/live_span.h"
#include "elanus/telemetry/propagation.h"

namespace elanus::telemetry {

namespace {

// What lives from Start to Finish.
class CallState final : public base::Pooled {
 public:
  Node remote;  // servers: the parent that came with the call
  LiveSpan span;
  const TraceNode* before = nullptr;  // of the call's context
};

// "user.UserService/GetUser" (conventions.md A.5). Names that are too long for the frame go to `large`.
class SpanName {
 public:
  explicit SpanName(const Exchange& call) {
    const CallInfo& info = call.info();
    const std::string_view method = info.to.method.empty() ? call.method_name() : info.to.method;
    if (info.idl_service.empty() && method.empty()) {
      view_ = "unknown";
      return;
    }
    const std::size_t size = info.package.size() + info.idl_service.size() + method.size() + 2;
    if (size > sizeof small_) large_.resize(size);
    char* begin = size > sizeof small_ ? large_.data() : small_;
    char* end = begin;
    if (!info.package.empty()) {
      end = Put(end, info.package);
      *end++ = '.';
    }
    end = Put(end, info.idl_service);
    *end++ = '/';
    end = Put(end, method);
    view_ = std::string_view(begin, static_cast<std::size_t>(end - begin));
  }
  std::string_view view() const { return view_; }

 private:
  static char* Put(char* to, std::string_view text) { return std::copy(text.begin(), text.end(), to); }

  char small_[256];
  std::string large_;
  std::string_view view_;
};

TimePoint TimeOf(const CallStats& stats, StatsEvent event) {
  const CallStats::Event& recorded = stats.event(event);
  return recorded.recorded() ? recorded.at : TimePoint::Never();
}

void SetText(LiveSpan& span, std::string_view key, std::string_view value) {
  if (!value.empty()) span.Set(key, value);
}

void SetPeer(LiveSpan& span, const Incoming& incoming) {
  SetText(span, "peer.service", incoming.service);
  SetText(span, "peer.service.namespace", incoming.service_namespace);
  SetText(span, "peer.deployment.environment", incoming.environment);
}

// conventions.md A.8.
void SetAttributes(LiveSpan& span, const Exchange& call, const SuiteOptions& options, const Status& status) {
  const CallInfo& info = call.info();
  span.Set("rpc.system", "kitex");
  span.Set("rpc.method", info.to.method.empty() ? call.method_name() : info.to.method);
  span.Set("rpc.service", info.to.service.empty() ? info.idl_service : info.to.service);
  span.Set("kitex.recv_size", info.stats.recv_size);
  span.Set("kitex.send_size", info.stats.send_size);
  if (call.method().streams()) {
    span.Set("kitex.recv_messages", info.stats.recv_messages);
    span.Set("kitex.send_messages", info.stats.send_messages);
  }
  span.Set("request.protocol", TransportName(info.transport));
  if (options.record_source_operation) span.Set("source_operation", info.from.method);
  if (const Biz* biz = status.biz()) {
    span.Set("biz.status_code", biz->code);
    span.Set("biz.message", biz->message);
  }
}

constexpr std::string_view kEventStatus = "event.status";

// conventions.md A.9, in order of time; what is not a phase of the call (rpc_start, rpc_finish) is left out.
void AddStatsEvents(LiveSpan& span, const CallStats& stats, std::span<const PreparedEvent> succeeded) {
  // Of events at the same time the one that stands first here comes first.
  constexpr StatsEvent kPhases[] = {StatsEvent::kClientConnStart,   StatsEvent::kClientConnFinish,
                                    StatsEvent::kWriteStart,        StatsEvent::kWriteFinish,
                                    StatsEvent::kReadStart,         StatsEvent::kWaitReadStart,
                                    StatsEvent::kWaitReadFinish,    StatsEvent::kReadFinish,
                                    StatsEvent::kServerHandleStart, StatsEvent::kServerHandleFinish};
  std::array<StatsEvent, std::size(kPhases)> order;
  std::size_t count = 0;
  for (const StatsEvent event : kPhases) {
    if (!stats.event(event).recorded()) continue;
    // Insertion keeps the order of equal times.
    std::size_t at = count++;
    for (; at > 0 && stats.event(order[at - 1]).at > stats.event(event).at; --at) order[at] = order[at - 1];
    order[at] = event;
  }
  for (const StatsEvent event : std::span(order).first(count)) {
    const CallStats::Event& recorded = stats.event(event);
    if (recorded.status == static_cast<std::uint8_t>(StatsStatus::kInfo)) {
      span.AddEvent(succeeded[static_cast<std::size_t>(event)], recorded.at);
      continue;
    }
    const std::string& info = stats.failure(event).message();
    const Attribute attributes[] = {Attribute(kEventStatus, recorded.status), Attribute("event.info", info)};
    span.AddEvent(StatsEventName(event), std::span(attributes).first(info.empty() ? 1 : 2), recorded.at);
  }
}

bool WantsEvents(const SuiteOptions& options, const CallStats& stats, bool failed, TimePoint end) {
  if (options.events != StatsEvents::kSlow) return options.events == StatsEvents::kAll;
  return failed || end - TimeOf(stats, StatsEvent::kRpcStart) >= options.slow;
}

}  // namespace

CallTracer::CallTracer(std::shared_ptr<Core> core, const SuiteOptions& options)
    : core_(std::move(core)), options_(options) {
  const Attribute status[] = {Attribute(kEventStatus, static_cast<std::uint8_t>(StatsStatus::kInfo))};
  for (std::size_t i = 0; i < static_cast<std::size_t>(StatsEvent::kCount); ++i) {
    succeeded_.emplace_back(StatsEventName(static_cast<StatsEvent>(i)), status, core_->limits());
  }
}

void* CallTracer::Start(Exchange& call) {
  auto* state = new CallState;
  state->before = call.context().trace();
  const SpanName name(call);
  SpanStart start;
  start.name = name.view();
  start.at = TimeOf(call.info().stats, StatsEvent::kRpcStart);
  if (call.info().role == Role::kClient) {
    start.kind = SpanKind::kClient;
    state->span.Begin(*core_, Node::Of(call.context()), start);
    Inject(*core_, state->span.node(), call.info().transport, call.outgoing());
  } else {
    start.kind = SpanKind::kServer;
    const Incoming incoming = FindIncoming(call.incoming(), call.info().transport);
    Extract(core_->propagation(), incoming, state->remote);
    state->span.Begin(*core_, &state->remote, start);
    // One that is not sampled most likely ends forgettable: it learns them when it does not.
    if (state->span.node().context.sampled()) SetPeer(state->span, incoming);
  }
  call.context().set_trace(&state->span.node());
  return state;
}

StatsLevel CallTracer::Needs(const void* state) const {
  if (!static_cast<const CallState*>(state)->span.recording()) return StatsLevel::kDisabled;
  return options_.events == StatsEvents::kNone ? StatsLevel::kBase : StatsLevel::kDetailed;
}

void CallTracer::Finish(Exchange& call, void* opaque, const Status& status) {
  const std::unique_ptr<CallState> state(static_cast<CallState*>(opaque));
  call.context().set_trace(state->before);
  LiveSpan& span = state->span;
  if (!span.recording()) return;
  const CallStats& stats = call.info().stats;
  TimePoint end = TimeOf(stats, StatsEvent::kRpcFinish);
  if (end.is_never()) end = core_->clock().Now();
  // Declared exceptions and business errors are answers; a handler that threw has failed, whatever was made of it.
  const bool failed = !status.ok() && (stats.panicked || !status.is_result());
  if (span.Forgettable(failed, end)) return span.End(end);
  if (call.info().role == Role::kServer && !span.node().context.sampled()) {
    SetPeer(span, FindIncoming(call.incoming(), call.info().transport));
  }
  SetAttributes(span, call, options_, status);
  if (WantsEvents(options_, stats, failed, end)) AddStatsEvents(span, stats, succeeded_);
  if (failed) {
    span.AddException(status, end);
    span.SetStatus(SpanStatus::kError, status.message());
  }
  span.End(end);
}

}  // namespace elanus::telemetry
