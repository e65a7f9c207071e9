// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Cancellation, and what ends a wait early.
#pragma once

#include "elanus/base/clock.h"

namespace elanus::async {

class CancelCallback;

// A signal that fires once, on the thread whose work it ends. Callbacks are intrusive: registering
// allocates nothing. Not thread-safe: registered and fired on one loop (work that moves between threads
// with its coroutine takes the signal along; two threads never touch it at once).
class CancelSignal {
 public:
  CancelSignal() = default;
  CancelSignal(const CancelSignal&) = delete;
  CancelSignal& operator=(const CancelSignal&) = delete;
  // No callback may be left.
  ~CancelSignal();

  bool fired() const { return fired_; }
  // Runs and removes every callback, newest first; callbacks may remove others and may add none.
  void Fire();

 private:
  friend class CancelCallback;
  CancelCallback* first_ = nullptr;
  bool fired_ = false;
};

// Registered while it lives, or until it has run. `signal` may be null: never runs. A signal that has
// fired already does not run it: look at fired() first.
class CancelCallback {
 public:
  using Function = void (*)(void* self);
  CancelCallback() = default;
  CancelCallback(CancelSignal* signal, Function function, void* self) { Register(signal, function, self); }
  CancelCallback(const CancelCallback&) = delete;
  CancelCallback& operator=(const CancelCallback&) = delete;
  ~CancelCallback() { Remove(); }

  void Register(CancelSignal* signal, Function function, void* self);
  void Remove();

 private:
  friend class CancelSignal;
  CancelSignal* signal_ = nullptr;
  CancelCallback* next_ = nullptr;
  CancelCallback* previous_ = nullptr;
  Function function_ = nullptr;
  void* self_ = nullptr;
};

// What ends a wait early: a point in time, a signal, or neither.
class Until {
 public:
  Until() = default;
  explicit Until(TimePoint deadline, CancelSignal* cancel = nullptr) : deadline(deadline), cancel(cancel) {}
  TimePoint deadline = TimePoint::Never();
  CancelSignal* cancel = nullptr;
};

}  // namespace elanus::async
