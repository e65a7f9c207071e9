// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/print.h"

#include <gtest/gtest.h>

#include "elanus/idl/testing/dump.h"
#include "elanus/idl/testing/parse_text.h"
#include "elanus/idl/testing/random_program.h"

namespace elanus::idl {
namespace {

TEST(PrintTest, HasOneCanonicalForm) {
  auto program = MustParse(
      "include 'b.thrift'\nnamespace go a; /* c */ struct S { i32 a = 0x10 (k='v\"'), /* c */ 5: optional list<b.X> l }"
      "service T extends b.B { oneway void f(1: S s) stream<S> g(stream<S>) void h() throws (1: b.E e) }",
      {{"b.thrift", "struct X {} exception E {} service B {}"}});
  ASSERT_NE(program, nullptr);
  EXPECT_EQ(Print(program->main()), R"(include "b.thrift"
namespace go a

struct S {
  // c
  1: i32 a = 16 (k = "v\""),
  5: optional list<b.X> l,
}

service T extends b.B {
  oneway void f(1: S s),
  stream<S> g(1: stream<S> req),
  void h() throws (1: optional b.E e),
}
)");
}

TEST(PrintTest, PrintsValues) {
  auto program =
      MustParse("const map<string, list<double>> A = {'a': [1, .5, -1e100;], \"b\": []} const bool B = true");
  ASSERT_NE(program, nullptr);
  EXPECT_EQ(Print(program->main().constants[0]->value), R"({"a": [1, 0.5, -1e+100], "b": []})");
  EXPECT_EQ(Print(program->main().constants[0]->type), "map<string, list<double>>");
  EXPECT_EQ(Print(program->main().constants[1]->value), "true");
}

TEST(PrintTest, ArgumentsWithCommentsStandOnTheirOwnLines) {
  auto program = MustParse("service S { void f(\n// what\n1: i32 a, 2: i32 b) }");
  ASSERT_NE(program, nullptr);
  EXPECT_EQ(Print(program->main()), R"(service S {
  void f(
    // what
    1: i32 a,
    2: i32 b,
  ),
}
)");
}

// What is printed parses to the same tree, and prints the same again.
TEST(PrintTest, ParsesBackToTheSameTree) {
  std::size_t functions = 0;
  std::size_t values = 0;
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    std::string text = RandomProgram(seed).Text();
    auto first = ParseText(text);
    ASSERT_TRUE(first.ok()) << "seed " << seed << "\n" << text << first.Render();
    std::string printed = Print(first.program->main());
    auto second = ParseText(printed);
    ASSERT_TRUE(second.ok()) << "seed " << seed << "\n" << text << "\nprinted:\n" << printed << second.Render();
    ASSERT_EQ(Dump(first.program->main()), Dump(second.program->main())) << "seed " << seed << "\n" << text << printed;
    ASSERT_EQ(Print(second.program->main()), printed) << "seed " << seed;
    for (const auto& service : first.program->main().services) functions += service->functions.size();
    values += first.program->main().constants.size();
  }
  EXPECT_GT(functions, 300u);
  EXPECT_GT(values, 150u);
}

}  // namespace
}  // namespace elanus::idl
