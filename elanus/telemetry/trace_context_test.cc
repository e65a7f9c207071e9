// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/trace_context.h"

#include <gtest/gtest.h>

#include <string>

namespace elanus::telemetry {
namespace {

const std::string kIds = "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331";

std::string Again(const SpanContext& context) {
  std::string text(kTraceParentSize, '?');
  WriteTraceParent(context, text.data());
  return text;
}

// conventions.md A.6.3 and F.6: the flags that otel-go rejects are taken here, and none but 00 and 01 goes out.
TEST(TraceParent, IsTakenAndWrittenAgain) {
  const std::string sampled = "00-" + kIds + "-01";
  const std::string dropped = "00-" + kIds + "-00";
  const struct {
    std::string in;
    std::string out;
  } cases[] = {
      {"00-" + kIds + "-00", dropped},
      {"00-" + kIds + "-01", sampled},
      {"00-" + kIds + "-02", dropped},
      {"00-" + kIds + "-03", sampled},
      {"00-" + kIds + "-ff", sampled},
      {"01-" + kIds + "-03", sampled},
      {"cc-" + kIds + "-01-what-the-future-brings", sampled},
      {"cc-" + kIds + "-01-", sampled},
      {"fe-" + kIds + "-00", dropped},
      {" 00-" + kIds + "-01\t", sampled},
  };
  for (const auto& c : cases) {
    SpanContext context;
    ASSERT_TRUE(ParseTraceParent(c.in, context)) << c.in;
    EXPECT_EQ(Again(context), c.out) << c.in;
    EXPECT_TRUE(context.remote);
  }
}

TEST(TraceParent, IsRefused) {
  const std::string trace(kIds.substr(0, 32));
  const std::string all_bad[] = {
      std::string(),
      "00-" + kIds,
      "00-" + kIds + "-0",
      "00-" + kIds + "-01-",  // version 00 ends here
      "00-" + kIds + "-01-trailing",
      "00-" + kIds + "-011",
      "cc-" + kIds + "-01.what",
      "ff-" + kIds + "-01",
      "0-" + kIds + "-01",
      ".0-" + kIds + "-01",
      "00-" + kIds + "-.1",
      "00-" + kIds + "-0A",
      "0A-" + kIds + "-01",
      "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
      "00-" + trace + "-B7AD6B7169203331-01",
      "00-00000000000000000000000000000000-b7ad6b7169203331-01",
      "00-" + trace + "-0000000000000000-01",
      "00_" + kIds + "_01",
      "00-" + trace + ".b7ad6b7169203331-01",
      "00-" + trace + "-b7ad6b716920333x-01",
  };
  for (const std::string& bad : all_bad) {
    SpanContext context;
    context.flags = 7;
    EXPECT_FALSE(ParseTraceParent(bad, context)) << bad;
    EXPECT_EQ(context.flags, 7) << bad;
  }
}

std::string State(const std::string& header) {
  const auto state = ParseTraceState(header);
  return state ? *state : "none";
}

TEST(TraceState, KeepsWhatIsWellFormed) {
  EXPECT_EQ(State("foo=1"), "foo=1");
  EXPECT_EQ(State("foo=1 \t , \t bar=2, \t baz=3"), "foo=1,bar=2,baz=3");
  EXPECT_EQ(State("foo=1,,,bar=2"), "foo=1,bar=2");
  EXPECT_EQ(State("tenant@system=v, 0a_-*/=x y"), "tenant@system=v,0a_-*/=x y");
  EXPECT_EQ(State(std::string(256, 'k') + "=v"), std::string(256, 'k') + "=v");
}

TEST(TraceState, IsDroppedWhole) {
  EXPECT_EQ(State(""), "none");
  EXPECT_EQ(State(" , "), "none");
  for (const std::string& bad :
       {std::string("foo=1,foo=2"), std::string("foo"), std::string("foo="), std::string("=1"), std::string("Foo=1"),
        std::string("foo =1"), std::string("foo=1=2"), std::string("foo@=1"), std::string("@foo=1"),
        std::string("a@b@c=1"), std::string("foo=\x80"), std::string(257, 'k') + "=v", "k=" + std::string(257, 'v'),
        std::string(242, 't') + "@v=1", "t@" + std::string(15, 'v') + "=1"}) {
    EXPECT_EQ(State("ok=1," + bad), "none") << bad;
  }
}

TEST(TraceState, TakesUpTo32Members) {
  std::string header;
  for (int i = 0; i < 32; ++i) header += "k" + std::to_string(i) + "=1,";
  EXPECT_EQ(State(header) + ",", header);
  EXPECT_EQ(State(header + "one_more=1"), "none");
}

TEST(TraceState, IsShortenedLargeMembersFirst) {
  const std::string large = "large=" + std::string(200, 'x');
  std::string small;
  for (int i = 0; i < 16; ++i) small += ",k" + std::to_string(10 + i) + "=" + std::string(20, 'y');
  EXPECT_EQ(State(large + small), small.substr(1));
  // Still too long: from the right.
  std::string many = "a=1";
  for (int i = 0; i < 30; ++i) many += ",k" + std::to_string(10 + i) + "=" + std::string(20, 'y');
  const std::string kept = State(many);
  EXPECT_LE(kept.size(), kTraceStateBytes);
  EXPECT_GT(kept.size(), kTraceStateBytes - 30);
  EXPECT_EQ(many.substr(0, kept.size()), kept);
}

}  // namespace
}  // namespace elanus::telemetry
