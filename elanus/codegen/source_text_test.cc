// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/source_text.h"

#include <gtest/gtest.h>

namespace elanus::codegen {
namespace {

TEST(SourceText, CommentsAndLiteralsBecomeBlanks) {
  const std::string text = "a // b\nc /* d\n e */ f \"g // h\" 'i' R\"x(j\n)\" k)x\" l 1'000";
  const std::string bare = WithoutComments(text);
  EXPECT_EQ(bare.size(), text.size());
  for (const char gone : {'b', 'd', 'e', 'g', 'h', 'i', 'j', 'k'})
    EXPECT_EQ(bare.find(gone), std::string::npos) << gone;
  for (const char kept : {'a', 'c', 'f', 'l'}) EXPECT_NE(bare.find(kept), std::string::npos) << kept;
  EXPECT_NE(bare.find("1'000"), std::string::npos);
}

TEST(SourceText, UnfinishedOnesEndWithTheText) {
  EXPECT_EQ(WithoutComments("a /* b"), "a     ");
  EXPECT_EQ(WithoutComments("a \"b"), "a   ");
  EXPECT_EQ(WithoutComments("a \"b\\"), "a    ");
  EXPECT_EQ(WithoutComments("R\"("), "R  ");
}

TEST(SourceText, FindsTheBodyOfAClass) {
  const std::string text = "class A;\nclass AB { int x; };\nstruct A final : B { void F() { } int y; };";
  const auto body = FindClass(text, "A");
  ASSERT_TRUE(body);
  EXPECT_EQ(text.substr(body->begin, body->end - body->begin), " void F() { } int y; ");
}

TEST(SourceText, NoBodyIsNoClass) {
  EXPECT_FALSE(FindClass("class A;", "A"));
  EXPECT_FALSE(FindClass("class A {", "A"));
  EXPECT_FALSE(FindClass("A a{};", "A"));
  EXPECT_FALSE(FindClass("", "A"));
}

TEST(SourceText, AFunctionIsAWordWithABracket) {
  EXPECT_TRUE(HasFunction("int Get (int);", "Get"));
  EXPECT_TRUE(HasFunction("int GetAll(); int Get();", "Get"));
  EXPECT_FALSE(HasFunction("int GetAll(); int Get;", "Get"));
  EXPECT_FALSE(HasFunction("ForGet();", "Get"));
}

}  // namespace
}  // namespace elanus::codegen
