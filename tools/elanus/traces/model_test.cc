// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Ids as text, sizes, Base64.
#include "tools/elanus/traces/model.h"

#include <gtest/gtest.h>

#include "tools/elanus/traces/base64.h"
#include "tools/elanus/traces/test_spans.h"

namespace elanus::traces {
namespace {

TEST(Ids, GoToHexAndBack) {
  EXPECT_EQ(ToHex(kTestTrace), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(SpanToHex(0x0a), "000000000000000a");
  TraceId id;
  ASSERT_TRUE(FromHex("4BF92F3577B34DA6a3ce929d0e0e4736", id));
  EXPECT_EQ(id, kTestTrace);
  SpanId span = 0;
  ASSERT_TRUE(SpanFromHex("00f067aa0ba902b7", span));
  EXPECT_EQ(span, 0x00f067aa0ba902b7u);
}

TEST(Ids, OtherLengthsAndLettersAreNone) {
  TraceId id;
  EXPECT_FALSE(FromHex("", id));
  EXPECT_FALSE(FromHex("4bf92f3577b34da6a3ce929d0e0e473", id));
  EXPECT_FALSE(FromHex("4bf92f3577b34da6a3ce929d0e0e47367", id));
  EXPECT_FALSE(FromHex("4bf92f3577b34da6a3ce929d0e0e473g", id));
  SpanId span = 0;
  EXPECT_FALSE(SpanFromHex("0x0000000000000a", span));
}

TEST(Span, EndBeforeStartIsNoDuration) {
  Span span;
  span.start = 10;
  span.end = 5;
  EXPECT_EQ(span.duration(), 0u);
}

TEST(Footprint, GrowsWithWhatASpanHolds) {
  Span span = TestSpan(1, 0, "x", 0, 1, TestOrigin("s"));
  std::size_t empty = Footprint(span);
  span.attributes.emplace_back("key", Value(std::string(10'000, 'x')));
  EXPECT_GE(Footprint(span), empty + 10'000);
}

TEST(Base64, KnownPairs) {
  const std::pair<std::string, std::string> kPairs[] = {{"", ""},        {"f", "Zg=="},          {"fo", "Zm8="},
                                                        {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}, {"\xff\xfe", "//4="}};
  for (const auto& [bytes, text] : kPairs) {
    EXPECT_EQ(ToBase64(bytes), text);
    std::string back;
    ASSERT_TRUE(FromBase64(text, back)) << text;
    EXPECT_EQ(back, bytes);
  }
  std::string out;
  EXPECT_FALSE(FromBase64("Zm9*", out));
  EXPECT_FALSE(FromBase64("Z", out));
}

}  // namespace
}  // namespace elanus::traces
