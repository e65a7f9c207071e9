// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/batch_processor.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "elanus/telemetry/encode.h"
#include "elanus/telemetry/resource.h"
#include "elanus/wire/protobuf/writer.h"

namespace elanus::telemetry {

namespace {

constexpr Duration kLogInterval = std::chrono::minutes(1);
// Kept back from a shutdown's time, for an export that has to be stopped.
constexpr Duration kStopGrace = std::chrono::milliseconds(500);

std::string Field(std::uint32_t number, std::string_view message) {
  Bytes out;
  wire::ProtoWriter(out).String(number, message);
  return std::string(out.view());
}

std::string ScopeField() {
  Bytes out;
  wire::ProtoWriter to(out);
  to.String(otlp::kScopeName, kScopeName);
  to.String(otlp::kScopeVersion, kVersion);
  return Field(otlp::kScope, out.view());
}

}  // namespace

BatchProcessor::BatchProcessor(const BatchOptions& options, std::string_view resource,
                               std::shared_ptr<SpanExporter> exporter, async::Loop& loop)
    : options_(options),
      resource_(Field(otlp::kResource, resource)),
      scope_(ScopeField()),
      exporter_(std::move(exporter)),
      loop_(loop),
      queue_(options.queue_spans, options.queue_bytes),
      log_limit_(kLogInterval) {}

void BatchProcessor::Start() {
  BuildWake();
  loop_.Post([self = shared_from_this()] { self->Arm(); });
}

void BatchProcessor::OnEnd(std::string_view span) {
  ended_.fetch_add(1, std::memory_order_relaxed);
  if (closed_.load(std::memory_order_relaxed)) {
    shutdown_.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  switch (queue_.Add(span)) {
    case SpanQueue::Added::kYes: break;
    case SpanQueue::Added::kTooMany: queue_full_.fetch_add(1, std::memory_order_relaxed); break;
    case SpanQueue::Added::kTooManyBytes: queue_bytes_.fetch_add(1, std::memory_order_relaxed); break;
    case SpanQueue::Added::kBusy: queue_busy_.fetch_add(1, std::memory_order_relaxed); break;
  }
  const bool full = queue_.size() >= options_.batch_spans;
  if (full && !awake_.load(std::memory_order_relaxed) && !awake_.exchange(true)) Wake();
}

void BatchProcessor::OnEndDeferred(std::string_view span) {
  deferred_.fetch_add(1, std::memory_order_relaxed);
  OnEnd(span);
}

void BatchProcessor::OnMissed(std::uint64_t spans) {
  ended_.fetch_add(spans, std::memory_order_relaxed);
  deferred_full_.fetch_add(spans, std::memory_order_relaxed);
}

void BatchProcessor::Wake() {
  std::lock_guard lock(wake_mutex_);
  if (wake_) loop_.Post(std::exchange(wake_, nullptr));
}

void BatchProcessor::BuildWake() {
  std::function<void()> wake = [self = shared_from_this()] {
    self->BuildWake();
    self->Kick();
  };
  std::lock_guard lock(wake_mutex_);
  if (!closed_) wake_ = std::move(wake);
}

void BatchProcessor::Arm() {
  if (!closed_) timer_.Arm(loop_.timers(), loop_.now() + options_.schedule_delay, &BatchProcessor::OnTimer, this);
}

void BatchProcessor::OnTimer(void* self) {
  auto* processor = static_cast<BatchProcessor*>(self);
  processor->FlushCollected();
  processor->Arm();
  processor->Kick();
  processor->Report(false);
}

void BatchProcessor::FlushCollected() {
  queue_.Collect();
  flush_left_ = queue_.collected();
}

bool BatchProcessor::Due() {
  if (stopped_) return false;
  if (flush_left_ > 0) return true;
  if (queue_.size() < options_.batch_spans) return false;
  queue_.Collect();
  return queue_.collected() > 0;
}

void BatchProcessor::Kick() {
  if (!running_) Run(shared_from_this());
}

async::Detached BatchProcessor::Run([[maybe_unused]] std::shared_ptr<BatchProcessor> self) {
  running_ = true;
  while (true) {
    awake_ = true;
    while (Due()) {
      Bytes batch = NextBatch();
      const TimePoint deadline = std::min(loop_.now() + options_.export_timeout, flush_by_);
      const ExportResult result = co_await ExportOne(std::move(batch), deadline);
      Account(result);
    }
    // In this order: who adds a span behind the look at the queue sees that nobody is awake.
    awake_ = false;
    if (!Due()) break;
  }
  running_ = false;
  idle_.Set();
}

Task<ExportResult> BatchProcessor::ExportOne(Bytes batch, TimePoint deadline) {
  try {
    co_return co_await exporter_->Export(std::move(batch), deadline);
  } catch (const std::exception& e) {
    co_return ExportResult(Internal("the exporter threw: ", std::string_view(e.what())));
  }
}

Bytes BatchProcessor::NextBatch() {
  Bytes out;
  queue_.Cut(options_.batch_spans, options_.batch_bytes, [&](std::string_view spans, std::size_t count) {
    out.Reserve(resource_.size() + scope_.size() + spans.size() + 64);
    wire::ProtoWriter to(out);
    const std::size_t resource_spans = to.BeginMessage(otlp::kResourceSpans);
    out.Append(resource_);
    const std::size_t scope_spans = to.BeginMessage(otlp::kScopeSpans);
    out.Append(scope_);
    out.Append(spans);
    to.EndMessage(scope_spans);
    to.EndMessage(resource_spans);
    in_flight_ = count;
    flush_left_ -= std::min<std::uint64_t>(flush_left_, count);
  });
  return out;
}

void BatchProcessor::Account(const ExportResult& result) {
  // Nothing is left when a shutdown did not wait for this export: it is counted already.
  const std::uint64_t spans = in_flight_.exchange(0);
  if (!result.failure.ok()) {
    last_failure_ = result.failure;
    export_failed_ += spans;
  } else {
    const std::uint64_t rejected = std::min(result.rejected, spans);
    rejected_ += rejected;
    exported_ += spans - rejected;
  }
  done_ += spans;
  for (Waiter* waiter : waiters_) {
    if (done_ >= waiter->target) waiter->done.Set();
  }
  Report(false);
}

Task<Status> BatchProcessor::Drain(TimePoint deadline) {
  FlushCollected();
  Waiter waiter(done_ + in_flight_ + queue_.collected());
  if (waiter.target == done_) co_return Ok();
  const std::uint64_t failed_before = export_failed_;
  waiters_.push_back(&waiter);
  Kick();
  Status waited = co_await waiter.done.Wait(async::Until(deadline));
  std::erase(waiters_, &waiter);
  if (waited.ok() && export_failed_ != failed_before) waited = last_failure_;
  co_return waited.Prefixed("spans were not sent: ");
}

Task<Status> BatchProcessor::ForceFlush(TimePoint deadline) {
  const std::shared_ptr<BatchProcessor> self = shared_from_this();
  if (closed_) co_return Ok();
  async::Loop* home = async::Loop::Current();
  co_await loop_.Hop();
  Status flushed = co_await Drain(deadline);
  if (home != nullptr) co_await home->Hop();
  co_return flushed;
}

Task<Status> BatchProcessor::Shutdown(TimePoint deadline) {
  const std::shared_ptr<BatchProcessor> self = shared_from_this();
  if (closed_.exchange(true)) co_return Ok();
  async::Loop* home = async::Loop::Current();
  co_await loop_.Hop();
  Status closed = co_await Close(deadline);
  if (home != nullptr) co_await home->Hop();
  co_return closed;
}

Task<Status> BatchProcessor::Close(TimePoint deadline) {
  const Duration left = deadline - loop_.now();
  flush_by_ = deadline + -std::min(left / 10, kStopGrace);
  exporter_->Finish();
  Status flushed = co_await Drain(flush_by_);
  stopped_ = true;
  exporter_->Stop();
  if (running_) {
    idle_.Reset();
    Status ended = co_await idle_.Wait(async::Until(deadline));
    if (!ended.ok()) LogWarning("telemetry: the exporter did not stop by the deadline of the shutdown");
  }
  DropRest();
  co_return flushed;
}

void BatchProcessor::Abandon() {
  if (closed_.exchange(true)) return;
  stopped_ = true;
  exporter_->Stop();
  DropRest();
}

void BatchProcessor::DropRest() {
  timer_.Disarm();
  {
    std::lock_guard lock(wake_mutex_);
    wake_ = nullptr;
  }
  shutdown_ += in_flight_.exchange(0);
  queue_.Collect();
  queue_.Cut(SIZE_MAX, SIZE_MAX, [&](std::string_view, std::size_t count) { shutdown_ += count; });
  Report(true);
}

void BatchProcessor::Report(bool always) {
  const SpanCounters now = counters();
  if (now.dropped() == reported_) return;
  std::uint64_t held_back = 0;
  if (!log_limit_.Pass(loop_.now(), held_back) && !always) return;
  reported_ = now.dropped();
  LogWarning("telemetry: of ", now.ended, " spans ", now.exported, " were sent, ", now.queued, " wait, ", now.dropped(),
             " were dropped: queue full ", now.queue_full + now.queue_busy, ", too many bytes ", now.queue_bytes,
             ", not exported ", now.export_failed, ", rejected ", now.rejected, ", at shutdown ", now.shutdown,
             ", no room to defer ", now.deferred_full,
             last_failure_.ok() ? "" : "; last failure: ", last_failure_.message());
}

SpanCounters BatchProcessor::counters() const {
  SpanCounters now;
  now.ended = ended_;
  now.exported = exported_;
  now.queued = queue_.size() + in_flight_;
  now.queue_full = queue_full_;
  now.queue_bytes = queue_bytes_;
  now.queue_busy = queue_busy_;
  now.export_failed = export_failed_;
  now.rejected = rejected_;
  now.shutdown = shutdown_;
  now.deferred_full = deferred_full_;
  now.deferred = deferred_;
  return now;
}

}  // namespace elanus::telemetry
