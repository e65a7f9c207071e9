// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/clock.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <vector>

namespace elanus {
namespace {

using std::chrono::milliseconds;

TEST(TimePoint, AddsAndSubtracts) {
  const TimePoint start(5'000'000);
  EXPECT_EQ((start + milliseconds(2)).nanos(), 7'000'000);
  EXPECT_EQ((start + milliseconds(-2)).nanos(), 3'000'000);
  EXPECT_EQ(TimePoint(7'000'000) - start, milliseconds(2));
  EXPECT_LT(start, start + Duration(1));
}

TEST(TimePoint, SaturatesAtNever) {
  EXPECT_TRUE((TimePoint::Never() + milliseconds(-1)).is_never());
  EXPECT_TRUE((TimePoint(INT64_MAX - 5) + Duration(6)).is_never());
  EXPECT_TRUE((TimePoint(1) + Duration::max()).is_never());
  EXPECT_FALSE((TimePoint(INT64_MAX - 5) + Duration(4)).is_never());
}

TEST(Clock, TheSystemsNeverGoesBack) {
  const Clock& clock = Clock::System();
  TimePoint last = clock.Now();
  for (int i = 0; i < 10'000; ++i) {
    const TimePoint now = clock.Now();
    ASSERT_GE(now, last);
    last = now;
  }
}

TEST(Clock, WallTimesDifferAsMonotonicTimesDo) {
  const Clock& clock = Clock::System();
  const TimePoint now = clock.Now();
  EXPECT_EQ(clock.WallNanos(now + milliseconds(3)) - clock.WallNanos(now), 3'000'000);
  const auto wall = std::chrono::system_clock::now().time_since_epoch();
  const Duration apart = Duration(clock.WallNanos(clock.Now())) - std::chrono::duration_cast<Duration>(wall);
  EXPECT_LT(std::chrono::abs(apart), std::chrono::hours(1)) << "not the present time";
}

TEST(ManualClock, StandsStillUntilItIsTold) {
  ManualClock clock;
  const TimePoint start = clock.Now();
  EXPECT_EQ(clock.Now(), start);
  clock.Advance(milliseconds(5));
  EXPECT_EQ(clock.Now() - start, milliseconds(5));
  clock.Set(TimePoint(42));
  EXPECT_EQ(clock.Now(), TimePoint(42));
  EXPECT_EQ(clock.WallNanos(TimePoint(42)), ManualClock::kEpochNanos + 42);
}

// The first numbers of the authors' programs (splitmix64.c for the state, xoshiro256starstar.c), which other
// implementations of this seeding give too.
TEST(Random, IsXoshiro256StarStarSeededBySplitmix64) {
  Random random(0);
  EXPECT_EQ(random.Next(), 0x99ec5f36cb75f2b4U);
  EXPECT_EQ(random.Next(), 0xbf6e1f784956452aU);
  EXPECT_EQ(random.Next(), 0x1a5f849d4933e6e0U);
}

TEST(Random, TheSameSeedGivesTheSameNumbers) {
  Random a(7);
  Random b(7);
  Random c(8);
  bool differs = false;
  for (int i = 0; i < 100; ++i) {
    const std::uint64_t drawn = a.Next();
    ASSERT_EQ(drawn, b.Next());
    differs |= drawn != c.Next();
  }
  EXPECT_TRUE(differs);
}

TEST(Random, TheSystemGivesDifferentSeeds) { EXPECT_NE(Random::FromSystem().Next(), Random::FromSystem().Next()); }

TEST(Random, BelowStaysBelowAndReachesEverything) {
  Random random(1);
  std::vector<int> counts(7);
  for (int i = 0; i < 70'000; ++i) {
    const std::uint64_t drawn = random.Below(7);
    ASSERT_LT(drawn, 7U);
    ++counts[drawn];
  }
  for (const int count : counts) {
    EXPECT_GT(count, 9'500);
    EXPECT_LT(count, 10'500);
  }
  EXPECT_EQ(random.Below(1), 0U);
  for (int i = 0; i < 100; ++i) EXPECT_LT(random.Below(UINT64_MAX), UINT64_MAX);
}

TEST(Random, UnitIsFromZeroToOne) {
  Random random(1);
  double least = 1;
  double most = 0;
  for (int i = 0; i < 10'000; ++i) {
    const double drawn = random.Unit();
    least = std::min(least, drawn);
    most = std::max(most, drawn);
  }
  EXPECT_GE(least, 0.0);
  EXPECT_LT(least, 0.01);
  EXPECT_GT(most, 0.99);
  EXPECT_LT(most, 1.0);
}

}  // namespace
}  // namespace elanus
