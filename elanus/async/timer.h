// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Timers of one loop: intrusive, so that arming allocates nothing and costs the same for any number of them
// (a hierarchical wheel of 1 ms ticks). Never early; late by less than a tick plus the turn.
#pragma once

#include <cstdint>

#include "elanus/base/clock.h"

namespace elanus::async {

class Timers;

// Not thread-safe; disarms itself when destroyed.
class Timer {
 public:
  using Function = void (*)(void* self);
  Timer() = default;
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;
  ~Timer() { Disarm(); }

  // Arms it, or moves it. Never() disarms. The function runs on the loop and may arm the timer again.
  void Arm(Timers& timers, TimePoint at, Function function, void* self);
  void Disarm();
  bool armed() const { return timers_ != nullptr; }

 private:
  friend class Timers;
  Timers* timers_ = nullptr;
  Timer* next_ = nullptr;
  Timer* previous_ = nullptr;
  Timer** list_ = nullptr;
  TimePoint at_;
  Function function_ = nullptr;
  void* self_ = nullptr;
};

class Timers {
 public:
  explicit Timers(TimePoint now);
  ~Timers();

  // Runs what is due, in order of time (ties: in order of arming). True when anything ran.
  bool RunDue(TimePoint now);
  // No later than the first timer; exact when it is less than 64 ms away. Never() without timers.
  TimePoint Next() const;
  std::size_t size() const { return size_; }

 private:
  friend class Timer;
  void Insert(Timer& timer);
  void Remove(Timer& timer);

  static constexpr int kLevels = 8;
  static constexpr int kSlots = 64;
  static constexpr std::int64_t kTickNanos = 1'000'000;
  std::int64_t tick_;  // the last tick that was run
  Timer* slots_[kLevels][kSlots] = {};
  std::uint64_t used_[kLevels] = {};  // a bit a slot
  std::size_t size_ = 0;
};

}  // namespace elanus::async
