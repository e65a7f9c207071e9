// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/timer.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace elanus::async {

void Timer::Arm(Timers& timers, TimePoint at, Function function, void* self) {
  Disarm();
  if (at.is_never()) return;
  timers_ = &timers;
  at_ = at;
  function_ = function;
  self_ = self;
  timers.Insert(*this);
}

void Timer::Disarm() {
  if (timers_ != nullptr) timers_->Remove(*this);
}

Timers::Timers(TimePoint now) : tick_(std::max<std::int64_t>(now.nanos() / kTickNanos, 0)) {}

Timers::~Timers() {
  for (Timer* list : lists_) {
    for (; list != nullptr; list = list->next_) list->timers_ = nullptr;
  }
}

void Timers::Insert(Timer& timer) {
  timer.sequence_ = ++armed_;
  ++size_;
  Place(timer);
}

void Timers::Remove(Timer& timer) {
  Unlink(timer);
  timer.timers_ = nullptr;
  --size_;
}

void Timers::Place(Timer& timer) {
  const std::int64_t tick = std::max(timer.at_.nanos() / kTickNanos, tick_);
  // At most 44 bits differ: there is always a level.
  const auto differs = static_cast<std::uint64_t>(tick ^ tick_);
  const int level = differs == 0 ? 0 : (std::bit_width(differs) - 1) / kSlotBits;
  const int slot = static_cast<int>(tick >> (level * kSlotBits)) & (kSlots - 1);
  Link(level * kSlots + slot, timer);
}

void Timers::Link(int list, Timer& timer) {
  Timer*& first = lists_[list];
  timer.list_ = list;
  timer.previous_ = nullptr;
  timer.next_ = first;
  if (first != nullptr) first->previous_ = &timer;
  first = &timer;
  used_[list / kSlots] |= std::uint64_t{1} << (list % kSlots);
}

void Timers::Unlink(Timer& timer) {
  const int list = timer.list_;
  if (timer.next_ != nullptr) timer.next_->previous_ = timer.previous_;
  (timer.previous_ != nullptr ? timer.previous_->next_ : lists_[list]) = timer.next_;
  if (lists_[list] == nullptr) used_[list / kSlots] &= ~(std::uint64_t{1} << (list % kSlots));
}

// The list with the first timers; kDue when there are none.
int Timers::FirstUsed() const {
  for (int level = 0; level < kLevels; ++level) {
    if (used_[level] != 0) return level * kSlots + std::countr_zero(used_[level]);
  }
  return kDue;
}

// The first tick of a used slot.
std::int64_t Timers::TickOf(int list) const {
  const int shift = list / kSlots * kSlotBits;
  const std::int64_t before = tick_ >> (shift + kSlotBits) << (shift + kSlotBits);
  return before | (static_cast<std::int64_t>(list % kSlots) << shift);
}

// Makes `tick` the present one: what lies before it becomes due, and what it brings near moves to lower levels.
void Timers::Advance(std::int64_t tick) {
  while (tick_ < tick) {
    while (Timer* timer = lists_[tick_ % kSlots]) {
      Unlink(*timer);
      Link(kDue, *timer);
    }
    const int list = FirstUsed();
    if (list == kDue || TickOf(list) > tick) {
      tick_ = tick;
      return;
    }
    tick_ = TickOf(list);
    if (list < kSlots) continue;
    while (Timer* timer = lists_[list]) {
      Unlink(*timer);
      Place(*timer);
    }
  }
}

// The present tick is only partly over.
void Timers::MoveDue(TimePoint now) {
  for (Timer* timer = lists_[tick_ % kSlots]; timer != nullptr;) {
    Timer* next = timer->next_;
    if (timer->at_ <= now) {
      Unlink(*timer);
      Link(kDue, *timer);
    }
    timer = next;
  }
}

namespace {

// Sorts the first `size` timers of a list by merging; `Next` tells the member that links them.
template <auto Next, class T, class Less>
T* MergeSort(T* list, std::size_t size, const Less& less) {
  if (size == 1) {
    list->*Next = nullptr;
    return list;
  }
  T* middle = list;
  for (std::size_t i = 0; i < size / 2; ++i) middle = middle->*Next;
  T* right = MergeSort<Next>(middle, size - size / 2, less);
  T* left = MergeSort<Next>(list, size / 2, less);
  T* first = nullptr;
  T** end = &first;
  while (left != nullptr && right != nullptr) {
    T*& taken = less(*right, *left) ? right : left;
    *end = taken;
    end = &(taken->*Next);
    taken = taken->*Next;
  }
  *end = left != nullptr ? left : right;
  return first;
}

}  // namespace

void Timers::SortDue() {
  std::size_t size = 0;
  for (Timer* timer = lists_[kDue]; timer != nullptr; timer = timer->next_) ++size;
  if (size < 2) return;
  lists_[kDue] = MergeSort<&Timer::next_>(lists_[kDue], size, [](const Timer& a, const Timer& b) {
    return a.at_ != b.at_ ? a.at_ < b.at_ : a.sequence_ < b.sequence_;
  });
  Timer* previous = nullptr;
  for (Timer* timer = lists_[kDue]; timer != nullptr; timer = timer->next_) {
    timer->previous_ = std::exchange(previous, timer);
  }
}

bool Timers::RunDue(TimePoint now) {
  Advance(now.nanos() / kTickNanos);
  MoveDue(now);
  SortDue();
  if (lists_[kDue] == nullptr) return false;
  while (Timer* timer = lists_[kDue]) {
    Remove(*timer);
    timer->function_(timer->self_);  // which may destroy the timer
  }
  return true;
}

TimePoint Timers::Next() const {
  if (lists_[kDue] != nullptr) return lists_[kDue]->at_;
  const int list = FirstUsed();
  if (list == kDue) return TimePoint::Never();
  if (list >= kSlots) return TimePoint(TickOf(list) * kTickNanos);
  TimePoint first = TimePoint::Never();
  for (const Timer* timer = lists_[list]; timer != nullptr; timer = timer->next_) first = std::min(first, timer->at_);
  return first;
}

}  // namespace elanus::async
