// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/runtime.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "elanus/async/test_loop.h"
#include "elanus/async/wait.h"
#include "elanus/base/clock.h"

namespace elanus {
namespace {

Runtime::Options SmallOptions(int loops, int threads, std::size_t queue) {
  Runtime::Options options;
  options.loops = loops;
  options.blocking_threads = threads;
  options.blocking_queue = queue;
  return options;
}

// Holds blocking threads until it is opened.
class Gate {
 public:
  void Pass() {
    std::unique_lock lock(mutex_);
    ++inside_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void Open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void AwaitInside(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return inside_ >= count; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int inside_ = 0;
  bool open_ = false;
};

TEST(Runtime, HasItsLoopsOnThreadsOfTheirOwn) {
  Runtime runtime(SmallOptions(3, 1, 1));
  ASSERT_EQ(runtime.size(), 3);
  std::set<std::thread::id> threads{std::this_thread::get_id()};
  for (int i = 0; i < 3; ++i) {
    async::Latch done;
    runtime.loop(i).Post([&, i] {
      EXPECT_EQ(async::Loop::Current(), &runtime.loop(i));
      EXPECT_EQ(async::Loop::Current()->runtime(), &runtime);
      threads.insert(std::this_thread::get_id());
      done.Set();
    });
    done.Wait();
  }
  EXPECT_EQ(threads.size(), 4U);
}

TEST(Runtime, HasALoopForEachCoreByDefault) {
  const Runtime runtime;
  EXPECT_EQ(runtime.size(), static_cast<int>(std::thread::hardware_concurrency()));
}

TEST(Runtime, NextGoesRound) {
  Runtime runtime(SmallOptions(2, 1, 1));
  async::Loop& first = runtime.Next();
  async::Loop& second = runtime.Next();
  EXPECT_NE(&first, &second);
  EXPECT_EQ(&runtime.Next(), &first);
}

// The signals that this thread lets through.
std::set<int> OpenSignals() {
  sigset_t blocked;
  pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
  std::set<int> open;
  for (int signal = 1; signal < 32; ++signal) {
    if (sigismember(&blocked, signal) == 0) open.insert(signal);
  }
  return open;
}

TEST(Runtime, ItsThreadsBlockSignals) {
  const std::set<int> before = OpenSignals();
  Runtime runtime(SmallOptions(1, 1, 1));
  async::Latch done;
  std::set<int> on_loop;
  std::set<int> on_blocking;
  runtime.loop(0).Post([&] {
    on_loop = OpenSignals();
    ASSERT_TRUE(runtime
                    .Block([&] {
                      on_blocking = OpenSignals();
                      done.Set();
                    })
                    .ok());
  });
  done.Wait();
  const std::set<int> faults{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS, SIGKILL, SIGSTOP};
  EXPECT_EQ(on_loop, faults);
  EXPECT_EQ(on_blocking, faults);
  EXPECT_EQ(OpenSignals(), before);
}

TEST(Runtime, RefusesBlockingWorkWhenTheQueueIsFull) {
  Gate gate;
  std::atomic<int> runs = 0;
  {
    Runtime runtime(SmallOptions(1, 2, 3));
    const auto work = [&] {
      gate.Pass();
      ++runs;
    };
    for (int i = 0; i < 2 + 3; ++i) ASSERT_TRUE(runtime.Block(work).ok()) << i;
    gate.AwaitInside(2);
    const Status refused = runtime.Block(work);
    EXPECT_EQ(refused.code(), Code::kResourceExhausted);
    EXPECT_EQ(refused.message(), "all 2 blocking threads are busy and 3 pieces of work wait already");
    gate.Open();
  }
  EXPECT_EQ(runs, 5) << "what was queued runs before the runtime goes";
}

TEST(Runtime, AFreeThreadNeedsNoQueue) {
  Runtime runtime(SmallOptions(1, 1, 0));
  for (int i = 0; i < 100; ++i) {
    Gate gate;
    gate.Open();
    Status taken = runtime.Block([&] { gate.Pass(); });
    // The thread may still be on its way back from the piece before.
    while (!taken.ok()) taken = runtime.Block([&] { gate.Pass(); });
    gate.AwaitInside(1);
  }
}

TEST(Runtime, BlockingWorkRunsOnSeveralThreadsAtOnce) {
  Gate gate;
  Runtime runtime(SmallOptions(1, 4, 0));
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(runtime.Block([&] { gate.Pass(); }).ok());
  gate.AwaitInside(4);
  gate.Open();
}

TEST(Runtime, BlockingWorkMayComeBackToALoopWhileTheRuntimeGoes) {
  std::atomic<int> back = 0;
  {
    Runtime runtime(SmallOptions(2, 2, 100));
    for (int i = 0; i < 100; ++i) {
      ASSERT_TRUE(runtime.Block([&] { runtime.Next().Post([&] { ++back; }); }).ok());
    }
  }
  EXPECT_EQ(back, 100);
}

TEST(Runtime, AManualOneRunsEverythingOnTheCallersThread) {
  const ManualClock clock;
  const auto runtime = Runtime::Manual(clock, 42);
  EXPECT_EQ(runtime->size(), 1);
  EXPECT_EQ(&runtime->Next(), &runtime->loop(0));
  EXPECT_TRUE(runtime->loop(0).manual());
  EXPECT_EQ(runtime->loop(0).runtime(), runtime.get());
  EXPECT_EQ(runtime->loop(0).random().Next(), Random(42).Next());
  std::thread::id ran_on;
  ASSERT_TRUE(runtime->Block([&] { ran_on = std::this_thread::get_id(); }).ok());
  EXPECT_EQ(ran_on, std::thread::id()) << "it ran inside Block";
  runtime->loop(0).RunUntilIdle();
  EXPECT_EQ(ran_on, std::this_thread::get_id());
}

TEST(RuntimeDeathTest, MustNotBeDestroyedOnItsOwnLoop) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        auto runtime = std::make_unique<Runtime>(SmallOptions(1, 1, 1));
        async::Latch never;
        runtime->loop(0).Post([&] { runtime = nullptr; });
        never.Wait();
      },
      "a runtime was destroyed on a loop of its own");
}

}  // namespace
}  // namespace elanus
