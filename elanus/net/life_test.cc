// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/life.h"

#include <gtest/gtest.h>

#include <memory>

namespace elanus::net {
namespace {

TEST(Life, TellsThatTheObjectIsGone) {
  auto life = std::make_unique<Life>();
  const Life::Watch watch(*life);
  EXPECT_TRUE(watch.alive());
  life.reset();
  EXPECT_FALSE(watch.alive());
}

TEST(Life, CanBeWatchedAgain) {
  Life life;
  {
    const Life::Watch first(life);
  }
  const Life::Watch second(life);
  EXPECT_TRUE(second.alive());
}

TEST(LifeDeathTest, NestedCallbacksAreABug) {
  Life life;
  const Life::Watch first(life);
  EXPECT_DEATH(Life::Watch second(life), "nested");
}

}  // namespace
}  // namespace elanus::net
