// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How finished spans are gathered, and what became of them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "elanus/base/clock.h"

namespace elanus {

// The specification's defaults (OTEL_BSP_*), and bounds in bytes.
class BatchOptions {
 public:
  Duration schedule_delay = std::chrono::seconds(5);
  Duration export_timeout = std::chrono::seconds(30);
  std::size_t batch_spans = 512;  // no more than queue_spans
  std::size_t queue_spans = 2048;
  std::size_t batch_bytes = std::size_t{4} << 20;
  std::size_t queue_bytes = std::size_t{16} << 20;
};

// ended = exported + dropped() + queued, whenever no span is just being ended.
class SpanCounters {
 public:
  std::uint64_t ended = 0;     // spans that ended and were to be sent
  std::uint64_t exported = 0;  // taken by the receiver
  std::uint64_t queued = 0;    // waiting, or on their way

  std::uint64_t queue_full = 0;     // dropped: too many spans were waiting
  std::uint64_t queue_bytes = 0;    // dropped: too many bytes were waiting
  std::uint64_t queue_busy = 0;     // dropped: all parts of the queue were in use
  std::uint64_t export_failed = 0;  // dropped: the exporter gave up
  std::uint64_t rejected = 0;       // dropped: the receiver refused them
  std::uint64_t shutdown = 0;       // dropped: ended after the shutdown, or not sent by its deadline
  std::uint64_t deferred_full = 0;  // dropped: their trace was kept late, and more waited than DeferredSampling allows
  std::uint64_t dropped() const {
    return queue_full + queue_bytes + queue_busy + export_failed + rejected + shutdown + deferred_full;
  }

  std::uint64_t deferred = 0;       // of those that ended: not sampled, sent because of DeferredSampling
  std::uint64_t deferred_held = 0;  // bytes that wait for the end of their local root; nothing above counts them
};

}  // namespace elanus
