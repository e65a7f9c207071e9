// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/codegen/scaffold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/codegen/testing/programs.h"

namespace elanus::codegen {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kShop = "namespace cpp shop\nservice Shop { i32 Buy(1: string what) }";
constexpr const char* kGrown = "namespace cpp shop\nservice Shop { i32 Buy(1: string what), void Close(), i32 Sell() }";

ScaffoldOptions Options() {
  ScaffoldOptions options;
  options.module = "shop";
  options.service = "shop_service";
  options.idl = "shop.thrift";
  options.gen_path = "gen";
  return options;
}

ScaffoldResult Scaffolded(const std::string& idl, const ScaffoldFiles& existing, ScaffoldOptions options = Options()) {
  return Scaffold(*ParseTexts({{"main.thrift", idl}}), options, existing);
}

std::string TextOf(const ScaffoldResult& result, const std::string& path) {
  for (const GeneratedFile& file : result.files) {
    if (file.path == path) return file.text;
  }
  return "(not written)";
}

ScaffoldFiles After(const ScaffoldResult& first) {
  ScaffoldFiles files;
  files.handler_header = TextOf(first, "handler.h");
  files.handler_source = TextOf(first, "handler.cc");
  files.has_main = files.has_cmake = true;
  return files;
}

TEST(Scaffold, HandlersOfStreams) {
  const ScaffoldResult result =
      Scaffolded("namespace cpp shop\nstruct A {} service Shop { stream<A> Watch(1: A a), A Fill(1: stream<A> a) }",
                 ScaffoldFiles());
  EXPECT_THAT(TextOf(result, "handler.h"),
              HasSubstr("  elanus::Task<elanus::Status> Watch(const elanus::Context& ctx, shop::A a,\n"
                        "                                     elanus::StreamWriter<shop::A>& out) override;\n"
                        "  elanus::Task<elanus::Result<shop::A>> Fill(const elanus::Context& ctx, "
                        "elanus::StreamReader<shop::A>& in) override;\n"));
  EXPECT_THAT(TextOf(result, "handler.cc"), HasSubstr("co_return elanus::Unimplemented(\"Shop.Fill is not"));
}

TEST(Scaffold, WritesAFolderThatBuilds) {
  const ScaffoldResult result = Scaffolded(kShop, ScaffoldFiles());
  EXPECT_THAT(
      TextOf(result, "handler.h"),
      HasSubstr("class ShopHandler : public shop::Shop {\n public:\n"
                "  elanus::Task<elanus::Result<std::int32_t>> Buy(const elanus::Context& ctx, std::string what) "
                "override;\n};\n"));
  EXPECT_THAT(TextOf(result, "handler.cc"),
              HasSubstr("ShopHandler::Buy(const elanus::Context& ctx, std::string what) {"));
  EXPECT_THAT(TextOf(result, "main.cc"), HasSubstr("shop::NewServer(std::make_unique<ShopHandler>(), "
                                                   "elanus::WithServiceAddr(\":8888\"),"));
  EXPECT_THAT(TextOf(result, "main.cc"), HasSubstr("elanus::WithSuite(elanus::Tracing(\"shop_service\"))"));
  EXPECT_THAT(TextOf(result, "CMakeLists.txt"),
              HasSubstr("elanus_generate(TARGET shop_gen IDL shop.thrift GEN_PATH ${CMAKE_CURRENT_SOURCE_DIR}/gen)"));
  EXPECT_THAT(TextOf(result, "CMakeLists.txt"), HasSubstr("add_executable(shop_service main.cc handler.cc)"));
}

TEST(Scaffold, ASecondRunLeavesEverythingAlone) {
  const ScaffoldResult second = Scaffolded(kShop, After(Scaffolded(kShop, ScaffoldFiles())));
  EXPECT_THAT(second.files, IsEmpty());
  EXPECT_THAT(second.notes, IsEmpty());
}

TEST(Scaffold, NewMethodsAreAppended) {
  ScaffoldFiles files = After(Scaffolded(kShop, ScaffoldFiles()));
  const std::string mine = "// mine\n";
  files.handler_source = mine + files.handler_source;
  const ScaffoldResult second = Scaffolded(kGrown, files);
  const std::string header = TextOf(second, "handler.h");
  EXPECT_THAT(header,
              HasSubstr("override;\n  elanus::Task<elanus::Status> Close(const elanus::Context& ctx) override;\n"
                        "  elanus::Task<elanus::Result<std::int32_t>> Sell(const elanus::Context& ctx) override;\n};"));
  const std::string source = TextOf(second, "handler.cc");
  EXPECT_TRUE(source.starts_with(files.handler_source)) << source;
  EXPECT_THAT(source, HasSubstr("ShopHandler::Close(const elanus::Context& ctx) {"));
  EXPECT_THAT(second.notes,
              ElementsAre("added ShopHandler::Close to handler.h", "added ShopHandler::Sell to handler.h"));
  EXPECT_THAT(Scaffolded(kGrown, After(second)).files, IsEmpty());
}

TEST(Scaffold, WhatAPersonWroteInTheClassCounts) {
  ScaffoldFiles files;
  files.handler_header =
      "#include \"shop/shop.h\"\n"
      "// void Close() in a comment does not count\n"
      "class ShopHandler final : public shop::Shop {\n"
      " public:\n"
      "  elanus::Task<elanus::Result<std::int32_t>> Buy(const elanus::Context&, std::string) override { co_return 1; "
      "}\n"
      "\n"
      " private:\n"
      "  int sold_ = 0;\n"
      "};\n";
  files.has_main = files.has_cmake = true;
  const ScaffoldResult result = Scaffolded(kGrown, files);
  const std::string header = TextOf(result, "handler.h");
  EXPECT_THAT(header, HasSubstr("  int sold_ = 0;\n public:\n  elanus::Task<elanus::Status> Close("));
  EXPECT_THAT(header, HasSubstr("override { co_return 1; }"));
  EXPECT_THAT(TextOf(result, "handler.cc"),
              testing::StartsWith("#include \"handler.h\"\n\nelanus::Task<elanus::Status> "));
  EXPECT_THAT(TextOf(result, "handler.cc"), Not(HasSubstr("::Buy(")));
}

TEST(Scaffold, AHandlerOfAnotherNameIsLeftAlone) {
  ScaffoldFiles files;
  files.handler_header = "class Mine {};\n";
  const ScaffoldResult result = Scaffolded(kShop, files);
  EXPECT_EQ(TextOf(result, "handler.h"), "(not written)");
  EXPECT_THAT(result.notes, ElementsAre("handler.h has no class ShopHandler: it is left as it is"));
}

TEST(Scaffold, SeveralServicesShareAServerAndBasesAreNotAmongThem) {
  const ScaffoldResult result =
      Scaffolded("namespace cpp s\nservice Base { void A() } service One extends Base { void B() } service Two {}",
                 ScaffoldFiles());
  EXPECT_THAT(TextOf(result, "main.cc"), HasSubstr("  s::Register(server, std::make_unique<OneHandler>());\n"
                                                   "  s::Register(server, std::make_unique<TwoHandler>());\n"));
  EXPECT_THAT(TextOf(result, "handler.h"), HasSubstr("> A(const elanus::Context& ctx) override;"));
  EXPECT_THAT(TextOf(result, "handler.h"), Not(HasSubstr("BaseHandler")));
}

TEST(Scaffold, ExistingGeneratedCodeIsUsed) {
  ScaffoldOptions options = Options();
  options.use = true;
  options.gen_path = "/opt/shop/gen";
  const std::string cmake = TextOf(Scaffolded(kShop, ScaffoldFiles(), options), "CMakeLists.txt");
  EXPECT_THAT(cmake, HasSubstr("file(GLOB_RECURSE generated CONFIGURE_DEPENDS /opt/shop/gen/*.cc)"));
  EXPECT_THAT(cmake, Not(HasSubstr("elanus_generate")));
}

TEST(Scaffold, NothingToHandle) {
  const ScaffoldResult result = Scaffolded("struct S {}", ScaffoldFiles());
  EXPECT_THAT(result.files, IsEmpty());
  EXPECT_THAT(result.notes, ElementsAre("main.thrift declares no service: there is nothing to handle"));
}

}  // namespace
}  // namespace elanus::codegen
