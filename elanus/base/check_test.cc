// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/check.h"

#include <gtest/gtest.h>

namespace elanus {
namespace {

TEST(CheckDeathTest, SaysWhereAndWhatAndAborts) {
  const int have = 2;
  EXPECT_DEATH(ELANUS_CHECK(have == 3, "expected 3, got ", have),
               "check_test.cc:[0-9]+: check failed: have == 3: expected 3, got 2");
}

TEST(Check, EvaluatesItsConditionOnceAndItsPartsOnlyWhenItFails) {
  int conditions = 0;
  int parts = 0;
  const auto count = [&] { return ++parts; };
  ELANUS_CHECK(++conditions == 1, "part ", count());
  EXPECT_EQ(conditions, 1);
  EXPECT_EQ(parts, 0);
}

TEST(Check, IsOneStatement) {
  bool reached = false;
  if (reached)
    ELANUS_CHECK(false, "not reached");
  else
    reached = true;
  EXPECT_TRUE(reached);
}

}  // namespace
}  // namespace elanus
