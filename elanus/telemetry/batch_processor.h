// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Gathers finished spans and gives them to the exporter in batches: when a batch is full, after the schedule delay, and
// on a flush. Whoever ends a span never waits for any of it.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "elanus/async/event.h"
#include "elanus/async/loop.h"
#include "elanus/async/task.h"
#include "elanus/async/timer.h"
#include "elanus/base/log.h"
#include "elanus/telemetry/batch_options.h"
#include "elanus/telemetry/exporter.h"
#include "elanus/telemetry/span_queue.h"

namespace elanus::telemetry {

// Made by make_shared; works on `loop`, which must live until Shutdown has ended or Abandon was called.
class BatchProcessor final : public std::enable_shared_from_this<BatchProcessor> {
 public:
  // `resource` is OTLP's encoded Resource.
  BatchProcessor(const BatchOptions& options, std::string_view resource, std::shared_ptr<SpanExporter> exporter,
                 async::Loop& loop);
  BatchProcessor(const BatchProcessor&) = delete;
  BatchProcessor& operator=(const BatchProcessor&) = delete;

  // Once, before anything else.
  void Start();

  // From any thread. `span` is copied; allocates nothing once the queue is warm.
  void OnEnd(std::string_view span);
  // The same, for a span that was not sampled.
  void OnEndDeferred(std::string_view span);
  // These should have come by OnEndDeferred, but nobody had room for them.
  void OnMissed(std::uint64_t spans);

  // From any thread or loop; they come back to it. Ok when everything that ended before was dealt with by the
  // deadline, and sent. Shutdown ends by then whatever the exporter does; a second one has nothing to do.
  Task<Status> ForceFlush(TimePoint deadline);
  Task<Status> Shutdown(TimePoint deadline);
  // On its loop: drops what is queued.
  void Abandon();

  SpanCounters counters() const;

 private:
  class Waiter {
   public:
    explicit Waiter(std::uint64_t target) : target(target) {}
    const std::uint64_t target;  // of done_
    async::Event done;
  };

  static void OnTimer(void* self);
  void Wake();
  void BuildWake();
  void Arm();
  void FlushCollected();
  bool Due();
  void Kick();
  async::Detached Run(std::shared_ptr<BatchProcessor> self);
  Task<ExportResult> ExportOne(Bytes batch, TimePoint deadline);
  Bytes NextBatch();
  void Account(const ExportResult& result);
  Task<Status> Drain(TimePoint deadline);
  Task<Status> Close(TimePoint deadline);
  void DropRest();
  void Report(bool always);

  const BatchOptions options_;
  std::string resource_;  // the fields that stand before the spans of a batch
  std::string scope_;
  const std::shared_ptr<SpanExporter> exporter_;
  async::Loop& loop_;
  SpanQueue queue_;

  // From any thread.
  std::atomic<bool> closed_ = false;
  std::atomic<bool> awake_ = false;  // a wake-up is on its way, or exports are running
  std::mutex wake_mutex_;
  std::function<void()> wake_;  // guarded; made beforehand, so that the thread that ends a span allocates nothing
  std::atomic<std::uint64_t> ended_ = 0;
  std::atomic<std::uint64_t> exported_ = 0;
  std::atomic<std::uint64_t> in_flight_ = 0;
  std::atomic<std::uint64_t> queue_full_ = 0;
  std::atomic<std::uint64_t> queue_bytes_ = 0;
  std::atomic<std::uint64_t> queue_busy_ = 0;
  std::atomic<std::uint64_t> export_failed_ = 0;
  std::atomic<std::uint64_t> rejected_ = 0;
  std::atomic<std::uint64_t> shutdown_ = 0;
  std::atomic<std::uint64_t> deferred_full_ = 0;
  std::atomic<std::uint64_t> deferred_ = 0;

  // On the loop.
  async::Timer timer_;
  bool running_ = false;
  bool stopped_ = false;          // the exporter was told to stop
  std::uint64_t flush_left_ = 0;  // collected spans to export although they fill no batch
  std::uint64_t done_ = 0;        // collected spans that were dealt with
  TimePoint flush_by_ = TimePoint::Never();
  std::vector<Waiter*> waiters_;
  async::Event idle_;
  Status last_failure_;
  LogLimit log_limit_;
  std::uint64_t reported_ = 0;
};

}  // namespace elanus::telemetry
