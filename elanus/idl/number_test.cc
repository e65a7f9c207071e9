// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace elanus::idl {
namespace {

TEST(NumberTest, ReadsWholeNumbers) {
  EXPECT_EQ(*ParseInt("0"), 0);
  EXPECT_EQ(*ParseInt("00"), 0);
  EXPECT_EQ(*ParseInt("+42"), 42);
  EXPECT_EQ(*ParseInt("-42"), -42);
  EXPECT_EQ(*ParseInt("0xFf"), 255);
  EXPECT_EQ(*ParseInt("-0x10"), -16);
  EXPECT_EQ(*ParseInt("0o17"), 15);
  EXPECT_EQ(*ParseInt("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(*ParseInt("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(*ParseDecimal("007"), 7);
}

TEST(NumberTest, RefusesOthersWithAReason) {
  EXPECT_EQ(ParseInt("9223372036854775808").status().message(), "9223372036854775808 does not fit into 64 bits");
  EXPECT_EQ(ParseInt("-9223372036854775809").status().message(), "-9223372036854775809 does not fit into 64 bits");
  EXPECT_EQ(ParseInt("0x").status().message(), "'0x' is not a whole number");
  EXPECT_EQ(ParseInt("0o8").status().message(), "'0o8' is not a whole number");
  EXPECT_EQ(ParseInt("0x1g").status().message(), "'0x1g' is not a whole number");
  EXPECT_EQ(ParseInt("-010").status().message(),
            "-010 is octal for some compilers and decimal for others: write it with 0o, or without the 0");
  EXPECT_EQ(ParseDecimal("0x1").status().message(), "'0x1' is not a whole number");
  EXPECT_EQ(ParseDouble("1e999").status().message(), "1e999 does not fit into a double");
}

TEST(NumberTest, DoublesSurvivePrinting) {
  EXPECT_EQ(*ParseDouble("-.5"), -0.5);
  EXPECT_EQ(*ParseDouble("+1E3"), 1000);
  EXPECT_TRUE(std::signbit(*ParseDouble("-0.0")));
  EXPECT_EQ(PrintDouble(5), "5.0");
  EXPECT_EQ(PrintDouble(-0.0), "-0.0");
  for (double number : {0.1, 1.0 / 3, 1e300, 5e-324, -1.7976931348623157e308, 123456789.0}) {
    EXPECT_EQ(*ParseDouble(PrintDouble(number)), number);
  }
}

}  // namespace
}  // namespace elanus::idl
