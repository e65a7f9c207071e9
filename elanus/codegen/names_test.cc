// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/codegen/testing/programs.h"

namespace elanus::codegen {
namespace {

using testing::ElementsAre;

std::string NamespaceFor(const std::string& head) {
  const auto program = ParseTexts({{"main.thrift", head + "\nstruct S {}"}});
  return Names(*program).NamespaceText(program->main());
}
std::string PackageFor(const std::string& head) {
  const auto program = ParseTexts({{"main.thrift", head + "\nstruct S {}"}});
  return Names(*program).Package(program->main());
}

TEST(Names, TheNamespaceIsThatOfCppElseOfAllElseOfGoElseTheFile) {
  EXPECT_EQ(NamespaceFor("namespace go a.b\nnamespace * c\nnamespace cpp d.e"), "d::e");
  EXPECT_EQ(NamespaceFor("namespace go a.b\nnamespace * c"), "c");
  EXPECT_EQ(NamespaceFor("namespace go a.b\nnamespace py x"), "a::b");
  EXPECT_EQ(NamespaceFor("namespace py x"), "main");
}

TEST(Names, ThePackageIsTheLastPartOfGoElseOfAllElseOfCpp) {
  EXPECT_EQ(PackageFor("namespace cpp d.e\nnamespace * c.f\nnamespace go a.b"), "b");
  EXPECT_EQ(PackageFor("namespace cpp d.e\nnamespace * c.f"), "f");
  EXPECT_EQ(PackageFor("namespace cpp d.e"), "e");
  EXPECT_EQ(PackageFor(""), "main");
}

TEST(Names, NamespacePartsThatWouldNotCompile) {
  EXPECT_EQ(NamespaceFor("namespace cpp a.class.std"), "a::class_::std_");
  EXPECT_EQ(NamespaceFor("namespace cpp elanus"), "elanus_");
  EXPECT_EQ(NamespaceFor("namespace cpp linux"), "linux_");
}

TEST(Names, FilesLieWhereTheirNamespaceSays) {
  const auto program = ParseTexts({{"main.thrift", "namespace cpp a.class\nstruct S {}"}});
  EXPECT_EQ(Names(*program).Path(program->main()), "a/class_/main");
}

std::vector<std::string> FieldsOf(const std::string& text) {
  const auto program = ParseTexts({{"main.thrift", text}});
  const Names names(*program);
  std::vector<std::string> out;
  for (const idl::Field& field : program->main().structs[0]->fields) out.push_back(names.Of(field));
  return out;
}

TEST(Names, FieldsThatWouldNotCompileGetATrailingUnderscore) {
  EXPECT_THAT(FieldsOf("struct S { 1: i32 class, 2: i32 S, 3: i32 ToString, 4: i32 fine, 5: i32 NULL }"),
              ElementsAre("class_", "S_", "ToString_", "fine", "NULL_"));
}

TEST(Names, AFieldNamedLikeATypeThatTheStructUses) {
  EXPECT_THAT(
      FieldsOf("struct S { 1: T T, 2: list<U> x, 3: i32 U, 4: i32 V } struct T {} enum U { A = 1 } enum V { B = 1 }"),
      ElementsAre("T_", "x", "U_", "V"));
}

TEST(Names, WhoeverHasAnUnderscoreAlreadyKeepsTheName) {
  EXPECT_THAT(FieldsOf("struct S { 1: i32 class, 2: i32 class_, 3: i32 class__ }"),
              ElementsAre("class___", "class_", "class__"));
}

TEST(Names, FieldsOfUnionsAndExceptionsKeepClearOfTheirMembers) {
  EXPECT_THAT(FieldsOf("union S { 1: i32 arm, 2: i32 Clear, 3: string set_arm, 4: i64 ok }"),
              ElementsAre("arm_", "Clear_", "set_arm_", "ok"));
  EXPECT_THAT(FieldsOf("exception S { 1: i32 kName }"), ElementsAre("kName_"));
}

TEST(Names, MethodsAndArguments) {
  const auto program = ParseTexts({{"main.thrift",
                                    "struct T {} service S { T S(1: i32 ctx, 2: T T, 3: i32 options, 4: i32 ok), "
                                    "T T(), void Info(), void status(), void delete() }"}});
  const Names names(*program);
  std::vector<std::string> methods;
  for (const idl::Function& each : program->main().services[0]->functions) methods.push_back(names.Of(each));
  EXPECT_THAT(methods, ElementsAre("S_", "T_", "Info_", "status_", "delete_"));
  std::vector<std::string> arguments;
  for (const idl::Field& each : program->main().services[0]->functions[0].arguments)
    arguments.push_back(names.Of(each));
  EXPECT_THAT(arguments, ElementsAre("ctx_", "T_", "options_", "ok"));
}

TEST(Names, TypesNamedLikeGeneratedThings) {
  const auto program =
      ParseTexts({{"main.thrift",
                   "struct Register {} struct Read {} struct HelloClient {} service Hello {} enum class { A = 1 }"}});
  const Names names(*program);
  const idl::File& file = program->main();
  EXPECT_EQ(names.Of(*file.Find("Register")), "Register_");
  EXPECT_EQ(names.Of(*file.Find("Read")), "Read_");
  EXPECT_EQ(names.Of(*file.Find("class")), "class_");
  EXPECT_EQ(names.Of(*file.Find("HelloClient")), "HelloClient");
  EXPECT_EQ(names.ClientOf(*file.services[0]), "HelloClient_");
}

TEST(Names, TypesOfAnotherNamespaceAreSaidInFull) {
  const auto program = ParseTexts({{"main.thrift", "include \"b.thrift\"\nnamespace cpp a\nstruct S { 1: b.T t }"},
                                   {"b.thrift", "namespace cpp x.y\nstruct T {}"}});
  const Names names(*program);
  const idl::Declaration& t = *program->files[0]->Find("T");
  EXPECT_EQ(names.Of(t, program->main()), "::x::y::T");
  EXPECT_EQ(names.Of(t, *program->files[0]), "T");
}

TEST(Names, ReservedWordsAreFoundAtBothEndsOfTheList) {
  EXPECT_TRUE(IsReserved("BUFSIZ"));
  EXPECT_TRUE(IsReserved("xor_eq"));
  EXPECT_TRUE(IsReserved("co_await"));
  EXPECT_FALSE(IsReserved("name"));
}

TEST(Names, ConstantsInCamelCase) {
  EXPECT_EQ(Constant("first_name"), "kFirstName");
  EXPECT_EQ(Constant("URL"), "kURL");
}

}  // namespace
}  // namespace elanus::codegen
