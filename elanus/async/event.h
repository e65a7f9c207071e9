// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A flag that one coroutine waits for: the primitive under replies, sleeps and channels.
#pragma once

#include <coroutine>

#include "elanus/async/cancel.h"
#include "elanus/async/loop.h"
#include "elanus/async/timer.h"
#include "elanus/base/status.h"

namespace elanus::async {

// Used on one loop, at most one waiter at a time. The waiter goes on in the same turn, from the loop's ready
// queue and never from inside Set, so whoever sets it may hold half-changed state, and may destroy the event next.
class Event {
 public:
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  // Nobody may still wait for it.
  ~Event();

  void Set();
  void Reset() { set_ = false; }
  bool is_set() const { return set_; }
  // A coroutine waits, or has not gone on yet.
  bool awaited() const { return waiter_ != nullptr; }

  // Ok when set; DeadlineExceeded or Cancelled when `until` came first. Set wins when both are there by the time
  // the waiter goes on. Awaited on a loop.
  //   Status waited = co_await event.Wait(until);
  class Waiter;
  Waiter Wait(Until until = Until());

 private:
  friend class Waiter;
  bool set_ = false;
  Waiter* waiter_ = nullptr;
};

class Event::Waiter {
 public:
  Waiter(Event& event, Until until) : event_(&event), until_(until) {}
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;
  ~Waiter();
  bool await_ready();
  void await_suspend(std::coroutine_handle<> coroutine);
  Status await_resume();

 private:
  friend class Event;
  enum class Outcome { kNone, kSet, kDeadline, kCancelled };
  void Finish(Outcome outcome);

  Event* event_;  // null when it was destroyed meanwhile
  Until until_;
  Outcome outcome_ = Outcome::kNone;
  Loop* loop_ = nullptr;
  std::coroutine_handle<> coroutine_;
  Timer timer_;
  CancelCallback cancelled_;
};

inline Event::Waiter Event::Wait(Until until) { return Waiter(*this, until); }

}  // namespace elanus::async
