// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "bench/common/callers.h"

#include <chrono>
#include <thread>

namespace bench {

namespace {

void SleepUntil(std::int64_t when) { std::this_thread::sleep_for(std::chrono::nanoseconds(when - Now())); }

}  // namespace

void Measure::Wait() {
  SleepUntil(window_.begin());
  window_.Opens(Now());
  phase_ = kCounts;
  SleepUntil(window_.end());
  window_.Close(Now());
  phase_ = kOver;
}

Line Measure::Figures(const Calls& calls) const { return window_.Figures(calls.latencies(), calls.all()); }

}  // namespace bench
