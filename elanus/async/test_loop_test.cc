// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/async/test_loop.h"

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

#include "elanus/async/event.h"
#include "elanus/async/wait.h"

namespace elanus {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

Task<void> Tick(int times, TestLoop& loop, std::vector<Duration>& at) {
  const TimePoint start = loop.clock().Now();
  for (int i = 0; i < times; ++i) {
    const Status slept = co_await SleepFor(milliseconds(10));
    EXPECT_TRUE(slept.ok());
    at.push_back(loop.clock().Now() - start);
  }
}

TEST(TestLoop, TimePassesOnlyWhenNothingElseIsLeftToDo) {
  TestLoop loop;
  const auto real = std::chrono::steady_clock::now();
  std::vector<Duration> at;
  loop.Run(Tick(3, loop, at));
  EXPECT_EQ(at, (std::vector<Duration>{milliseconds(10), milliseconds(20), milliseconds(30)}));
  EXPECT_TRUE(loop.Run(SleepFor(hours(24 * 365))).ok());
  EXPECT_LT(std::chrono::steady_clock::now() - real, hours(1));
}

async::Detached Start(Task<void> task) { co_await std::move(task); }

TEST(TestLoop, AdvanceLetsSoMuchTimePassTimerByTimer) {
  TestLoop loop;
  std::vector<Duration> at;
  loop.loop().Post([&] { Start(Tick(3, loop, at)); });
  const TimePoint start = loop.clock().Now();
  loop.Advance(milliseconds(25));
  EXPECT_EQ(at.size(), 2U);
  EXPECT_EQ(loop.clock().Now(), start + milliseconds(25));
  loop.Advance(milliseconds(5));
  EXPECT_EQ(at.size(), 3U);
}

TEST(TestLoop, RunUntilIdleLetsNoTimePass) {
  TestLoop loop;
  std::vector<Duration> at;
  const TimePoint start = loop.clock().Now();
  loop.loop().Post([&] { Start(Tick(1, loop, at)); });
  loop.RunUntilIdle();
  EXPECT_TRUE(at.empty());
  EXPECT_EQ(loop.clock().Now(), start);
  loop.Advance(milliseconds(10));
}

TEST(TestLoop, ItsSeedDecidesRandomChoices) {
  TestLoop a(7);
  TestLoop b(7);
  TestLoop c(8);
  const std::uint64_t drawn = a.loop().random().Next();
  EXPECT_EQ(b.loop().random().Next(), drawn);
  EXPECT_NE(c.loop().random().Next(), drawn);
}

Task<void> WaitForEver() {
  async::Event never;
  const Status waited = co_await never.Wait();
  EXPECT_TRUE(waited.ok());
}

TEST(TestLoopDeathTest, ATaskThatCanNeverEndFailsACheck) {
  EXPECT_DEATH(TestLoop().Run(WaitForEver()), "the task can never end: nothing is ready and no timer is armed");
}

}  // namespace
}  // namespace elanus
