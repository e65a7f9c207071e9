// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the tree holds for what the IDL says. What is refused: see check_test.cc and tests/idl/rejected.
#include "elanus/idl/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/idl/testing/parse_text.h"

namespace elanus::idl {
namespace {

using testing::ElementsAre;

TEST(ParseTest, Headers) {
  auto program = MustParse("include 'dir/b.thrift' cpp_include \"<x>\" namespace go a.b namespace * c (k = 'v')",
                           {{"dir/b.thrift", ""}});
  ASSERT_NE(program, nullptr);
  const File& file = program->main();
  EXPECT_EQ(file.path, "t.thrift");
  EXPECT_EQ(file.name, "t");
  ASSERT_EQ(file.includes.size(), 1u);
  EXPECT_EQ(file.includes[0].path, "dir/b.thrift");
  EXPECT_EQ(file.includes[0].name, "b");
  EXPECT_EQ(file.includes[0].file, program->files[0].get());
  EXPECT_THAT(file.cpp_includes, ElementsAre("<x>"));
  EXPECT_EQ(*file.FindNamespace("go"), "a.b");
  EXPECT_EQ(*file.FindNamespace("*"), "c");
  EXPECT_EQ(file.FindNamespace("cpp"), nullptr);
  EXPECT_EQ(*Find(file.namespaces[1].annotations, "k"), "v");
}

TEST(ParseTest, Fields) {
  auto program =
      MustParse("struct S { i32 a 5: required i8 b = -1, byte c; optional list<set<string>> d (x, y = 'z') }");
  ASSERT_NE(program, nullptr);
  const Struct& in = *program->main().structs[0];
  ASSERT_EQ(in.fields.size(), 4u);
  EXPECT_EQ(in.fields[0].id, 1);
  EXPECT_EQ(in.fields[1].id, 5);
  EXPECT_EQ(in.fields[2].id, 6);
  EXPECT_EQ(in.fields[3].id, 7);
  EXPECT_EQ(in.fields[0].requiredness, Requiredness::kDefault);
  EXPECT_EQ(in.fields[1].requiredness, Requiredness::kRequired);
  EXPECT_EQ(in.fields[3].requiredness, Requiredness::kOptional);
  EXPECT_EQ(in.fields[1].default_value->integer, -1);
  EXPECT_TRUE(in.fields[1].type.IsBase(BaseType::kByte));
  EXPECT_EQ(in.fields[3].type.ToString(), "list<set<string>>");
  EXPECT_EQ(*Find(in.fields[3].annotations, "y"), "z");
  EXPECT_EQ(*Find(in.fields[3].annotations, "x"), "");
  EXPECT_EQ(in.Find("d"), &in.fields[3]);
  EXPECT_EQ(in.Find("e"), nullptr);
  EXPECT_EQ(in.fields[1].position.line, 1);
  EXPECT_EQ(in.fields[1].position.column, 33);
  EXPECT_EQ(in.fields[1].id_position.column, 18);
}

TEST(ParseTest, Enums) {
  auto program = MustParse("enum E { A, B = 0x10, C, D = -5; F }");
  ASSERT_NE(program, nullptr);
  std::vector<int> values;
  for (const auto& value : program->main().enums[0]->values) values.push_back(value.value);
  EXPECT_THAT(values, ElementsAre(0, 16, 17, -5, -4));
  EXPECT_EQ(program->main().enums[0]->Find("C")->value, 17);
  EXPECT_EQ(program->main().enums[0]->Find(-5)->name, "D");
}

TEST(ParseTest, TypesAreResolvedThroughTypedefsAndIncludes) {
  auto program = MustParse("include 'b.thrift' typedef b.X Y typedef Y Z struct S { 1: Z z, 2: map<b.E, Y> m }",
                           {{"b.thrift", "struct X {} enum E { A }"}});
  ASSERT_NE(program, nullptr);
  const File& base = *program->files[0];
  const auto& fields = program->main().structs[0]->fields;
  EXPECT_EQ(fields[0].type.target, program->main().typedefs[1].get());
  EXPECT_EQ(fields[0].type.AsStruct(), base.structs[0].get());
  EXPECT_EQ(fields[0].type.AsStruct()->file, &base);
  EXPECT_EQ(fields[1].type.key->AsEnum(), base.enums[0].get());
  EXPECT_EQ(fields[1].type.AsStruct(), nullptr);
}

TEST(ParseTest, ValuesAreResolved) {
  auto program = MustParse(
      "include 'b.thrift' enum E { A, B } const E X = E.B const b.E Y = b.E.C const E Z = X const bool T = true "
      "const i32 N = b.N",
      {{"b.thrift", "enum E { C } const i32 N = 1"}});
  ASSERT_NE(program, nullptr);
  const auto& constants = program->main().constants;
  EXPECT_EQ(constants[0]->value.meaning, ConstValue::Meaning::kEnumValue);
  EXPECT_EQ(constants[0]->value.enum_value->name, "B");
  EXPECT_EQ(constants[1]->value.enumeration, program->files[0]->enums[0].get());
  EXPECT_EQ(constants[2]->value.constant, constants[0].get());
  EXPECT_EQ(constants[3]->value.meaning, ConstValue::Meaning::kTrue);
  EXPECT_EQ(constants[4]->value.constant, program->files[0]->constants[0].get());
}

TEST(ParseTest, Functions) {
  auto program = MustParse(
      "exception E {} service S { void a() oneway void b(1: i32 x) i32 c(string s, 7: i64 n) throws (1: E e) (k) }");
  ASSERT_NE(program, nullptr);
  const auto& functions = program->main().services[0]->functions;
  EXPECT_FALSE(functions[0].return_type);
  EXPECT_FALSE(functions[0].oneway);
  EXPECT_TRUE(functions[1].oneway);
  EXPECT_TRUE(functions[2].return_type->IsBase(BaseType::kI32));
  EXPECT_EQ(functions[2].arguments[0].id, 1);
  EXPECT_EQ(functions[2].arguments[1].id, 7);
  EXPECT_EQ(functions[2].throws[0].requiredness, Requiredness::kOptional);
  EXPECT_NE(Find(functions[2].annotations, "k"), nullptr);
  EXPECT_EQ(functions[2].streaming, Streaming::kNone);
}

TEST(ParseTest, Streams) {
  auto program = MustParse(R"(struct A {} struct B {}
service S {
  stream<A> server(1: B b)
  A client(1: stream<B> b)
  stream<A> both(stream<B>)
  A marked_client(1: B b) (streaming.mode = "client")
  A marked_server(1: B b) (streaming.mode = "server")
  A marked_both(1: B b) (streaming.mode = "bidirectional")
  A marked_unary(1: B b) (streaming.mode = "unary")
})");
  ASSERT_NE(program, nullptr);
  std::vector<Streaming> modes;
  for (const auto& function : program->main().services[0]->functions) {
    modes.push_back(function.streaming);
    EXPECT_EQ(function.request_item()->AsStruct()->name, "B");
    EXPECT_EQ(function.response_item()->AsStruct()->name, "A");
  }
  EXPECT_THAT(modes, ElementsAre(Streaming::kServer, Streaming::kClient, Streaming::kBidirectional, Streaming::kClient,
                                 Streaming::kServer, Streaming::kBidirectional, Streaming::kUnary));
  EXPECT_EQ(program->main().services[0]->functions[2].arguments[0].name, "req");
  EXPECT_EQ(program->main().services[0]->functions[2].arguments[0].id, 1);
}

TEST(ParseTest, ServicesExtendThoseOfOtherFiles) {
  auto program =
      MustParse("include 'b.thrift' service S extends b.Base {}", {{"b.thrift", "service Base { void f() }"}});
  ASSERT_NE(program, nullptr);
  EXPECT_EQ(program->main().services[0]->base, program->files[0]->services[0].get());
}

TEST(ParseTest, RecursiveFieldsAreBoxed) {
  auto program = MustParse(
      "struct A { 1: required B b, 2: optional B c, 3: list<A> l } struct B { 1: optional A a, 2: i32 n } struct C { "
      "1: A a }");
  ASSERT_NE(program, nullptr);
  const auto& structs = program->main().structs;
  EXPECT_FALSE(structs[0]->fields[0].boxed);
  EXPECT_TRUE(structs[0]->fields[1].boxed);
  EXPECT_FALSE(structs[0]->fields[2].boxed);
  EXPECT_TRUE(structs[1]->fields[0].boxed);
  EXPECT_FALSE(structs[2]->fields[0].boxed);
  EXPECT_TRUE(structs[0]->recursive);
  EXPECT_TRUE(structs[1]->recursive);
  EXPECT_FALSE(structs[2]->recursive);
}

TEST(ParseTest, RecursionThroughContainersNeedsNoBox) {
  auto program = MustParse("typedef list<T> Ts struct T { 1: Ts children } union U { 1: map<string, U> m, 2: U u }");
  ASSERT_NE(program, nullptr);
  const auto& structs = program->main().structs;
  EXPECT_FALSE(structs[0]->fields[0].boxed);
  EXPECT_TRUE(structs[0]->recursive);
  EXPECT_FALSE(structs[1]->fields[0].boxed);
  EXPECT_TRUE(structs[1]->fields[1].boxed);
}

TEST(ParseTest, KeysAndElementsAreMarkedOrdered) {
  auto program = MustParse(
      "typedef list<Inner> Inners struct Key { 1: Inners inners } struct Inner {} struct Value { 1: i32 a }"
      "struct InSet {} struct Plain { 1: map<Key, Value> m } service S { void f(1: set<InSet> s) }");
  ASSERT_NE(program, nullptr);
  std::vector<std::string> ordered;
  for (const auto& in : program->main().structs) {
    if (in->ordered) ordered.push_back(in->name);
  }
  EXPECT_THAT(ordered, ElementsAre("Key", "Inner", "InSet"));
}

TEST(ParseTest, DeclarationsAreSortedByNeed) {
  auto program = MustParse(
      "service T extends S {} service S {} struct A { 1: B b, 2: E e, 3: list<C> l } const i32 M = N const i32 N = 1 "
      "struct B { 1: Later x } typedef i32 Later struct C { 1: optional A a } enum E { V }");
  ASSERT_NE(program, nullptr);
  std::vector<std::string> names;
  for (const Declaration* declaration : program->main().in_order) names.push_back(declaration->name);
  // A and C hold each other, C by value: A must come first.
  EXPECT_THAT(names, ElementsAre("S", "T", "Later", "B", "E", "A", "C", "N", "M"));
}

TEST(ParseTest, IncludesAreSearchedNextToTheFileAndThenInTheFolders) {
  ParseOptions options;
  options.include_dirs = {"first", "second"};
  Texts texts = {{"sub/a.thrift", "include 'b.thrift' include 'c.thrift'"},
                 {"sub/b.thrift", "const i32 WHERE = 1"},
                 {"first/b.thrift", "const i32 WHERE = 2"},
                 {"second/c.thrift", "include '../sub/b.thrift'"}};
  auto result = ParseText("include 'sub/a.thrift'", texts, options);
  ASSERT_TRUE(result.ok()) << result.Render();
  std::vector<std::string> paths;
  for (const auto& file : result.program->files) paths.push_back(file->path);
  EXPECT_THAT(paths, ElementsAre("sub/b.thrift", "second/c.thrift", "sub/a.thrift", "t.thrift"));
}

TEST(ParseTest, MissingIncludesNameAllPlaces) {
  ParseOptions options;
  options.include_dirs = {"first", "second"};
  EXPECT_THAT(Messages(ParseText("include 'x/a.thrift'", {}, options)),
              ElementsAre("1:9: error: cannot find 'x/a.thrift'; tried 'x/a.thrift', 'first/x/a.thrift', "
                          "'second/x/a.thrift'"));
}

TEST(ParseTest, MissingMainFile) {
  auto result = Parse("/nonexistent/a.thrift");
  EXPECT_FALSE(result.ok());
  EXPECT_EQ(result.Render(), "/nonexistent/a.thrift: error: cannot read the file: No such file or directory\n");
}

TEST(ParseTest, AFolderIsNoFile) { EXPECT_EQ(Parse("/").Render(), "/: error: cannot read the file: Is a directory\n"); }

}  // namespace
}  // namespace elanus::idl
