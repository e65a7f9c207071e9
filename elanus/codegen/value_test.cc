// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/value.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/codegen/testing/programs.h"

namespace elanus::codegen {
namespace {

// The declaration of the last constant.
std::string Declared(const std::string& text) {
  const auto program = ParseTexts({{"main.thrift", text}});
  const Names names(*program);
  Code code;
  DeclareConstant(*program->main().constants.back(), Target(names, program->main()), code);
  return code.text();
}
std::string Defined(const std::string& text) {
  const auto program = ParseTexts({{"main.thrift", text}});
  const Names names(*program);
  Code code;
  DefineConstant(*program->main().constants.back(), Target(names, program->main()), code);
  return code.text();
}

TEST(Value, StringsAreEscaped) {
  EXPECT_EQ(StringLiteral("a\"\\\n\t\x01z"), R"("a\"\\\n\t\001z")");
  EXPECT_EQ(StringLiteral("a?b??/"), R"("a?b?\?/")");
  EXPECT_EQ(StringLiteral("\xc3\xa9"), "\"\xc3\xa9\"");
  EXPECT_EQ(StringLiteral("\xc3("), R"("\303(")");
  EXPECT_EQ(StringLiteral(std::string_view("a\0b", 3)), R"(std::string("a\000b", 3))");
}

TEST(Value, Scalars) {
  EXPECT_EQ(Declared("const i32 A = 0x10"), "inline constexpr std::int32_t A = 16;\n");
  EXPECT_EQ(Declared("const i64 A = -9223372036854775808"), "inline constexpr std::int64_t A = INT64_MIN;\n");
  EXPECT_EQ(Declared("const double A = 3"), "inline constexpr double A = 3.0;\n");
  EXPECT_EQ(Declared("const double A = 1e300"), "inline constexpr double A = 1e+300;\n");
  EXPECT_EQ(Declared("const bool A = 1"), "inline constexpr bool A = true;\n");
  EXPECT_EQ(Declared("const bool A = false"), "inline constexpr bool A = false;\n");
}

TEST(Value, StringsAreViews) {
  EXPECT_EQ(Declared("const string A = 'x'"), "inline constexpr std::string_view A = \"x\";\n");
  EXPECT_EQ(Declared("const string A = 'x' const string B = A"), "inline constexpr std::string_view B = ::main::A;\n");
}

TEST(Value, Enums) {
  EXPECT_EQ(Declared("enum E { X = 1 } const E A = E.X"), "inline constexpr E A = E::X;\n");
  EXPECT_EQ(Declared("enum E { X = 1 } const E A = 1"), "inline constexpr E A = E::X;\n");
  EXPECT_EQ(Declared("enum E { X = 1 } const i32 A = E.X"),
            "inline constexpr std::int32_t A = static_cast<std::int32_t>(E::X);\n");
}

TEST(Value, AConstantOfAnotherTypeIsCast) {
  EXPECT_EQ(Declared("const i32 A = 1 const i64 B = A"),
            "inline constexpr std::int64_t B = static_cast<std::int64_t>(::main::A);\n");
}

TEST(Value, ContainersAndStructsAreFunctions) {
  EXPECT_EQ(Declared("const list<string> A = ['x']"), "const std::vector<std::string>& A();\n");
  EXPECT_EQ(Defined("const list<string> A = ['x', 'y']"),
            "const std::vector<std::string>& A() {\n"
            "  static const std::vector<std::string> kValue = std::vector<std::string>{\"x\", \"y\"};\n"
            "  return kValue;\n"
            "}\n");
  EXPECT_EQ(Defined("struct S { 1: i32 a, 2: string class } const S A = {'class': 'c'}"),
            "const S& A() {\n"
            "  static const S kValue = [] {\n"
            "    S v;\n"
            "    v.class_ = \"c\";\n"
            "    return v;\n"
            "  }();\n"
            "  return kValue;\n"
            "}\n");
}

}  // namespace
}  // namespace elanus::codegen
