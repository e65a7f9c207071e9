// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// An event loop: one thread, its sockets, timers and coroutines. A turn is
//   wait for sockets or the next timer -> callbacks of ready sockets -> due timers -> posted functions
//   -> ready coroutines, until none is left (or 100 rounds) -> turn-end hooks (where connections flush what they
//   gathered).
// The same class runs without a thread and without sockets on a manual clock: see TestLoop.
#pragma once

#include <atomic>
#include <coroutine>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "elanus/async/timer.h"
#include "elanus/base/clock.h"
#include "elanus/base/pool.h"
#include "elanus/base/status.h"

namespace elanus {
class Runtime;
}  // namespace elanus

namespace elanus::async {

// What a loop calls when a file descriptor becomes ready. Called on the loop; may remove itself and others.
class Watcher {
 public:
  virtual ~Watcher() = default;
  // Edge-triggered: told once when data arrive (or the peer closes), once when writing works again.
  virtual void OnReady(bool readable, bool writable, bool hang_up) = 0;
};

// Called once at the end of the turn in which it was added.
class TurnEndHook {
 public:
  virtual ~TurnEndHook() = default;
  virtual void OnTurnEnd() = 0;

 private:
  friend class Loop;
  bool added_ = false;
};

// Told once when its loop ends, on the loop's thread (of a manual loop: on the thread that destroys it). What lives on
// the loop but is owned elsewhere lets go of it then.
class ExitHook {
 public:
  virtual ~ExitHook() = default;
  // The loop runs for as long as there is something ready, then OnLoopGone is called and it never runs again.
  virtual void OnLoopExit() = 0;
  virtual void OnLoopGone() = 0;
};

// Callbacks (posted functions, watchers, hooks, timers) must not let exceptions out: that ends the program.
class Loop {
 public:
  enum class Kind {
    kEpoll,   // real sockets; Run() on a thread of its own
    kManual,  // no sockets; RunUntilIdle() by a test
  };
  explicit Loop(Kind kind, const Clock& clock = Clock::System());
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // The loop that runs on this thread, or null. With the pool's, the library's only thread-locals.
  static Loop* Current();

  // Runs turns on this thread until Stop.
  void Run();
  // From any thread; Run returns when everything posted before Stop has run and nothing is ready any more.
  void Stop();
  // Manual loops: turns without waiting until nothing is ready; true when anything ran.
  bool RunUntilIdle();
  // No later than the next timer (Timers::Next); Never() without timers.
  TimePoint NextTimer() const { return timers_.Next(); }

  // From any thread: runs `function` on the loop in a coming turn, in order.
  void Post(std::function<void()> function);
  // On the loop: resumes the coroutine later in this turn, in order. Allocates nothing in steady state.
  void Ready(std::coroutine_handle<> coroutine) { ready_.push_back(coroutine); }
  // On the loop.
  void AtTurnEnd(TurnEndHook& hook);
  void RemoveTurnEnd(TurnEndHook& hook);
  // On the loop.
  void AddExitHook(ExitHook& hook) { exit_hooks_.push_back(&hook); }
  void RemoveExitHook(ExitHook& hook) { std::erase(exit_hooks_, &hook); }

  // On the loop. One epoll_ctl for a descriptor's life: read and write readiness, edge-triggered. The watcher is told
  // of what is ready already. Fails on a manual loop and when the kernel refuses.
  Status Watch(int fd, Watcher& watcher);
  // A watcher is not called any more after this, also not in the running turn. The owner closes the descriptor soon:
  // only then does the kernel forget it.
  void Unwatch(int fd, Watcher& watcher);

  const Clock& clock() const { return clock_; }
  TimePoint now() const { return clock_.Now(); }
  // On the loop: when the running turn began, without a look at the clock. For whatever may be as much too early as a
  // turn takes, such as "idle since".
  TimePoint turn_began() const { return turn_began_; }
  Timers& timers() { return timers_; }
  Random& random() { return random_; }
  // Tests seed it before anything runs.
  void SeedRandom(std::uint64_t seed) { random_ = Random(seed); }
  bool manual() const { return kind_ == Kind::kManual; }
  // The runtime that owns this loop; null without one. SetRuntime is the runtime's.
  Runtime* runtime() const { return runtime_; }
  void SetRuntime(Runtime* runtime) { runtime_ = runtime; }

  // Awaitable: goes on on this loop. Nothing happens when it is there already.
  //   co_await loop.Hop();
  auto Hop() {
    class Awaiter {
     public:
      explicit Awaiter(Loop& loop) : loop_(loop) {}
      bool await_ready() const { return Loop::Current() == &loop_; }
      void await_suspend(std::coroutine_handle<> coroutine) {
        loop_.Post([coroutine] { coroutine.resume(); });
      }
      void await_resume() const {}

     private:
      Loop& loop_;
    };
    return Awaiter(*this);
  }

  // Awaitable, on this loop: goes on later in this turn, behind what is ready already.
  auto Later() {
    class Awaiter {
     public:
      explicit Awaiter(Loop& loop) : loop_(loop) {}
      bool await_ready() const { return false; }
      void await_suspend(std::coroutine_handle<> coroutine) { loop_.Ready(coroutine); }
      void await_resume() const {}

     private:
      Loop& loop_;
    };
    return Awaiter(*this);
  }

 private:
  class Poller;
  class Running;
  bool Turn(bool wait) noexcept;
  void Poll(bool wait);
  int MillisToSleep() const;
  bool RunPosted();
  bool RunReady();
  bool RunTurnEnd();
  void RunExitHooks();

  const Kind kind_;
  const Clock& clock_;
  base::Pool pool_;
  Random random_;
  TimePoint turn_began_;
  Timers timers_;
  Runtime* runtime_ = nullptr;
  std::unique_ptr<Poller> poller_;  // null on a manual loop
  std::vector<std::coroutine_handle<>> ready_;
  std::vector<std::coroutine_handle<>> running_;
  std::vector<TurnEndHook*> turn_end_;
  std::vector<TurnEndHook*> ending_;
  std::vector<std::function<void()>> posted_running_;

  bool stopped_ = false;

  std::vector<ExitHook*> exit_hooks_;
  std::mutex posted_mutex_;
  std::vector<std::function<void()>> posted_;  // guarded by posted_mutex_
  // Whoever posts sets `work_` and then looks at `asleep_`; the loop sets `asleep_` and then looks at `work_`: one of
  // the two sees the other, so that the eventfd is written only when the loop may be asleep.
  std::atomic<bool> work_ = false;
  std::atomic<bool> asleep_ = false;
};

}  // namespace elanus::async
