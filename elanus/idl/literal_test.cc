// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/literal.h"

#include <gtest/gtest.h>

namespace elanus::idl {
namespace {

TEST(LiteralTest, UnescapesOnlyTheDelimiter) {
  EXPECT_EQ(LiteralText(R"("plain")"), "plain");
  EXPECT_EQ(LiteralText(R"("")"), "");
  EXPECT_EQ(LiteralText(R"("say \"hi\"")"), R"(say "hi")");
  EXPECT_EQ(LiteralText(R"("it\'s")"), R"(it\'s)");
  EXPECT_EQ(LiteralText(R"('it\'s')"), "it's");
  EXPECT_EQ(LiteralText(R"('a\"b')"), R"(a\"b)");
  EXPECT_EQ(LiteralText(R"("\n\t\\\w")"), R"(\n\t\\\w)");
  // A backslash does not escape a backslash: this one takes the quote, as in Kitex's tool.
  EXPECT_EQ(LiteralText(R"("\\"x")"), R"(\"x)");
}

TEST(LiteralTest, QuotedGivesTheTextBack) {
  for (std::string text : {"", "plain", "say \"hi\"", "it's", R"(a\'b)", R"(\n)", R"(\"x)", "two\nlines"}) {
    EXPECT_EQ(LiteralText(Quoted(text)), text);
  }
}

TEST(LiteralTest, BytesAreWhatGoMakesOfThem) {
  EXPECT_EQ(LiteralBytes(R"(\a\b\f\n\r\t\v\\\'\")"), "\a\b\f\n\r\t\v\\'\"");
  EXPECT_EQ(LiteralBytes(R"(\x41\xff)"), "A\xff");
  EXPECT_EQ(LiteralBytes(R"(\101\000)"), std::string("A\0", 2));
  EXPECT_EQ(LiteralBytes(R"(\u00fc\u65b0)"), "\xC3\xBC\xE6\x96\xB0");
  EXPECT_EQ(LiteralBytes(R"(\U0001F600)"), "\xF0\x9F\x98\x80");
  EXPECT_EQ(LiteralBytes("\xC3\xBC plain"), "\xC3\xBC plain");
}

TEST(LiteralTest, KeepsWhatIsNoEscape) {
  for (std::string text :
       {R"(\w)", R"(\x4)", R"(\xzz)", R"(\u12)", R"(\ud800)", R"(\U00110000)", R"(\9)", R"(\400)", R"(\12)", R"(\)"}) {
    EXPECT_EQ(LiteralBytes(text), text);
  }
}

}  // namespace
}  // namespace elanus::idl
