// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/comment.h"

#include <gtest/gtest.h>

#include "elanus/idl/testing/parse_text.h"

namespace elanus::idl {
namespace {

TEST(CommentTest, StripsTheSigns) {
  EXPECT_EQ(CommentText("// text "), "text");
  EXPECT_EQ(CommentText("//text"), "text");
  EXPECT_EQ(CommentText("//  indented"), " indented");
  EXPECT_EQ(CommentText("/// doc"), "doc");
  EXPECT_EQ(CommentText("# shell"), "shell");
  EXPECT_EQ(CommentText("//"), "");
  EXPECT_EQ(CommentText("/* block */"), "block");
  EXPECT_EQ(CommentText("/**/"), "");
  EXPECT_EQ(CommentText("/***/"), "");
  EXPECT_EQ(CommentText("/** doc */"), "doc");
  EXPECT_EQ(CommentText("/**\n * one\n *  two\n *\n * three\n */"), "one\n two\n\nthree");
  EXPECT_EQ(CommentText("/* one\r\n   two\rthree */"), "one\ntwo\nthree");
}

TEST(CommentTest, BelongsToWhatFollowsWithoutABlankLine) {
  auto program = MustParse(R"(
// of the file

// first
// second
struct A {
  // above
  1: i32 a  // behind a, not taken: there is one above
  2: i32 b; // behind b
  // lost: a blank line follows

  3: i32 c
  4: i32 d /* same line */, 5: i32 e
}  // not of B
struct B {}
const i32 C = 1  // behind C
/* block */ /* and block */ typedef i32 D
enum E { F /* behind F */ }
service S {
  // of f
  void f(1: i32 a /* of the argument */)
  void g()  // of g
}
)");
  ASSERT_NE(program, nullptr);
  const File& file = program->main();
  EXPECT_EQ(file.structs[0]->comment, "first\nsecond");
  const auto& fields = file.structs[0]->fields;
  EXPECT_EQ(fields[0].comment, "above");
  EXPECT_EQ(fields[1].comment, "behind b");
  EXPECT_EQ(fields[2].comment, "");
  EXPECT_EQ(fields[3].comment, "");
  EXPECT_EQ(fields[4].comment, "");
  EXPECT_EQ(file.structs[1]->comment, "");
  EXPECT_EQ(file.constants[0]->comment, "behind C");
  EXPECT_EQ(file.typedefs[0]->comment, "block\nand block");
  EXPECT_EQ(file.enums[0]->values[0].comment, "behind F");
  EXPECT_EQ(file.services[0]->functions[0].comment, "of f");
  EXPECT_EQ(file.services[0]->functions[0].arguments[0].comment, "of the argument");
  EXPECT_EQ(file.services[0]->functions[1].comment, "of g");
}

}  // namespace
}  // namespace elanus::idl
