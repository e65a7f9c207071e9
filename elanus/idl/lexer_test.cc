// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/lexer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "elanus/base/strcat.h"

namespace elanus::idl {
namespace {

using testing::ElementsAre;

// "line:column text" of all tokens; the error in the place of a bad one.
std::vector<std::string> Lex(std::string text) {
  Source source("t.thrift", std::move(text));
  Lexer lexer(source);
  std::vector<std::string> tokens;
  while (true) {
    Token token = lexer.Next();
    bool last = token.kind == Token::Kind::kEnd || token.kind == Token::Kind::kError;
    tokens.push_back(
        StrCat(token.position.line, ":", token.position.column, " ", last ? token.Describe() : token.text));
    if (!last) continue;
    EXPECT_EQ(lexer.Next().Describe(), token.Describe());
    return tokens;
  }
}

TEST(LexerTest, KnowsWhereTokensAre) {
  EXPECT_THAT(Lex("struct a.b{\n\t1:i32/* x\n */ _c9,\r\n}"),
              ElementsAre("1:1 struct", "1:8 a.b", "1:11 {", "2:2 1", "2:3 :", "2:4 i32", "3:5 _c9", "3:8 ,", "4:1 }",
                          "4:2 the end of the file"));
}

TEST(LexerTest, Numbers) {
  EXPECT_THAT(Lex("1 -2 +3 0x1F 0o7 1.5 .5 1e5 -1.5E-3"),
              ElementsAre("1:1 1", "1:3 -2", "1:6 +3", "1:9 0x1F", "1:14 0o7", "1:18 1.5", "1:22 .5", "1:25 1e5",
                          "1:29 -1.5E-3", "1:36 the end of the file"));
  for (std::string bad : {"1.", "1a", "1e", "1e+", "1.5.5", "-", ".", "+x", "1_000"}) {
    EXPECT_THAT(Lex(bad), ElementsAre(StrCat("1:1 '", bad == "+x" ? "+x" : bad, "' is not a number")));
  }
}

TEST(LexerTest, Literals) {
  EXPECT_THAT(Lex(R"("a\"b" 'c"d' 'e\'f' "")"),
              ElementsAre(R"(1:1 "a\"b")", R"(1:8 'c"d')", R"(1:14 'e\'f')", R"(1:21 "")", "1:23 the end of the file"));
  EXPECT_THAT(Lex("'two\nlines' x"), ElementsAre("1:1 'two\nlines'", "2:8 x", "2:9 the end of the file"));
  EXPECT_THAT(Lex("x 'open\\'"),
              ElementsAre("1:1 x", "1:3 the string is not closed: expected ' before the end of the file"));
  EXPECT_THAT(Lex(std::string("'a\0", 3)),
              ElementsAre("1:1 the string is not closed: expected ' before the end of the file"));
}

TEST(LexerTest, Errors) {
  EXPECT_THAT(Lex("a $"), ElementsAre("1:1 a", "1:3 unexpected '$'"));
  EXPECT_THAT(Lex("\xFF"), ElementsAre("1:1 unexpected byte 0xff"));
  EXPECT_THAT(Lex(std::string("\0", 1)), ElementsAre("1:1 unexpected byte 0x00"));
  EXPECT_THAT(Lex("/"), ElementsAre("1:1 unexpected '/'"));
  EXPECT_THAT(Lex("a/*b"),
              ElementsAre("1:1 a", "1:2 the comment is not closed: expected '*/' before the end of the file"));
  EXPECT_THAT(Lex("/*/"), ElementsAre("1:1 the comment is not closed: expected '*/' before the end of the file"));
  EXPECT_THAT(Lex("a..b"), ElementsAre("1:1 'a..b' is not a name: a part of it is empty"));
  EXPECT_THAT(Lex("a. b"), ElementsAre("1:1 'a.' is not a name: a part of it is empty"));
}

TEST(LexerTest, SkipsAByteOrderMark) {
  EXPECT_THAT(Lex("\xEF\xBB\xBF"
                  "a"),
              ElementsAre("1:4 a", "1:5 the end of the file"));
}

}  // namespace
}  // namespace elanus::idl
