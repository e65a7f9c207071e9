// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Time and randomness are passed in, so that a test can hold them: nothing else in the library reads
// a clock or draws a number.
#pragma once

#include <chrono>
#include <cstdint>

namespace elanus {

using Duration = std::chrono::nanoseconds;

// A point of the monotonic clock, in nanoseconds since an arbitrary start.
class TimePoint {
 public:
  constexpr TimePoint() = default;
  constexpr explicit TimePoint(std::int64_t nanos) : nanos_(nanos) {}
  static constexpr TimePoint Never() { return TimePoint(INT64_MAX); }

  constexpr std::int64_t nanos() const { return nanos_; }
  constexpr bool is_never() const { return nanos_ == INT64_MAX; }
  constexpr auto operator<=>(const TimePoint&) const = default;
  // Saturates at Never().
  constexpr TimePoint operator+(Duration d) const {
    if (is_never() || (d.count() > 0 && nanos_ > INT64_MAX - d.count())) return Never();
    return TimePoint(nanos_ + d.count());
  }
  constexpr Duration operator-(TimePoint other) const { return Duration(nanos_ - other.nanos_); }

 private:
  std::int64_t nanos_ = 0;
};

// Safe to read from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual TimePoint Now() const = 0;
  // Nanoseconds since the Unix epoch that belong to a point of this clock: one anchor, taken once, so
  // that differences of wall times are differences of the monotonic clock.
  virtual std::int64_t WallNanos(TimePoint at) const = 0;

  // The machine's clocks; lives for ever.
  static const Clock& System();
};

// A clock that stands still until it is told. Not thread-safe.
class ManualClock final : public Clock {
 public:
  TimePoint Now() const override { return now_; }
  std::int64_t WallNanos(TimePoint at) const override { return kEpochNanos + at.nanos(); }
  void Advance(Duration d) { now_ = now_ + d; }
  void Set(TimePoint now) { now_ = now; }

  static constexpr std::int64_t kEpochNanos = 1'700'000'000'000'000'000;

 private:
  TimePoint now_{1'000'000'000};
};

// xoshiro256**: fast and good enough for ids, jitter and faults; not for secrets. Not thread-safe.
class Random {
 public:
  explicit Random(std::uint64_t seed);
  // Seeded by the operating system.
  static Random FromSystem();

  std::uint64_t Next();
  // In [0, bound); bound > 0.
  std::uint64_t Below(std::uint64_t bound);
  // In [0, 1).
  double Unit() { return static_cast<double>(Next() >> 11) * 0x1p-53; }

 private:
  std::uint64_t state_[4];
};

}  // namespace elanus
