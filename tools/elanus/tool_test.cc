// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The command as it is typed: what it writes, what it says, and its exit codes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tools/elanus/test_tool.h"
#include "tools/elanus/words.h"

namespace elanus::tool {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kIdl = "namespace cpp a.b\nservice Shop { i32 Buy(1: string what) }\n";

TEST_F(Tool, WithoutServiceOnlyGeneratedCodeIsWritten) {
  Put("shop.thrift", kIdl);
  EXPECT_EQ(Run("shop.thrift"), 0) << output_;
  EXPECT_EQ(output_, "");
  EXPECT_TRUE(Has("gen/a/b/shop.h"));
  EXPECT_TRUE(Has("gen/a/b/shop.cc"));
  EXPECT_FALSE(Has("main.cc"));
}

TEST_F(Tool, KitexsWordsHaveOneDash) {
  Put("shop.thrift", kIdl);
  EXPECT_EQ(Run("-module shop -service=shop_service -gen-path other -type thrift -v shop.thrift"), 0) << output_;
  EXPECT_THAT(output_, HasSubstr("wrote other/a/b/shop.h\n"));
  EXPECT_THAT(output_, HasSubstr("wrote handler.cc\n"));
  EXPECT_THAT(Get("CMakeLists.txt"),
              HasSubstr("TARGET shop_gen IDL shop.thrift GEN_PATH ${CMAKE_CURRENT_SOURCE_DIR}/other"));
  EXPECT_EQ(Run("-module shop -service shop_service -gen-path other -v shop.thrift"), 0) << output_;
  EXPECT_THAT(output_, Not(HasSubstr("wrote"))) << "a second run changes nothing";
}

TEST_F(Tool, ASecondRunAddsNewMethodsAndOverwritesNothing) {
  Put("shop.thrift", kIdl);
  ASSERT_EQ(Run("-service shop shop.thrift"), 0) << output_;
  Put("main.cc", "// mine\n");
  Put("CMakeLists.txt", "# mine\n");
  Put("handler.cc", Get("handler.cc") + "// mine\n");
  Put("shop.thrift", "namespace cpp a.b\nservice Shop { i32 Buy(1: string what), void Close() }\n");
  ASSERT_EQ(Run("-service shop shop.thrift"), 0) << output_;
  EXPECT_EQ(output_, "added ShopHandler::Close to handler.h\n");
  EXPECT_EQ(Get("main.cc"), "// mine\n");
  EXPECT_EQ(Get("CMakeLists.txt"), "# mine\n");
  EXPECT_THAT(Get("handler.cc"), HasSubstr("// mine\n\nelanus::Task<elanus::Status> ShopHandler::Close("));
}

TEST_F(Tool, IncludesAreSearchedForAndGenerated) {
  Put("main.thrift", "include \"base.thrift\"\nstruct S { 1: base.T t }");
  Put("lib/base.thrift", "struct T {}");
  EXPECT_EQ(Run("main.thrift"), 1);
  EXPECT_THAT(output_, HasSubstr("main.thrift:1:"));
  EXPECT_EQ(Run("-I lib main.thrift"), 0) << output_;
  EXPECT_TRUE(Has("gen/base/base.h"));
  EXPECT_TRUE(Has("gen/main/main.h"));
}

TEST_F(Tool, GeneratedCodeOfOthersIsUsed) {
  Put("shop.thrift", kIdl);
  ASSERT_EQ(Run("-gen-path there shop.thrift"), 0) << output_;
  EXPECT_EQ(Run("-use there shop.thrift"), 2);
  EXPECT_THAT(output_, HasSubstr("-use: expected -service with it"));
  EXPECT_EQ(Run("-use nowhere -service s shop.thrift"), 2);
  EXPECT_EQ(Run("-use there -service s shop.thrift"), 0) << output_;
  EXPECT_FALSE(Has("gen"));
  EXPECT_THAT(Get("CMakeLists.txt"), HasSubstr("${CMAKE_CURRENT_SOURCE_DIR}/there/*.cc"));
}

TEST_F(Tool, FaultsOfTheIdlAreShownAtTheirPlace) {
  Put("shop.thrift", "struct S { 1: Nothing n }\n");
  EXPECT_EQ(Run("shop.thrift"), 1);
  EXPECT_THAT(output_, HasSubstr("shop.thrift:1:15: error: "));
  Put("shop.thrift", "service S { stream<i32> Count(1: i32 n) }");
  EXPECT_EQ(Run("shop.thrift"), 1);
  EXPECT_THAT(output_, HasSubstr("streaming method Count of service S returns i32: expected a struct"));
  EXPECT_FALSE(Has("gen"));
}

TEST_F(Tool, WrongUseIsTwoAndHelpIsZero) {
  EXPECT_EQ(Run(""), 2);
  EXPECT_EQ(Run("-bogus shop.thrift"), 2);
  EXPECT_EQ(Run("-type protobuf shop.thrift"), 2);
  EXPECT_THAT(output_, HasSubstr("expected files of one language, protobuf, got shop.thrift"));
  EXPECT_EQ(Run("shop.thrift shop.proto"), 2);
  EXPECT_EQ(Run("-type idl shop.thrift"), 2);
  EXPECT_EQ(Run("-service 'a b' shop.thrift"), 2);
  EXPECT_EQ(Run("nothing.thrift"), 1);
  EXPECT_EQ(Run("-help"), 0);
  EXPECT_THAT(output_, HasSubstr("elanus -module user -service user_service user.thrift"));
  EXPECT_EQ(Run("-version"), 0);
  EXPECT_THAT(output_, testing::StartsWith("elanus "));
  EXPECT_EQ(Run("traces --help"), 0);
}

TEST_F(Tool, WhatCannotBeWrittenIsSaid) {
  Put("shop.thrift", kIdl);
  Put("file", "");
  EXPECT_EQ(Run("-gen-path file/gen shop.thrift"), 1);
  EXPECT_THAT(output_, HasSubstr("elanus: cannot make the folder of file/gen/a/b/shop.h"));
}

TEST(Words, OnlyThoseOfTheKitexToolGetAnotherDash) {
  EXPECT_THAT(
      WithTwoDashes({"-module", "m", "-service=s", "-v", "-I", "x", "--use", "-Idir", "-modules", "--", "-type"}),
      ElementsAre("--module", "m", "--service=s", "-v", "-I", "x", "--use", "-Idir", "-modules", "--", "-type"));
}

}  // namespace
}  // namespace elanus::tool
