// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Callers of some library, each with one call in flight, measured over a window. The main thread keeps the time; what
// answers record here is theirs alone until they have ended.
#pragma once

#include <atomic>
#include <cstdint>

#include "bench/common/flags.h"
#include "bench/common/histogram.h"
#include "bench/common/program.h"
#include "bench/common/window.h"

namespace bench {

class Calls;

// Shared by all callers. Its methods may be called from any thread.
class Measure {
 public:
  explicit Measure(const Flags& flags) : window_(flags) {}
  bool goes_on() const { return phase_.load(std::memory_order_relaxed) != kOver; }
  bool counts() const { return phase_.load(std::memory_order_relaxed) == kCounts; }
  // On the main thread: returns when the window is over.
  void Wait();
  // After all callers have ended.
  Line Figures(const Calls& calls) const;

 private:
  enum Phase : std::uint8_t { kWarmUp, kCounts, kOver };
  Window window_;
  std::atomic<Phase> phase_ = kWarmUp;
};

// What callers of one thread record.
class Calls {
 public:
  explicit Calls(const Measure& measure) : measure_(measure) {}
  // A call that began at `begin` was answered. When that was, which is when the caller's next one begins.
  std::int64_t Answered(std::int64_t begin) {
    const std::int64_t now = Now();
    ++all_;
    if (measure_.counts()) latencies_.Record(now - begin);
    return now;
  }
  void Add(const Calls& other) {
    latencies_.Add(other.latencies_);
    all_ += other.all_;
  }
  const Histogram& latencies() const { return latencies_; }
  std::uint64_t all() const { return all_; }

 private:
  const Measure& measure_;
  Histogram latencies_;
  std::uint64_t all_ = 0;
};

}  // namespace bench
