// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/wait.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "elanus/async/runtime.h"
#include "elanus/async/test_loop.h"

namespace elanus {
namespace {

using std::chrono::milliseconds;

Task<std::unique_ptr<int>> OnLoop(async::Loop& loop, int value) {
  co_await loop.Hop();
  EXPECT_EQ(async::Loop::Current(), &loop);
  co_return std::make_unique<int>(value);
}

Task<void> FailOnLoop(async::Loop& loop) {
  co_await loop.Hop();
  throw std::runtime_error("on the loop");
}

Task<std::thread::id> Here() { co_return std::this_thread::get_id(); }

TEST(Wait, RunsTheTaskHereUpToItsFirstHop) { EXPECT_EQ(Wait(Here()), std::this_thread::get_id()); }

TEST(Wait, GivesWhatTheTaskGaveOnItsLoop) {
  Runtime runtime;
  for (int i = 0; i < 2'000; ++i) {
    const std::unique_ptr<int> value = Wait(OnLoop(runtime.Next(), i));
    ASSERT_EQ(*value, i);
  }
}

TEST(Wait, RethrowsWhatTheTaskThrew) {
  Runtime runtime;
  EXPECT_THROW(Wait(FailOnLoop(runtime.loop(0))), std::runtime_error);
}

TEST(Latch, IsGoneAsSoonAsItsWaiterKnows) {
  Runtime::Options one;
  one.loops = 1;
  Runtime runtime(one);
  for (int i = 0; i < 2'000; ++i) {
    auto latch = std::make_unique<async::Latch>();
    runtime.loop(0).Post([set = latch.get()] { set->Set(); });
    latch->Wait();
    latch.reset();  // the other thread may still be in Set
  }
}

TEST(Latch, LetsAllWaitersGo) {
  async::Latch latch;
  std::vector<std::thread> waiters;
  for (int i = 0; i < 4; ++i) waiters.emplace_back([&] { latch.Wait(); });
  latch.Set();
  for (std::thread& waiter : waiters) waiter.join();
  latch.Wait();
}

TEST(WaitDeathTest, IsRefusedOnALoop) {
  TestLoop loop;
  loop.loop().Post([] { Wait(Here()); });
  EXPECT_DEATH(loop.RunUntilIdle(), "Wait was called on a thread that runs a loop");
}

TEST(SleepFor, TakesItsTime) {
  TestLoop loop;
  const TimePoint start = loop.clock().Now();
  EXPECT_TRUE(loop.Run(SleepFor(milliseconds(1'234))).ok());
  EXPECT_EQ(loop.clock().Now(), start + milliseconds(1'234));
}

TEST(SleepFor, ADeadlineBeforeItsEndWins) {
  TestLoop loop;
  const TimePoint start = loop.clock().Now();
  const async::Until until(start + milliseconds(10));
  EXPECT_EQ(loop.Run(SleepFor(milliseconds(11), until)).code(), Code::kDeadlineExceeded);
  EXPECT_EQ(loop.clock().Now(), start + milliseconds(10));
  const async::Until later(start + milliseconds(20));
  EXPECT_TRUE(loop.Run(SleepFor(milliseconds(10), later)).ok()) << "at its very end the sleep is over";
}

TEST(SleepFor, ASignalEndsIt) {
  TestLoop loop;
  async::CancelSignal cancel;
  loop.loop().Post([&] { cancel.Fire(); });
  EXPECT_EQ(loop.Run(SleepFor(milliseconds(10), async::Until(TimePoint::Never(), &cancel))).code(), Code::kCancelled);
}

}  // namespace
}  // namespace elanus
