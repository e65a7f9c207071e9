// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/event.h"

#include "elanus/base/check.h"

namespace elanus::async {

Event::~Event() {
  if (waiter_ == nullptr) return;
  ELANUS_CHECK(waiter_->outcome_ != Waiter::Outcome::kNone, "an Event was destroyed while a coroutine waits for it");
  waiter_->event_ = nullptr;
}

void Event::Set() {
  set_ = true;
  if (waiter_ == nullptr) return;
  if (waiter_->outcome_ == Waiter::Outcome::kNone) {
    waiter_->Finish(Waiter::Outcome::kSet);
  } else {
    waiter_->outcome_ = Waiter::Outcome::kSet;  // it did not go on yet
  }
}

Event::Waiter::~Waiter() {
  if (event_ != nullptr && event_->waiter_ == this) event_->waiter_ = nullptr;
}

bool Event::Waiter::await_ready() {
  if (event_->set_) {
    outcome_ = Outcome::kSet;
  } else if (until_.cancel != nullptr && until_.cancel->fired()) {
    outcome_ = Outcome::kCancelled;
  }
  return outcome_ != Outcome::kNone;
}

void Event::Waiter::await_suspend(std::coroutine_handle<> coroutine) {
  loop_ = Loop::Current();
  ELANUS_CHECK(loop_ != nullptr, "an Event was awaited on a thread that runs no loop");
  ELANUS_CHECK(event_->waiter_ == nullptr, "a second coroutine awaits an Event");
  coroutine_ = coroutine;
  event_->waiter_ = this;
  // A deadline that has passed is left to the timers, which saves a look at the clock.
  timer_.Arm(
      loop_->timers(), until_.deadline, [](void* self) { static_cast<Waiter*>(self)->Finish(Outcome::kDeadline); },
      this);
  cancelled_.Register(until_.cancel, [](void* self) { static_cast<Waiter*>(self)->Finish(Outcome::kCancelled); }, this);
}

void Event::Waiter::Finish(Outcome outcome) {
  outcome_ = outcome;
  timer_.Disarm();
  cancelled_.Remove();
  loop_->Ready(coroutine_);
}

Status Event::Waiter::await_resume() {
  if (event_ != nullptr && event_->waiter_ == this) event_->waiter_ = nullptr;
  if (outcome_ == Outcome::kDeadline) return DeadlineExceeded("the deadline came before what was waited for");
  if (outcome_ == Outcome::kCancelled) return Cancelled("cancelled while waiting");
  return Ok();
}

}  // namespace elanus::async
