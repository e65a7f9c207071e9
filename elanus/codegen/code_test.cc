// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/code.h"

#include <gtest/gtest.h>

namespace elanus::codegen {
namespace {

// With "f(", ", y" and ");" around it: the whole line.

constexpr std::size_t kEmptyWidth = Code::kColumns - 7;

TEST(Code, IndentsAndSeparatesBlocks) {
  Code code;
  code.Blank();
  code.Open("class A {");
  code.Blank();
  code.Label("public:");
  code.Line("int x;");
  code.Blank();
  code.Blank();
  code.Line("int y;");
  code.Blank();
  code.Close("};");
  EXPECT_EQ(code.text(), "class A {\n public:\n  int x;\n\n  int y;\n};\n");
}

TEST(Code, KeepsAListOnOneLineWhileItFits) {
  Code code;
  const std::string part(kEmptyWidth, 'x');
  code.Wrapped("f(", {part, "y"}, ");");
  EXPECT_EQ(code.text(), "f(" + part + ", y);\n");
  EXPECT_EQ(code.text().size(), Code::kColumns + 1);
}

TEST(Code, AlignsWhatDoesNotFit) {
  Code code;
  const std::string part(kEmptyWidth + 1, 'x');
  code.Wrapped("f(", {part, "y"}, ");");
  EXPECT_EQ(code.text(), "f(" + part + ",\n  y);\n");
}

TEST(Code, BreaksBehindTheBracketWhenAligningLeavesNoRoom) {
  Code code;
  const std::string before = std::string(60, 'f') + "(";
  const std::string part(70, 'x');
  code.Wrapped(before, {part, "y"}, ");");
  EXPECT_EQ(code.text(), before + "\n    " + part + ", y);\n");
}

TEST(Code, ACommentNeverGoesOnInTheNextLine) {
  Code code;
  code.Comment("one \\\n\ntwo\t \nthree \\ ");
  EXPECT_EQ(code.text(), "// one \\ .\n//\n// two\n// three \\ .\n");
}

TEST(Code, CommentsHoldNoTrigraphs) {
  Code code;
  code.Comment("why??/\nwhat??");
  EXPECT_EQ(code.text(), "// why? ?/\n// what? ?\n");
}

}  // namespace
}  // namespace elanus::codegen
