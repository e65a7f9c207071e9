// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the local roots of one provider share when sampling is deferred: the room for the spans that they hold, and
// the way out for those that are kept.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "elanus/telemetry/batch_processor.h"
#include "elanus/telemetry/deferred_sampling.h"

namespace elanus::telemetry {

// A finished span, its bytes behind it in the same block.
class HeldSpan {
 public:
  std::string_view encoded() const { return {reinterpret_cast<const char*>(this + 1), size}; }
  std::size_t block_size() const { return sizeof(HeldSpan) + size; }

  HeldSpan* next = nullptr;
  std::size_t size = 0;
};

// Used from any thread. Blocks come from the pool of the thread and go to that of the thread that gives them back.
class DeferredSpans {
 public:
  DeferredSpans(const DeferredSampling& options, BatchProcessor& processor)
      : options_(options), processor_(processor) {}
  DeferredSpans(const DeferredSpans&) = delete;
  DeferredSpans& operator=(const DeferredSpans&) = delete;

  const DeferredSampling& options() const { return options_; }
  std::size_t held_bytes() const { return bytes_.load(std::memory_order_relaxed); }

  // A copy, which the caller gives back by SendAll or Forget; null when there is no room.
  HeldSpan* Hold(std::string_view encoded);
  void Send(std::string_view encoded) { processor_.OnEndDeferred(encoded); }
  // The span and all behind it.
  void SendAll(HeldSpan* first);
  void Forget(HeldSpan* first);
  // Spans that should be sent now, but for which there was no room.
  void Missed(std::uint64_t count) { processor_.OnMissed(count); }

 private:
  const DeferredSampling options_;
  BatchProcessor& processor_;
  std::atomic<std::size_t> bytes_ = 0;
};

}  // namespace elanus::telemetry
