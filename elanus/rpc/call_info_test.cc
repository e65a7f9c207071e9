// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/rpc/call_info.h"

#include <gtest/gtest.h>

namespace elanus {
namespace {

TEST(CallStats, TheFirstRecordCounts) {
  ManualClock clock;
  CallStats stats(StatsLevel::kDetailed);
  stats.Record(StatsEvent::kReadStart, clock);
  clock.Advance(Duration(10));
  stats.Record(StatsEvent::kReadStart, clock, Internal("late"));
  EXPECT_EQ(stats.event(StatsEvent::kReadStart).at, TimePoint(1'000'000'000));
  EXPECT_TRUE(stats.failure(StatsEvent::kReadStart).ok());
  EXPECT_FALSE(stats.event(StatsEvent::kReadFinish).recorded());
}

TEST(CallStats, LevelsDropDetailedEvents) {
  ManualClock clock;
  CallStats none;
  none.Record(StatsEvent::kRpcStart, clock);
  EXPECT_FALSE(none.event(StatsEvent::kRpcStart).recorded());
  CallStats base(StatsLevel::kBase);
  base.Record(StatsEvent::kRpcStart, clock);
  base.Record(StatsEvent::kWriteStart, clock);
  EXPECT_TRUE(base.event(StatsEvent::kRpcStart).recorded());
  EXPECT_FALSE(base.event(StatsEvent::kWriteStart).recorded());
}

TEST(CallStats, AFailureKeepsItsText) {
  ManualClock clock;
  CallStats stats(StatsLevel::kDetailed);
  stats.Record(StatsEvent::kServerHandleFinish, clock, Internal("biz error: boom"));
  EXPECT_EQ(stats.event(StatsEvent::kServerHandleFinish).status, static_cast<int>(StatsStatus::kError));
  EXPECT_EQ(stats.failure(StatsEvent::kServerHandleFinish).message(), "biz error: boom");
}

TEST(TransportName, IsWhatKitexsTracingSays) {
  EXPECT_EQ(TransportName(Transport::kBuffered), "PurePayload");
  EXPECT_EQ(TransportName(Transport::kTTHeaderFramed), "TTHeader|Framed");
}

}  // namespace
}  // namespace elanus
