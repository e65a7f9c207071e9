// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/grpc/health_service.h"

#include <gtest/gtest.h>

#include "elanus/async/test_loop.h"

namespace elanus {
namespace {

TEST(HealthService, TheServerServesUntilSomebodySaysOtherwise) {
  HealthService health;
  EXPECT_EQ(health.Get(""), ServingStatus::kServing);
  EXPECT_EQ(health.Get("a.A"), ServingStatus::kServiceUnknown);
  health.Set("", ServingStatus::kNotServing);
  EXPECT_EQ(health.Get(""), ServingStatus::kNotServing);
}

TEST(HealthService, WhatWasSetBeforeTheServerBeganStays) {
  HealthService health;
  health.Set("a.A", ServingStatus::kNotServing);
  health.Begin({"a.A", "b.B"});
  EXPECT_EQ(health.Get("a.A"), ServingStatus::kNotServing);
  EXPECT_EQ(health.Get("b.B"), ServingStatus::kServing);
}

TEST(HealthService, AStoppingServerServesNothing) {
  HealthService health;
  health.Begin({"a.A"});
  health.Stop();
  EXPECT_EQ(health.Get(""), ServingStatus::kNotServing);
  EXPECT_EQ(health.Get("a.A"), ServingStatus::kNotServing);
  EXPECT_EQ(health.Get("c.C"), ServingStatus::kServiceUnknown);
  health.Set("a.A", ServingStatus::kServing);
  EXPECT_EQ(health.Get("a.A"), ServingStatus::kNotServing);
  health.Begin({});  // it starts again
  EXPECT_EQ(health.Get("a.A"), ServingStatus::kServing);
}

TEST(HealthService, WatchersAreTold) {
  TestLoop loop;
  HealthService health;
  {
    HealthService::Watcher watcher(health, loop.loop());
    health.Set("a.A", ServingStatus::kServing);
    EXPECT_FALSE(watcher.changed().is_set());
    loop.loop().RunUntilIdle();
    EXPECT_TRUE(watcher.changed().is_set());
    health.Stop();  // and one that has gone meanwhile is forgotten
  }
  loop.loop().RunUntilIdle();
  health.Set("a.A", ServingStatus::kNotServing);
  EXPECT_FALSE(loop.loop().RunUntilIdle());
}

}  // namespace
}  // namespace elanus
