// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The whole text of generated files against testdata/golden. Set ELANUS_REGENERATE=1 to write that anew.
#include "elanus/codegen/generate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "elanus/codegen/testing/programs.h"

namespace elanus::codegen {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Read(const std::string& path) {
  std::ifstream in(path);
  return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

class Golden : public testing::TestWithParam<const char*> {};

TEST_P(Golden, TheFilesAreAsTheyWere) {
  const auto program = ParseTestData(std::string(GetParam()) + ".thrift");
  const GenerateResult result = Generate(*program);
  ASSERT_TRUE(result.ok());
  ASSERT_EQ(result.files.size(), 2 * program->files.size());
  for (const GeneratedFile& file : result.files) {
    const std::string path = TestData() + "golden/" + file.path + ".txt";
    if (std::getenv("ELANUS_REGENERATE") != nullptr) {
      std::filesystem::create_directories(std::filesystem::path(path).parent_path());
      std::ofstream(path) << file.text;
    }
    EXPECT_EQ(file.text, Read(path)) << path;
  }
}

INSTANTIATE_TEST_SUITE_P(Files, Golden, testing::Values("hello", "user", "interop", "streaming"),
                         [](const auto& info) { return std::string(info.param); });

std::string FileOf(const std::string& text, const std::string& suffix) {
  const auto program = ParseTexts({{"main.thrift", text}});
  const GenerateResult result = Generate(*program);
  EXPECT_TRUE(result.ok()) << Render(result.diagnostics);
  for (const GeneratedFile& file : result.files) {
    if (file.path == "main/main" + suffix) return file.text;
  }
  return "";
}

TEST(Generate, AFileOfTypesDoesNotNeedClientOrServer) {
  const std::string header = FileOf("struct S { 1: required i32 a }", ".h");
  EXPECT_THAT(header, HasSubstr("struct S {"));
  EXPECT_THAT(header, Not(HasSubstr("client")));
  EXPECT_THAT(header, Not(HasSubstr("server")));
  EXPECT_THAT(header, Not(HasSubstr("thrift/reader.h")));
}

TEST(Generate, TheConstructorTakesRequiredFieldsInOrderOfTheirIds) {
  EXPECT_THAT(FileOf("struct S { 3: required string c, 1: required i64 a, 2: string b }", ".h"),
              HasSubstr("  S(std::int64_t a, std::string c);\n"));
  EXPECT_THAT(FileOf("struct S { 1: i64 a, 2: optional string b }", ".h"), Not(HasSubstr("S(std::int64_t")));
}

TEST(Generate, AtMostSixParameters) {
  std::string six = "struct S {";
  for (int i = 1; i <= 6; ++i) six += StrCat(i, ": required i32 f", i, " ");
  EXPECT_THAT(FileOf(six + "}", ".h"), HasSubstr("S(std::int32_t f1, std::int32_t f2,"));
  EXPECT_THAT(FileOf(six + "7: required i32 f7 }", ".h"), Not(HasSubstr("S(std::int32_t")));
}

TEST(Generate, OrderIsForKeysOnly) {
  const std::string header = FileOf("struct K { 1: i32 a } struct V { 1: i32 a } struct S { 1: map<K, V> m }", ".h");
  EXPECT_THAT(header, HasSubstr("operator<(const K&"));
  EXPECT_THAT(header, Not(HasSubstr("operator<(const V&")));
}

TEST(Generate, CommentsComeAlong) {
  EXPECT_THAT(FileOf("// What it is.\nstruct S {\n  1: i32 a // Its size.\n}", ".h"),
              HasSubstr("// What it is.\nstruct S {\n  // Its size.\n  std::int32_t a = 0;\n"));
}

TEST(Generate, ExceptionsAsResultsAreRefusedAtTheirPlace) {
  const auto program = ParseTexts({{"main.thrift", "exception X {}\nservice S {\n  X F()\n  list<X> G()\n}"}});
  const GenerateResult result = Generate(*program);
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_EQ(result.diagnostics[0].Headline(),
            "main.thrift:3:3: error: method F of service S returns exception X, which would look as if it were thrown: "
            "return a struct that holds it");
}

TEST(Generate, AServiceWithoutTypesReadsAndWritesToo) {
  EXPECT_THAT(FileOf("service S { void F() }", ".cc"), AllOf(HasSubstr("#include \"elanus/wire/thrift/reader.h\""),
                                                             HasSubstr("#include \"elanus/wire/thrift/writer.h\"")));
}

// What is called like something that generated code declares.
TEST(Generate, LocalsGetOutOfTheWayOfFields) {
  EXPECT_THAT(FileOf("struct S { 1: i32 other }", ".cc"),
              HasSubstr("bool S::operator==(const S& other_) const { return other == other_.other; }"));
  EXPECT_THAT(FileOf("union U { 1: i32 set }", ".cc"), HasSubstr("if (const auto* set = this->set())"));
}

TEST(Generate, MessagesOfStreamsAreStructs) {
  const auto program = ParseTexts({{"main.thrift",
                                    "struct A {}\nservice S {\n  stream<i32> Count(1: A a)\n"
                                    "  void Take(1: stream<list<A>> a)\n  stream<A> Good(1: A a)\n"
                                    "  i32 Plain(1: string s) (streaming.mode = \"unary\")\n}"}});
  const GenerateResult result = Generate(*program);
  std::vector<std::string> said;
  for (const auto& each : result.diagnostics) said.push_back(each.Headline());
  const std::string expected = ": expected a struct, as messages of streams are";
  const std::string method = "error: streaming method ";
  EXPECT_THAT(said, testing::ElementsAre("main.thrift:3:10: " + method + "Count of service S returns i32" + expected,
                                         "main.thrift:4:8: " + method + "Take of service S returns void" + expected,
                                         "main.thrift:4:23: " + method + "Take of service S takes list<A>" + expected));
  EXPECT_TRUE(result.files.empty());
}

TEST(Generate, HandlersAndClientsOfStreams) {
  const std::string header = FileOf(
      "struct A {} struct B {} service S { stream<B> Out(1: A out), B In(1: stream<A> in), stream<B> Both(stream<A>) }",
      ".h");
  for (const char* line :
       {"virtual ::elanus::Task<::elanus::Status> Out(const ::elanus::Context& ctx, A out_,\n",
        "                                              ::elanus::StreamWriter<B>& out) = 0;",
        "virtual ::elanus::Task<::elanus::Result<B>> In(const ::elanus::Context& ctx, ::elanus::StreamReader<A>& in) = "
        "0;",
        "virtual ::elanus::Task<::elanus::Status> Both(const ::elanus::Context& ctx, ::elanus::Stream<A, B>& stream) = "
        "0;",
        "::elanus::ClientStreamCall<A, B> In(const ::elanus::Context& ctx,",
        "::elanus::BidiStreamCall<A, B> Both(const ::elanus::Context& ctx,",
        "::elanus::ServerStreamCall<B> Out(const ::elanus::Context& ctx, const A& out_,"}) {
    EXPECT_THAT(header, HasSubstr(line));
  }
}

TEST(Generate, TwoFilesOfOneNamespaceMustNotDeclareTheSameName) {
  const auto program = ParseTexts({{"main.thrift", "include \"b.thrift\"\nnamespace cpp a\nstruct T {}"},
                                   {"b.thrift", "namespace cpp a\nstruct T {}"}});
  const GenerateResult result = Generate(*program);
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_EQ(result.diagnostics[0].Headline(),
            "main.thrift:3:8: error: T is also declared in b.thrift, which has the same C++ namespace a");
}

TEST(Generate, TwoFilesMustNotMakeTheSameGeneratedFile) {
  const auto program = ParseTexts({{"main.thrift", "include \"x/main.thrift\"\nnamespace cpp a\nstruct T {}"},
                                   {"x/main.thrift", "namespace cpp a\nstruct U {}"}});
  const GenerateResult result = Generate(*program);
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_EQ(
      result.diagnostics[0].Headline(),
      "main.thrift: error: makes the same generated file as x/main.thrift: a/main.h; rename one of them or give it "
      "another namespace");
}

}  // namespace
}  // namespace elanus::codegen
