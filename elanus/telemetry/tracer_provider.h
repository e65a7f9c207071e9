// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Owns what tracing needs: resource, sampler, batching, exporter. There is no global one: whoever traces is given it,
// and inside a call the Context carries it.
#pragma once

#include <chrono>
#include <memory>

#include "elanus/async/runtime.h"
#include "elanus/async/task.h"
#include "elanus/rpc/context.h"
#include "elanus/telemetry/batch_options.h"
#include "elanus/telemetry/core.h"
#include "elanus/telemetry/provider_options.h"

namespace elanus {

// Used from any thread. It outlives the clients and servers that it was given to, and every span that is not in a
// detached context.
class TracerProvider {
 public:
  static constexpr Duration kShutdownTimeout = std::chrono::seconds(10);

  // Cannot fail. A process that forks makes it after the fork: threads and ids do not survive one.
  explicit TracerProvider(TracerProviderOptions options);
  TracerProvider(TracerProvider&&) noexcept = default;
  TracerProvider& operator=(TracerProvider&& other) noexcept;
  // Sends what is left, for at most kShutdownTimeout; on a loop's thread, which must not wait, it is dropped instead.
  ~TracerProvider() { Close(); }

  // The context to begin traces from, outside of calls. Lasts as long as the provider.
  const Context& Root() const { return core_->root(); }

  // Ok when every span that has ended so far was sent, or there was nobody to send it to.
  Task<Status> ForceFlush(TimePoint deadline);
  // Takes no more spans, sends what is there, stops the exporter. Ends by `deadline` (of the provider's clock) whatever
  // the exporter does; what was not sent by then is dropped and counted. Repeating it does nothing.
  Task<Status> Shutdown(TimePoint deadline);

  SpanCounters counters() const;
  const std::shared_ptr<telemetry::Core>& core() const { return core_; }

 private:
  void Close();

  std::unique_ptr<Runtime> runtime_;  // null when one was given
  async::Loop* loop_ = nullptr;       // null without an exporter
  std::shared_ptr<telemetry::Core> core_;
};

}  // namespace elanus
