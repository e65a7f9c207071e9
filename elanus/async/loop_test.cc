// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/loop.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "elanus/async/task.h"
#include "elanus/async/test_loop.h"
#include "elanus/async/wait.h"

namespace elanus::async {
namespace {

class RecordingWatcher final : public Watcher {
 public:
  void OnReady(bool readable, bool writable, bool hang_up) override {
    told += StrCat('[', readable ? "r" : "", writable ? "w" : "", hang_up ? "h" : "", ']');
    const std::function<void()> call = then;  // which may replace `then`
    if (call) call();
  }
  std::string TakeTold() { return std::exchange(told, std::string()); }

  std::string told;
  std::function<void()> then;
};

class SocketPair {
 public:
  SocketPair() { EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds_), 0); }
  ~SocketPair() {
    CloseNear();
    CloseFar();
  }
  int near() const { return fds_[0]; }
  int far() const { return fds_[1]; }
  void CloseNear() { Close(fds_[0]); }
  void CloseFar() { Close(fds_[1]); }

 private:
  static void Close(int& fd) {
    if (fd >= 0) close(fd);
    fd = -1;
  }
  int fds_[2] = {-1, -1};
};

// An epoll loop that the test turns by hand.
class EpollLoop : public ::testing::Test {
 protected:
  Loop loop_{Loop::Kind::kEpoll};
};

TEST_F(EpollLoop, TellsOfEachEdgeOnce) {
  SocketPair sockets;
  RecordingWatcher watcher;
  ASSERT_TRUE(loop_.Watch(sockets.near(), watcher).ok());
  EXPECT_TRUE(loop_.RunUntilIdle());
  EXPECT_EQ(watcher.TakeTold(), "[w]");
  EXPECT_FALSE(loop_.RunUntilIdle()) << "nothing was new";
  ASSERT_EQ(write(sockets.far(), "ab", 2), 2);
  loop_.RunUntilIdle();
  EXPECT_EQ(watcher.TakeTold(), "[rw]");
  loop_.RunUntilIdle();
  EXPECT_EQ(watcher.TakeTold(), "") << "what was not read is not told again";
  ASSERT_EQ(shutdown(sockets.far(), SHUT_WR), 0);
  loop_.RunUntilIdle();
  EXPECT_EQ(watcher.TakeTold(), "[rwh]") << "the end is readable, and no more will come";
  sockets.CloseFar();
  loop_.RunUntilIdle();
  EXPECT_EQ(watcher.TakeTold(), "[rwh]");
  loop_.Unwatch(sockets.near(), watcher);
}

TEST_F(EpollLoop, AWatcherThatIsRemovedInTheTurnIsNotCalled) {
  SocketPair first;
  SocketPair second;
  RecordingWatcher a;
  RecordingWatcher b;
  ASSERT_TRUE(loop_.Watch(first.near(), a).ok());
  ASSERT_TRUE(loop_.Watch(second.near(), b).ok());
  // Both are ready in the same turn; whoever is told first removes both.
  const auto remove = [&] {
    loop_.Unwatch(first.near(), a);
    loop_.Unwatch(second.near(), b);
  };
  a.then = remove;
  b.then = remove;
  loop_.RunUntilIdle();
  EXPECT_EQ(a.told + b.told, "[w]");
}

TEST_F(EpollLoop, AnOldEventDoesNotReachANewWatcherOfTheSameDescriptor) {
  SocketPair first;
  auto second = std::make_unique<SocketPair>();
  SocketPair third;
  RecordingWatcher a;
  RecordingWatcher b;
  RecordingWatcher late;
  ASSERT_TRUE(loop_.Watch(first.near(), a).ok());
  ASSERT_TRUE(loop_.Watch(second->near(), b).ok());
  second->CloseFar();  // so that its event in this turn is a hang-up
  a.then = [&] {
    a.then = nullptr;
    const int number = second->near();
    loop_.Unwatch(number, b);
    second = nullptr;
    ASSERT_EQ(dup2(third.near(), number), number);
    ASSERT_TRUE(loop_.Watch(number, late).ok());
  };
  loop_.RunUntilIdle();
  EXPECT_EQ(b.told, "");
  EXPECT_EQ(late.told, "[w]") << "only its own event";
}

TEST_F(EpollLoop, ADescriptorThatStaysOpenMayBeWatchedAgain) {
  SocketPair sockets;
  RecordingWatcher a;
  RecordingWatcher b;
  ASSERT_TRUE(loop_.Watch(sockets.near(), a).ok());
  loop_.RunUntilIdle();
  loop_.Unwatch(sockets.near(), a);
  a.told.clear();
  ASSERT_TRUE(loop_.Watch(sockets.near(), b).ok());
  loop_.RunUntilIdle();
  EXPECT_EQ(a.told, "");
  EXPECT_EQ(b.told, "[w]");
}

TEST_F(EpollLoop, WatchFailsForWhatEpollRefuses) {
  const int file = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
  ASSERT_GE(file, 0);
  RecordingWatcher watcher;
  const Status status = loop_.Watch(file, watcher);
  // Depends on the kernel's file: what it takes must at least be told.
  if (status.ok()) {
    loop_.Unwatch(file, watcher);
  } else {
    EXPECT_EQ(status.code(), Code::kUnavailable);
  }
  close(file);
  const Status closed = loop_.Watch(file, watcher);
  EXPECT_EQ(closed.code(), Code::kUnavailable);
  EXPECT_EQ(closed.message(), StrCat("epoll_ctl for descriptor ", file, ": Bad file descriptor"));
}

TEST_F(EpollLoop, TellsMoreWatchersThanOneBatchHolds) {
  std::vector<std::unique_ptr<SocketPair>> pairs;
  std::vector<RecordingWatcher> watchers(300);
  for (RecordingWatcher& watcher : watchers) {
    pairs.push_back(std::make_unique<SocketPair>());
    ASSERT_TRUE(loop_.Watch(pairs.back()->near(), watcher).ok());
  }
  loop_.RunUntilIdle();
  for (const RecordingWatcher& watcher : watchers) EXPECT_EQ(watcher.told, "[w]");
}

TEST(Loop, RunsWhatOtherThreadsPostInTheirOrder) {
  Loop loop(Loop::Kind::kEpoll);
  std::thread thread([&] { loop.Run(); });
  constexpr int kPosters = 3;
  constexpr int kEach = 20'000;
  std::vector<int> seen[kPosters];
  std::vector<std::thread> posters;
  for (std::vector<int>& list : seen) {
    posters.emplace_back([&] {
      for (int i = 0; i < kEach; ++i) loop.Post([&list, i] { list.push_back(i); });
    });
  }
  for (std::thread& poster : posters) poster.join();
  loop.Stop();
  thread.join();
  for (const std::vector<int>& list : seen) {
    ASSERT_EQ(list.size(), static_cast<std::size_t>(kEach)) << "Stop ran before what was posted first";
    for (int i = 0; i < kEach; ++i) ASSERT_EQ(list[static_cast<std::size_t>(i)], i);
  }
}

Task<int> PingPong(Loop& a, Loop& b, int rounds) {
  int right = 0;
  for (int i = 0; i < rounds; ++i) {
    co_await a.Hop();
    right += Loop::Current() == &a ? 1 : 0;
    co_await b.Hop();
    right += Loop::Current() == &b ? 1 : 0;
  }
  co_return right;
}

// Each hop finds the other loop asleep, or about to: a wake-up that is lost hangs the test.
TEST(Loop, NoWakeUpIsLost) {
  Loop a(Loop::Kind::kEpoll);
  Loop b(Loop::Kind::kEpoll);
  std::thread run_a([&] { a.Run(); });
  std::thread run_b([&] { b.Run(); });
  EXPECT_EQ(Wait(PingPong(a, b, 10'000)), 20'000);
  a.Stop();
  b.Stop();
  run_a.join();
  run_b.join();
}

TEST(Loop, SleepsUntilItsNextTimer) {
  Loop loop(Loop::Kind::kEpoll);
  TimePoint fired;
  const TimePoint at = loop.now() + std::chrono::milliseconds(20);
  class Both {
   public:
    Loop& loop;
    TimePoint& fired;
  } both{loop, fired};
  Timer timer;
  timer.Arm(
      loop.timers(), at,
      [](void* self) {
        auto* both = static_cast<Both*>(self);
        both->fired = both->loop.now();
        both->loop.Stop();
      },
      &both);
  loop.Run();
  EXPECT_GE(fired, at) << "a timer was early";
}

TEST(Loop, IsCurrentWhileItRuns) {
  TestLoop test;
  EXPECT_EQ(Loop::Current(), nullptr);
  const Loop* seen = nullptr;
  test.loop().Post([&] { seen = Loop::Current(); });
  test.RunUntilIdle();
  EXPECT_EQ(seen, &test.loop());
  EXPECT_EQ(Loop::Current(), nullptr);
}

class RecordingHook final : public TurnEndHook {
 public:
  explicit RecordingHook(std::vector<int>& order, int id) : order_(order), id_(id) {}
  void OnTurnEnd() override {
    order_.push_back(id_);
    const std::function<void()> call = then;  // which may replace `then`
    if (call) call();
  }
  std::function<void()> then;

 private:
  std::vector<int>& order_;
  int id_;
};

TEST(Loop, HooksRunOnceAtTheEndOfTheTurn) {
  TestLoop test;
  Loop& loop = test.loop();
  std::vector<int> order;
  RecordingHook hook(order, 1);
  RecordingHook removed(order, 2);
  loop.Post([&] {
    loop.AtTurnEnd(hook);
    loop.AtTurnEnd(hook);
    loop.AtTurnEnd(removed);
    loop.RemoveTurnEnd(removed);
    order.push_back(0);
  });
  loop.Post([&] { order.push_back(0); });
  test.RunUntilIdle();
  EXPECT_EQ(order, (std::vector<int>{0, 0, 1}));
}

TEST(Loop, AHookMayRemoveOthersAndAddItself) {
  TestLoop test;
  Loop& loop = test.loop();
  std::vector<int> order;
  RecordingHook first(order, 1);
  auto second = std::make_unique<RecordingHook>(order, 2);
  first.then = [&] {
    if (second != nullptr) {
      loop.RemoveTurnEnd(*second);
      second = nullptr;
      loop.AtTurnEnd(first);
    }
  };
  loop.Post([&] {
    loop.AtTurnEnd(first);
    loop.AtTurnEnd(*second);
  });
  test.RunUntilIdle();
  EXPECT_EQ(order, (std::vector<int>{1, 1}));
}

Detached Append(Loop& loop, std::vector<int>& order, int id, int rounds) {
  class Yield {
   public:
    explicit Yield(Loop& loop) : loop_(loop) {}
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> coroutine) { loop_.Ready(coroutine); }
    void await_resume() const {}

   private:
    Loop& loop_;
  };
  for (int i = 0; i < rounds; ++i) {
    order.push_back(id);
    co_await Yield(loop);
  }
}

TEST(Loop, ReadyCoroutinesRunInOrderBeforeTheHooks) {
  TestLoop test;
  std::vector<int> order;
  RecordingHook hook(order, 9);
  test.loop().Post([&] {
    test.loop().AtTurnEnd(hook);
    Append(test.loop(), order, 1, 2);
    Append(test.loop(), order, 2, 2);
  });
  test.RunUntilIdle();
  EXPECT_EQ(order, (std::vector<int>{1, 2, 1, 2, 9}));
}

// A coroutine that is ready again and again: the hook gets its turn meanwhile, and nothing is forgotten.
TEST(Loop, ACoroutineThatIsAlwaysReadyStarvesNobody) {
  TestLoop test;
  std::vector<int> order;
  RecordingHook hook(order, 9);
  test.loop().Post([&] {
    test.loop().AtTurnEnd(hook);
    Append(test.loop(), order, 1, 1'000);
  });
  test.RunUntilIdle();
  EXPECT_EQ(order.size(), 1'001U);
  EXPECT_NE(order.back(), 9) << "the hook had to wait for the coroutine's end";
}

class RecordingExitHook final : public ExitHook {
 public:
  RecordingExitHook(Loop& loop, std::vector<int>& order) : loop_(loop), order_(order) { loop_.AddExitHook(*this); }
  void OnLoopExit() override {
    order_.push_back(1);
    loop_.Post([this] { order_.push_back(2); });
  }
  void OnLoopGone() override {
    EXPECT_EQ(Loop::Current(), &loop_);
    order_.push_back(3);
  }

 private:
  Loop& loop_;
  std::vector<int>& order_;
};

TEST(Loop, ExitHooksMayStillFinishTheirWork) {
  std::vector<int> order;
  {
    Loop loop(Loop::Kind::kEpoll);
    RecordingExitHook hook(loop, order);
    loop.Stop();
    loop.Run();
    EXPECT_EQ(order, (std::vector<int>{1, 2, 3}));
  }
  EXPECT_EQ(order.size(), 3U) << "told twice";
  order.clear();
  std::unique_ptr<RecordingExitHook> hook;
  {
    Loop loop(Loop::Kind::kManual);
    hook = std::make_unique<RecordingExitHook>(loop, order);
    loop.RunUntilIdle();
    EXPECT_TRUE(order.empty());
  }
  EXPECT_EQ(order, (std::vector<int>{1, 2, 3}));
}

TEST(Loop, AManualLoopHasNoSockets) {
  TestLoop test;
  RecordingWatcher watcher;
  EXPECT_EQ(test.loop().Watch(0, watcher).code(), Code::kFailedPrecondition);
}

TEST(LoopDeathTest, OnlyOneLoopRunsOnAThread) {
  TestLoop outer;
  TestLoop inner;
  outer.loop().Post([&] { inner.RunUntilIdle(); });
  EXPECT_DEATH(outer.RunUntilIdle(), "this thread runs a loop already");
}

TEST(LoopDeathTest, AnExceptionMustNotLeaveACallback) {
  TestLoop test;
  test.loop().Post([] { throw std::runtime_error("out of a callback"); });
  EXPECT_DEATH(test.RunUntilIdle(), "out of a callback");
}

}  // namespace
}  // namespace elanus::async
