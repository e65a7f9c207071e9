// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/tracer_provider.h"

#include <utility>

#include "elanus/async/wait.h"
#include "elanus/base/log.h"

namespace elanus {

namespace {

std::unique_ptr<Runtime> ExportRuntime() {
  Runtime::Options options;
  options.loops = 1;
  options.blocking_threads = 2;
  options.blocking_queue = 4;
  return std::make_unique<Runtime>(options);
}

}  // namespace

TracerProvider::TracerProvider(TracerProviderOptions options) {
  if (!options.sampler) options.sampler = ParentBased(AlwaysOn());
  if (!options.ids) options.ids = std::make_shared<telemetry::RandomIds>(Random::FromSystem());
  std::shared_ptr<telemetry::BatchProcessor> processor;
  if (options.exporter && options.enabled) {
    if (options.runtime == nullptr) runtime_ = ExportRuntime();
    loop_ = &(runtime_ ? *runtime_ : *options.runtime).loop(0);
    processor = std::make_shared<telemetry::BatchProcessor>(options.batch, telemetry::EncodeResource(options.resource),
                                                            options.exporter, *loop_);
    processor->Start();
  }
  core_ = std::make_shared<telemetry::Core>(options, std::move(processor));
}

TracerProvider& TracerProvider::operator=(TracerProvider&& other) noexcept {
  if (this == &other) return *this;
  Close();
  runtime_ = std::move(other.runtime_);
  loop_ = other.loop_;
  core_ = std::move(other.core_);
  return *this;
}

Task<Status> TracerProvider::ForceFlush(TimePoint deadline) {
  if (core_->processor() == nullptr) co_return Ok();
  Status flushed = co_await core_->processor()->ForceFlush(deadline);
  co_return flushed;
}

Task<Status> TracerProvider::Shutdown(TimePoint deadline) {
  if (core_->processor() == nullptr) co_return Ok();
  Status closed = co_await core_->processor()->Shutdown(deadline);
  co_return closed;
}

SpanCounters TracerProvider::counters() const {
  SpanCounters now;
  if (core_->processor() != nullptr) now = core_->processor()->counters();
  if (core_->deferred() != nullptr) now.deferred_held = core_->deferred()->held_bytes();
  return now;
}

void TracerProvider::Close() {
  if (core_ == nullptr || core_->processor() == nullptr) return;
  if (loop_->manual()) {
    core_->processor()->Abandon();
  } else if (async::Loop::Current() == nullptr) {
    const Status closed = Wait(Shutdown(loop_->now() + kShutdownTimeout));
    if (!closed.ok()) LogWarning("telemetry: shutdown: ", closed.message());
  } else {
    loop_->Post([core = core_] { core->processor()->Abandon(); });
  }
  // Ends its threads, behind all that was posted: so nobody uses the processor's loop any more.
  runtime_.reset();
  core_.reset();
}

}  // namespace elanus
