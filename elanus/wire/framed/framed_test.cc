// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/framed/framed.h"

#include <gtest/gtest.h>

#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

TEST(Framed, PatchesTheLengthBehindOtherBytes) {
  Bytes out;
  out.Append("before");
  const std::size_t mark = BeginFrame(out);
  out.Append("0123456789abcdef");
  ASSERT_TRUE(EndFrame(out, mark).ok());
  EXPECT_EQ(ToHex(out.view().substr(6, 4)), "00000010");
  EXPECT_EQ(out.size(), 26u);
}

TEST(Framed, FindsTheFrameWhenItIsWhole) {
  const std::string bytes = FromHex("00000011 80010001 00000004 50696e67 0000000b 00 ee");
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    const Found found = FindFrame(std::string_view(bytes).substr(0, size), Limits());
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(*found, size < 21 ? kMore : 21u);
  }
}

TEST(Framed, RefusesALengthAsSoonAsItIsThere) {
  for (const char* hex : {"00000000", "00000001", "0000000d", "04000001", "7fffffff", "80000000", "ffffffff"}) {
    const std::string bytes = FromHex(hex);
    const Found found = FindFrame(bytes, Limits());
    ASSERT_FALSE(found.ok()) << hex;
    EXPECT_EQ(found.status().app_exception(), 7);
    EXPECT_EQ(found.status().message().find("framed: expected a length from 14 to 67108864, got "), 0u);
  }
  const std::string most = FromHex("04000000");
  EXPECT_TRUE(FindFrame(most, Limits()).ok());
}

}  // namespace
}  // namespace elanus::wire
