// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/diagnostic.h"

#include <gtest/gtest.h>

namespace elanus::idl {
namespace {

std::string Shown(std::string text, int line, int column) {
  Source source("dir/a.thrift", std::move(text));
  return Diagnostic(Severity::kError, Position(&source, line, column), "wrong").Render();
}

TEST(DiagnosticTest, ShowsTheLineAndTheColumn) {
  EXPECT_EQ(Shown("struct A {\n  1: i32 a\n}\n", 2, 6),
            "dir/a.thrift:2:6: error: wrong\n"
            "    2 |   1: i32 a\n"
            "      |      ^\n");
  EXPECT_EQ(Shown("a\r\n", 1, 2), "dir/a.thrift:1:2: error: wrong\n    1 | a\n      |  ^\n");
}

TEST(DiagnosticTest, KeepsTabsAndCountsCharacters) {
  EXPECT_EQ(Shown("\ta b", 1, 4), "dir/a.thrift:1:4: error: wrong\n    1 | \ta b\n      | \t  ^\n");
  EXPECT_EQ(Shown("\xC3\xBC x", 1, 4), "dir/a.thrift:1:4: error: wrong\n    1 | \xC3\xBC x\n      |   ^\n");
}

TEST(DiagnosticTest, SendsNoRubbishToTheTerminal) {
  EXPECT_EQ(Shown("a\x1B[31m\xFF z", 1, 1), "dir/a.thrift:1:1: error: wrong\n    1 | a?[31m? z\n      | ^\n");
}

TEST(DiagnosticTest, ShortensLongLines) {
  std::string shown = Shown(std::string(1000000, 'x'), 1, 500000);
  EXPECT_LT(shown.size(), 400u);
  EXPECT_NE(shown.find(" | ...xxx"), std::string::npos);
  EXPECT_NE(shown.find("      | " + std::string(83, ' ') + "^\n"), std::string::npos);
}

TEST(DiagnosticTest, AtTheEndOfTheFile) {
  EXPECT_EQ(Shown("a\n", 2, 1), "dir/a.thrift:2:1: error: wrong\n    2 |\n      | ^\n");
  EXPECT_EQ(Shown("", 1, 1), "dir/a.thrift:1:1: error: wrong\n    1 |\n      | ^\n");
}

TEST(DiagnosticTest, WithoutALine) {
  Source source("a.thrift", "");
  EXPECT_EQ(Diagnostic(Severity::kWarning, Position(&source, 0, 0), "odd").Render(), "a.thrift: warning: odd\n");
}

TEST(DiagnosticsTest, CountsAllAndKeepsSome) {
  Source source("a.thrift", "x");
  Diagnostics diagnostics(2);
  for (int i = 0; i < 5; ++i) diagnostics.Warning(Position(&source, 1, 1), "odd");
  EXPECT_FALSE(diagnostics.has_errors());
  for (int i = 0; i < 3; ++i) diagnostics.Error(Position(&source, 1, 1), "wrong");
  EXPECT_TRUE(diagnostics.has_errors());
  EXPECT_EQ(diagnostics.errors(), 3u);
  EXPECT_EQ(diagnostics.warnings(), 5u);
  EXPECT_EQ(diagnostics.list().size(), 4u);
}

}  // namespace
}  // namespace elanus::idl
