// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/loop.h"

#include <algorithm>
#include <climits>
#include <utility>

#include "elanus/async/poller.h"
#include "elanus/base/check.h"

namespace elanus::async {

namespace {

// Coroutines that wake each other for ever must not keep the loop from its sockets.
constexpr int kReadyRounds = 100;
constexpr std::int64_t kNanosPerMilli = 1'000'000;

thread_local constinit Loop* current = nullptr;

}  // namespace

// While it lives, this thread runs the loop.
class Loop::Running {
 public:
  explicit Running(Loop& loop) : use_(loop.pool_) {
    ELANUS_CHECK(current == nullptr, "this thread runs a loop already");
    current = &loop;
  }
  ~Running() { current = nullptr; }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  base::Pool::Use use_;
};

Loop::Loop(Kind kind, const Clock& clock)
    : kind_(kind),
      clock_(clock),
      random_(Random::FromSystem()),
      turn_began_(clock.Now()),
      timers_(turn_began_),
      poller_(kind == Kind::kEpoll ? std::make_unique<Poller>() : nullptr) {}

Loop::~Loop() {
  if (exit_hooks_.empty()) return;
  const Running running(*this);
  RunExitHooks();
}

Loop* Loop::Current() { return current; }

void Loop::Run() {
  const Running running(*this);
  while (!stopped_) Turn(true);
  RunExitHooks();
}

// What they still have to say goes out in a last turn.
void Loop::RunExitHooks() {
  for (std::size_t i = 0; i < exit_hooks_.size(); ++i) exit_hooks_[i]->OnLoopExit();
  while (Turn(false)) {
  }
  while (!exit_hooks_.empty()) {
    ExitHook* hook = exit_hooks_.back();
    exit_hooks_.pop_back();
    hook->OnLoopGone();
  }
}

void Loop::Stop() {
  Post([this] { stopped_ = true; });
}

bool Loop::RunUntilIdle() {
  const Running running(*this);
  bool any = false;
  while (Turn(false)) any = true;
  return any;
}

bool Loop::Turn(bool wait) noexcept {
  bool any = false;
  if (poller_ != nullptr) Poll(wait);
  turn_began_ = now();
  if (poller_ != nullptr) any = poller_->Dispatch();
  any |= timers_.RunDue(turn_began_);
  any |= RunPosted();
  any |= RunReady();
  any |= RunTurnEnd();
  return any;
}

void Loop::Poll(bool wait) {
  int millis = 0;
  if (wait && ready_.empty() && turn_end_.empty()) {
    asleep_.store(true);
    if (!work_.load()) millis = MillisToSleep();
  }
  poller_->Wait(millis);
  asleep_.store(false, std::memory_order_relaxed);
}

// Rounded up: a timer is never early, and a loop must not spin through the last millisecond.
int Loop::MillisToSleep() const {
  const TimePoint next = timers_.Next();
  if (next.is_never()) return -1;
  const std::int64_t nanos = std::max<std::int64_t>((next - now()).count(), 0);
  return static_cast<int>(std::min<std::int64_t>((nanos + kNanosPerMilli - 1) / kNanosPerMilli, INT_MAX));
}

void Loop::Post(std::function<void()> function) {
  // Held to the end: once the function has run, the loop may be destroyed.
  const std::lock_guard lock(posted_mutex_);
  posted_.push_back(std::move(function));
  work_.store(true);
  if (asleep_.load() && asleep_.exchange(false)) poller_->Wake();
}

bool Loop::RunPosted() {
  if (!work_.load(std::memory_order_relaxed)) return false;
  work_.store(false);
  {
    const std::lock_guard lock(posted_mutex_);
    std::swap(posted_, posted_running_);
  }
  const bool any = !posted_running_.empty();
  for (std::function<void()>& function : posted_running_) {
    function();
    function = nullptr;  // what it holds dies in order too
  }
  posted_running_.clear();
  return any;
}

bool Loop::RunReady() {
  bool any = false;
  for (int round = 0; round < kReadyRounds && !ready_.empty(); ++round) {
    any = true;
    std::swap(ready_, running_);
    for (const std::coroutine_handle<> coroutine : running_) coroutine.resume();
    running_.clear();
  }
  return any;
}

void Loop::AtTurnEnd(TurnEndHook& hook) {
  if (std::exchange(hook.added_, true)) return;
  turn_end_.push_back(&hook);
}

void Loop::RemoveTurnEnd(TurnEndHook& hook) {
  if (!std::exchange(hook.added_, false)) return;
  std::erase(turn_end_, &hook);
  std::replace(ending_.begin(), ending_.end(), &hook, static_cast<TurnEndHook*>(nullptr));
}

bool Loop::RunTurnEnd() {
  if (turn_end_.empty()) return false;
  std::swap(turn_end_, ending_);
  // By index and not by range: a hook may remove others, which only replaces elements.
  for (std::size_t i = 0; i < ending_.size(); ++i) {
    TurnEndHook* hook = ending_[i];
    if (hook == nullptr) continue;
    hook->added_ = false;
    hook->OnTurnEnd();
  }
  ending_.clear();
  return true;
}

Status Loop::Watch(int fd, Watcher& watcher) {
  if (poller_ == nullptr) return FailedPrecondition("a manual loop has no sockets");
  return poller_->Add(fd, watcher);
}

void Loop::Unwatch(int fd, Watcher& watcher) {
  if (poller_ != nullptr) poller_->Remove(fd, watcher);
}

}  // namespace elanus::async
