// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/environment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "elanus/otlp/test_environment.h"

namespace elanus::otlp {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Environment, EmptyIsUnset) {
  Logged log;
  const Environment environment = Variables({{"EMPTY", ""}, {"BLANK", "  "}, {"SET", " x "}});
  EXPECT_EQ(environment.Text("EMPTY"), std::nullopt);
  EXPECT_EQ(environment.Text("BLANK"), std::nullopt);
  EXPECT_EQ(environment.Text("ABSENT"), std::nullopt);
  EXPECT_EQ(environment.Text("SET"), "x");
  EXPECT_FALSE(environment.Flag("EMPTY"));
  EXPECT_EQ(environment.Number("EMPTY"), std::nullopt);
  EXPECT_THAT(log.lines, IsEmpty());
}

TEST(Environment, OnlyTrueIsTrue) {
  Logged log;
  const Environment environment = Variables({{"A", "true"}, {"B", "TRUE"}, {"C", "False"}, {"D", "1"}});
  EXPECT_TRUE(environment.Flag("A"));
  EXPECT_TRUE(environment.Flag("B"));
  EXPECT_FALSE(environment.Flag("C"));
  EXPECT_FALSE(environment.Flag("D"));
  EXPECT_THAT(log.lines, ElementsAre("telemetry: D is ignored: expected true or false, got \"1\""));
}

TEST(Environment, NumbersAreWhole) {
  Logged log;
  const Environment environment =
      Variables({{"A", "512"}, {"B", "12x"}, {"C", "-1"}, {"D", "5000"}, {"E", "99999999999999"}});
  EXPECT_EQ(environment.Number("A"), 512u);
  EXPECT_EQ(environment.Number("B"), std::nullopt);
  EXPECT_EQ(environment.Number("C"), std::nullopt);
  EXPECT_EQ(environment.Milliseconds("D"), std::chrono::seconds(5));
  EXPECT_EQ(environment.Milliseconds("E"), std::nullopt);
  EXPECT_THAT(log.lines, ElementsAre("telemetry: B is ignored: expected a whole number, got \"12x\"",
                                     "telemetry: C is ignored: expected a whole number, got \"-1\"",
                                     "telemetry: E is ignored: expected milliseconds, at most a year, got "
                                     "\"99999999999999\""));
}

TEST(Environment, RatiosAreFrom0To1) {
  Logged log;
  const Environment environment = Variables({{"A", "0.1"}, {"B", "1"}, {"C", "1.5"}, {"D", "nan"}, {"E", "-0.1"}});
  EXPECT_EQ(environment.Ratio("A"), 0.1);
  EXPECT_EQ(environment.Ratio("B"), 1.0);
  EXPECT_EQ(environment.Ratio("C"), std::nullopt);
  EXPECT_EQ(environment.Ratio("D"), std::nullopt);
  EXPECT_EQ(environment.Ratio("E"), std::nullopt);
  EXPECT_EQ(log.lines.size(), 3u);
}

}  // namespace
}  // namespace elanus::otlp
