// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/baggage.h"

#include <gtest/gtest.h>

#include <string>

#include "elanus/telemetry/baggage_context.h"
#include "elanus/telemetry/span.h"
#include "elanus/telemetry/test_provider.h"

namespace elanus {
namespace {

TEST(Baggage, ReadsAndWritesAHeader) {
  const Baggage baggage = Baggage::Parse("tenant=t1 , user = a%20b%C3%A4;ttl=3; secret ,empty=");
  EXPECT_EQ(baggage.Get("tenant"), "t1");
  EXPECT_EQ(baggage.Get("user"), "a b\xC3\xA4");
  EXPECT_EQ(baggage.Get("empty"), "");
  EXPECT_EQ(baggage.Get("absent"), "");
  EXPECT_EQ(baggage.ToHeader(), "tenant=t1,user=a%20b%C3%A4;ttl=3; secret,empty=");
}

TEST(Baggage, LeavesOutWhatIsNotWellFormed) {
  const Baggage baggage = Baggage::Parse("a=1,no value,b c=2,=3,d=\"4\",e=5%,f=6%zz,g=\x80,h=8\\,i=9;p=\x01,,ok=1");
  EXPECT_EQ(baggage.ToHeader(), "a=1,ok=1");
}

TEST(Baggage, TheLastOfEqualKeysCounts) { EXPECT_EQ(Baggage::Parse("a=1,b=2,a=3").ToHeader(), "a=3,b=2"); }

TEST(Baggage, ValuesThatAreNoUtf8AreRepaired) { EXPECT_EQ(Baggage::Parse("a=%FF").Get("a"), "\xEF\xBF\xBD"); }

// reliability.md E9.
TEST(Baggage, HasLimits) {
  EXPECT_TRUE(Baggage::Parse("a=" + std::string(1 << 20, 'x')).empty());
  EXPECT_EQ(Baggage::Parse("a=" + std::string(Baggage::kMaxBytes - 2, 'x')).ToHeader().size(), Baggage::kMaxBytes);
  EXPECT_TRUE(Baggage::Parse("a=" + std::string(Baggage::kMaxBytes - 1, 'x')).empty());
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "k" + std::to_string(i) + "=1,";
  EXPECT_EQ(Baggage::Parse(many).entries().size(), Baggage::kMaxEntries);
  // One bad byte becomes three, and each of those is encoded.
  std::string grows = "a=";
  while (grows.size() < 8000) grows += "%FF";
  EXPECT_LE(Baggage::Parse(grows).ToHeader().size(), Baggage::kMaxBytes);
}

TEST(Baggage, SetKeepsTheLimits) {
  Baggage baggage;
  EXPECT_FALSE(baggage.Set("no token", "x"));
  EXPECT_FALSE(baggage.Set("", "x"));
  EXPECT_TRUE(baggage.Set("a", "1,2"));
  EXPECT_FALSE(baggage.Set("big", std::string(Baggage::kMaxBytes, 'x')));
  for (std::size_t i = 1; i < Baggage::kMaxEntries; ++i) EXPECT_TRUE(baggage.Set("k" + std::to_string(i), ""));
  EXPECT_FALSE(baggage.Set("one_more", ""));
  EXPECT_TRUE(baggage.Set("a", "2"));
  EXPECT_EQ(baggage.Get("a"), "2");
}

TEST(BaggageContext, AddsForWhatHappensInside) {
  telemetry::TestProvider test;
  Span outer(test.Root(), "outer");
  const BaggageContext tenant(outer, "tenant", "t1");
  const BaggageContext both(tenant, "user", "7");
  Span inner(both, "inner");
  EXPECT_EQ(Baggage::Of(inner).ToHeader(), "tenant=t1,user=7");
  EXPECT_EQ(Baggage::Of(tenant).ToHeader(), "tenant=t1");
  EXPECT_TRUE(Baggage::Of(outer).empty());
  EXPECT_EQ(inner.span_context().trace_id, outer.span_context().trace_id);
  const DetachedContext kept = inner.Detach();
  EXPECT_EQ(Baggage::Of(*kept).Get("user"), "7");
}

TEST(BaggageContext, WorksWithoutAProvider) {
  const ContextRoot background;
  const BaggageContext tenant(background, "tenant", "t1");
  EXPECT_EQ(Baggage::Of(tenant).Get("tenant"), "t1");
  EXPECT_EQ(Baggage::Of(*tenant.Detach()).Get("tenant"), "t1");
}

}  // namespace
}  // namespace elanus
