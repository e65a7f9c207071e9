// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Timers of one loop: intrusive, so that arming allocates nothing and costs the same for any number of them
// (a hierarchical wheel of 1 ms ticks). Never early; late only by what the loop sleeps too long (less than 1 ms) and
// by its turn.
#pragma once

#include <cstddef>
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

  // Arms it, or moves it. Never() disarms. The function runs on the loop, once, and may arm the timer again or
  // destroy it. A time that has passed is due at the next RunDue.
  void Arm(Timers& timers, TimePoint at, Function function, void* self);
  void Disarm();
  bool armed() const { return timers_ != nullptr; }

 private:
  friend class Timers;
  Timers* timers_ = nullptr;
  Timer* next_ = nullptr;
  Timer* previous_ = nullptr;
  int list_ = 0;
  TimePoint at_;
  std::uint64_t sequence_ = 0;  // of arming
  Function function_ = nullptr;
  void* self_ = nullptr;
};

class Timers {
 public:
  explicit Timers(TimePoint now);
  Timers(const Timers&) = delete;
  Timers& operator=(const Timers&) = delete;
  // What is still armed is disarmed.
  ~Timers();

  // Runs what is due, in order of time (ties: in order of arming). What is armed meanwhile waits for the next call,
  // however early it is due. True when anything ran. Not to be called from a timer's function.
  bool RunDue(TimePoint now);
  // No later than the first timer, and exact while that lies in the present run of 64 ticks, so that a loop with a far
  // timer wakes up a few times before. Never() without timers.
  TimePoint Next() const;
  std::size_t size() const { return size_; }

 private:
  friend class Timer;
  // Level l has 64 slots of 64^l ticks each. A timer lies on the level of the highest group of 6 bits in which its tick
  // differs from tick_, in the slot that this group names; so every used slot is ahead of tick_, slots of a lower level
  // come before those of a higher one, and a level's slots come in the order of their bits.
  static constexpr int kLevels = 8;
  static constexpr int kSlotBits = 6;
  static constexpr int kSlots = 1 << kSlotBits;
  static constexpr int kDue = kLevels * kSlots;  // the list of what RunDue is about to run
  static constexpr std::int64_t kTickNanos = 1'000'000;

  void Insert(Timer& timer);
  void Remove(Timer& timer);
  void Place(Timer& timer);
  void Link(int list, Timer& timer);
  void Unlink(Timer& timer);
  int FirstUsed() const;
  std::int64_t TickOf(int list) const;
  void Advance(std::int64_t tick);
  void MoveDue(TimePoint now);
  void SortDue();

  std::int64_t tick_;  // what lies before it has run
  Timer* lists_[kDue + 1] = {};
  std::uint64_t used_[kLevels + 1] = {};  // a bit a slot
  std::uint64_t armed_ = 0;
  std::size_t size_ = 0;
};

}  // namespace elanus::async
