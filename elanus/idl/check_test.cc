// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Several messages at once, warnings, includes and limits; single errors are in tests/idl/rejected.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/base/strcat.h"
#include "elanus/idl/testing/parse_text.h"

namespace elanus::idl {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(CheckTest, Warnings) {
  auto result = ParseText(R"(exception X {}
struct A { 0: i32 zero, -1: i32 negative }
union U { 1: required i32 a }
service S {
  void f(1: optional i32 a, 2: required i32 b) throws (1: required X x)
}
struct N { 1: N n }
)");
  EXPECT_TRUE(result.ok());
  EXPECT_THAT(Messages(result),
              ElementsAre("2:12: warning: the id of 'zero' in struct A is not positive: 0",
                          "2:25: warning: the id of 'negative' in struct A is not positive: -1",
                          "3:27: warning: 'required' has no meaning in a union: 'a' of union U is taken as optional",
                          "5:26: warning: 'optional' has no meaning for an argument: 'a' of S.f is always there",
                          "5:70: warning: 'required' has no meaning for an exception: 'x' of S.f is taken as optional",
                          "7:17: warning: struct N contains itself through 'n': the field is taken as optional"));
  const File& file = result.program->main();
  EXPECT_EQ(file.structs[2]->fields[0].requiredness, Requiredness::kOptional);
  EXPECT_EQ(file.services[0]->functions[0].arguments[0].requiredness, Requiredness::kDefault);
  EXPECT_EQ(file.services[0]->functions[0].throws[0].requiredness, Requiredness::kOptional);
}

TEST(CheckTest, ReportsAllErrorsOfAStage) {
  EXPECT_THAT(Messages(ParseText("struct A { 1: i32 a, 1: i32 a, 2: B b }\nstruct A {}\nconst C D = 5")),
              ElementsAre("1:22: error: field id 1 is used twice in struct A: by 'a' and 'a'",
                          "1:29: error: 'a' is declared twice in struct A: the first is in line 1",
                          "1:35: error: the type 'B' is not declared",
                          "2:8: error: 'A' is declared twice: the first is a struct in line 1",
                          "3:7: error: the type 'C' is not declared"));
}

TEST(CheckTest, AcceptsWhatFits) {
  EXPECT_THAT(Messages(ParseText(R"(
typedef i8 Small
typedef map<string, list<Small>> Table
enum E { A = 1, B = 200 }
const Small S = 127
const i32 FROM_SMALLER = S
const Small FROM_LARGER = FROM_SMALLER
const double D = S
const i16 NUMBER = E.B
const E BY_NUMBER = NUMBER
const bool FLAG = 1
const bool OTHER = FLAG
const binary BIN = TEXT
const string TEXT = "x"
const Table TABLE = {"a": [S, -128]}
const map<string, list<byte>> SAME = TABLE
struct In { 1: i32 a = 5, 2: optional In next, 3: E e = E.A, 4: E f = 200 }
const In IN = {"a": 1, "next": {"next": {}}, "e": 1}
union U { 1: i32 a, 2: In in = {"a": 3} }
const list<U> US = [{"a": 1}, {"in": IN}, {}]
service Sv { void f(1: In in = IN, 2: list<E> es = [E.A, 200]) }
)")),
              IsEmpty());
}

TEST(CheckTest, NamesOfIncludedFiles) {
  Texts texts = {
      {"b.thrift", "include 'c.thrift' enum E { V }"}, {"c.thrift", "struct C {}"}, {"x/b.thrift", "enum E { V }"}};
  EXPECT_THAT(Messages(ParseText("include 'b.thrift' struct S { 1: c.C c }", texts)),
              ElementsAre("1:34: error: the type 'c.C' is not declared: no file is included as 'c'"));
  EXPECT_THAT(Messages(ParseText("include 'b.thrift' include 'x/b.thrift' struct S { 1: b.E e }", texts)),
              ElementsAre("1:55: error: the type 'b.E' is declared in two included files, b.thrift and x/b.thrift"));
  EXPECT_THAT(Messages(ParseText("include 'b.thrift' const b.E A = V", texts)),
              ElementsAre("1:34: error: 'V' is not declared: write 'b.E.V'"));
  EXPECT_THAT(Messages(ParseText("include 'b.thrift' include 'b.thrift' const b.E A = b.E.V", texts)), IsEmpty());
}

TEST(CheckTest, IncludeCycles) {
  EXPECT_THAT(Messages(ParseText("include 't.thrift'")),
              ElementsAre("1:9: error: files include each other: t.thrift -> t.thrift"));
  EXPECT_THAT(Messages(ParseText("include 'a.thrift'",
                                 {{"a.thrift", "include './b.thrift'"}, {"b.thrift", "include 'x/../a.thrift'"}})),
              ElementsAre("b.thrift:1:9: error: files include each other: a.thrift -> b.thrift -> a.thrift"));
}

TEST(CheckTest, BrokenIncludesAreReportedOnce) {
  Texts texts = {{"a.thrift", "include 'c.thrift'"}, {"b.thrift", "include 'c.thrift'"}, {"c.thrift", "\nstruct"}};
  EXPECT_THAT(Messages(ParseText("include 'a.thrift' include 'b.thrift'", texts)),
              ElementsAre("c.thrift:2:7: error: expected the name of a struct, got the end of the file"));
}

TEST(CheckTest, UnreadableIncludes) {
  ParseOptions options;
  options.reader = [](const std::string& path, std::size_t) -> Result<std::string> {
    if (path == "t.thrift") return std::string("include 'a.thrift'");
    return Unavailable("Permission denied");
  };
  EXPECT_THAT(Messages(Parse("t.thrift", options)),
              ElementsAre("1:9: error: cannot read 'a.thrift': Permission denied"));
}

std::string Repeat(std::string_view text, int times) {
  std::string out;
  for (; times > 0; --times) out += text;
  return out;
}

TEST(LimitsTest, Nesting) {
  EXPECT_TRUE(ParseText(StrCat("typedef ", Repeat("list<", 63), "i32", Repeat(">", 63), " T")).ok());
  EXPECT_THAT(Messages(ParseText(StrCat("typedef ", Repeat("list<", 100'000)))),
              ElementsAre("1:329: error: types are nested more than 64 deep"));
  EXPECT_THAT(Messages(ParseText(StrCat("const i32 A = ", Repeat("[", 100'000)))),
              ElementsAre("1:79: error: values are nested more than 64 deep"));
  EXPECT_THAT(Messages(ParseText(StrCat("const i32 A = ", Repeat("{{1:", 100'000)))),
              ElementsAre("1:141: error: values are nested more than 64 deep"));
}

TEST(LimitsTest, Bytes) {
  ParseOptions options;
  options.limits.file_bytes = 20;
  options.limits.total_bytes = 30;
  EXPECT_THAT(Messages(ParseText("struct A {}          ", {}, options)),
              ElementsAre(" error: cannot read the file: it has more than 20 bytes"));
  EXPECT_THAT(Messages(ParseText("include 'a.thrift'", {{"a.thrift", "struct B {}  "}}, options)),
              ElementsAre("1:9: error: cannot read 'a.thrift': all files together have more than 30 bytes"));
}

TEST(LimitsTest, PathsInMessages) {
  std::string path(10'000, 'x');
  std::string shown = StrCat("'", std::string(400, 'x'), "...'");
  EXPECT_THAT(Messages(ParseText(StrCat("include '", path, "'"))),
              ElementsAre(StrCat("1:9: error: cannot find ", shown, "; tried ", shown)));
}

TEST(LimitsTest, Files) {
  ParseOptions options;
  options.limits.files = 3;
  Texts texts = {{"a.thrift", "include 'b.thrift'"}, {"b.thrift", "include 'c.thrift'"}, {"c.thrift", ""}};
  EXPECT_THAT(Messages(ParseText("include 'a.thrift'", texts, options)),
              ElementsAre("b.thrift:1:9: error: more than 3 files"));
}

TEST(LimitsTest, Nodes) {
  ParseOptions options;
  options.limits.nodes = 5;
  EXPECT_TRUE(ParseText("struct A { 1: i32 a 2: i32 b }", {}, options).ok());
  EXPECT_THAT(Messages(ParseText("struct A { 1: i32 a 2: i32 b } enum E {}", {}, options)),
              ElementsAre("1:32: error: the program is too large: more than 5 types, values, fields and declarations"));
}

TEST(LimitsTest, Chains) {
  ParseOptions options;
  options.limits.chain = 3;
  options.limits.type_parts = 4;
  EXPECT_TRUE(ParseText("const i32 A = B const i32 B = C const i32 C = 1", {}, options).ok());
  EXPECT_THAT(Messages(ParseText("const i32 Z = A const i32 A = B const i32 B = C const i32 C = 1", {}, options)),
              ElementsAre("1:11: error: the value of constant Z is more than 3 constants away"));
  EXPECT_THAT(Messages(ParseText("service A extends B {} service B extends C {} service C extends D {} service D {}",
                                 {}, options)),
              ElementsAre("1:9: error: service A has more than 2 bases"));
  EXPECT_THAT(Messages(ParseText("typedef map<A, A> B typedef list<i32> A", {}, options)),
              ElementsAre("1:9: error: the type has more than 4 parts when its typedefs are written out"));
}

TEST(LimitsTest, KeepsTwentyErrors) { EXPECT_EQ(ParseText(Repeat("struct A {}\n", 1000)).diagnostics.size(), 20u); }

// Shapes that are quadratic or exponential for a careless front end; they only have to end.
TEST(LimitsTest, WideAndDeepPrograms) {
  std::string structs;
  std::string typedefs = "typedef i32 T0\n";
  for (int i = 0; i < 5'000; ++i) structs += StrCat("struct S", i, " { 1: optional S", (i + 1) % 5'000, " next }\n");
  for (int i = 0; i < 5'000; ++i) typedefs += StrCat("typedef map<T", i, ", T", i, "> T", i + 1, "\n");
  EXPECT_TRUE(ParseText(structs).ok());
  EXPECT_FALSE(ParseText(typedefs).ok());
  EXPECT_FALSE(ParseText(StrCat("struct A {", Repeat("1: i32 a\n", 20'000), "}")).ok());
  EXPECT_TRUE(ParseText(StrCat("const list<list<i32>> A = [", Repeat("[],", 20'000), "]")).ok());
  EXPECT_TRUE(ParseText(Repeat("//a\n", 100'000)).ok());
}

}  // namespace
}  // namespace elanus::idl
