// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/strcat.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace elanus {
namespace {

TEST(StrCat, JoinsTextAndNumbers) {
  const std::string text = "s";
  const char* pointer = "p";
  EXPECT_EQ(StrCat(), "");
  EXPECT_EQ(StrCat("literal ", text, ' ', pointer, " ", std::string_view("view")), "literal s p view");
  EXPECT_EQ(StrCat(1, ' ', -2L, ' ', 3U, ' ', std::size_t{4}), "1 -2 3 4");
  EXPECT_EQ(StrCat(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(StrCat(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
  EXPECT_EQ(StrCat(std::uint8_t{65}, std::int8_t{-1}), "65-1") << "bytes are numbers";
  EXPECT_EQ(StrCat(0.5, ' ', 1e300, ' ', -1.5F), "0.5 1e+300 -1.5");
  EXPECT_EQ(StrCat(true, false), "truefalse");
}

TEST(StrCat, KeepsZeroBytesOfViews) { EXPECT_EQ(StrCat(std::string_view("a\0b", 3)).size(), 3U); }

}  // namespace
}  // namespace elanus
