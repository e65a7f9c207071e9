// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/clock.h"

namespace elanus {

namespace {

std::int64_t SteadyNanos() { return Duration(std::chrono::steady_clock::now().time_since_epoch()).count(); }

class SystemClock final : public Clock {
 public:
  SystemClock()
      : wall_minus_steady_(Duration(std::chrono::system_clock::now().time_since_epoch()).count() - SteadyNanos()) {}
  TimePoint Now() const override { return TimePoint(SteadyNanos()); }
  std::int64_t WallNanos(TimePoint at) const override { return at.nanos() + wall_minus_steady_; }

 private:
  const std::int64_t wall_minus_steady_;
};

}  // namespace

const Clock& Clock::System() {
  // Never destroyed: threads may still read it while the program exits.
  static const SystemClock& clock = *new SystemClock();
  return clock;
}

}  // namespace elanus
