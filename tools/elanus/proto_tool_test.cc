// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The command for .proto files: the whole text of what it writes against testdata/golden (ELANUS_REGENERATE=1 writes
// that anew), what it says, its exit codes; and the plugin under protoc, which makes the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tools/elanus/test_tool.h"

namespace elanus::tool {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kTestData = ELANUS_SOURCE_DIR "/elanus/protogen/testdata/";

class ProtoTool : public Tool {};

TEST_F(ProtoTool, TheFilesAreAsTheyWere) {
  const std::string files = StrCat(kTestData, "kinds.proto ", kTestData, "clash.proto ", kTestData, "no_package.proto");
  ASSERT_EQ(Run(StrCat("-I ", kTestData, " ", files)), 0) << output_;
  for (const char* stem : {"kinds", "clash", "no_package", "shared/base"}) {
    for (const char* suffix : {".elanus.h", ".elanus.cc"}) {
      const std::string name = StrCat(stem, suffix);
      const std::string golden = StrCat(kTestData, "golden/", name, ".txt");
      const std::string text = Get("gen/" + name);
      ASSERT_NE(text, "") << name;
      if (std::getenv("ELANUS_REGENERATE") != nullptr) {
        ASSERT_TRUE(WriteIfChanged(golden, text));
      }
      EXPECT_EQ(text, ReadIfThere(golden)) << golden;
    }
    EXPECT_TRUE(Has(StrCat("gen/", stem, ".pb.h")));
  }
  EXPECT_FALSE(Has("gen/google")) << "those come with libprotobuf";
}

TEST_F(ProtoTool, ThePluginMakesTheSame) {
  const std::string arguments = StrCat("-I ", kTestData, " ", kTestData, "kinds.proto");
  ASSERT_EQ(Run(arguments), 0) << output_;
  std::filesystem::create_directory(folder_ + "/plugin");
  ASSERT_EQ(RunCommand("protoc --plugin='" ELANUS_PLUGIN "' --elanus_out=plugin " + arguments), 0) << output_;
  EXPECT_EQ(Get("plugin/kinds.elanus.h"), Get("gen/kinds.elanus.h"));
  EXPECT_EQ(Get("plugin/kinds.elanus.cc"), Get("gen/kinds.elanus.cc"));
  EXPECT_FALSE(Has("plugin/shared"));
  EXPECT_EQ(RunCommand("protoc --plugin='" ELANUS_PLUGIN "' --elanus_out=lite:plugin " + arguments), 1);
  EXPECT_THAT(output_, HasSubstr("expected no parameter, got \"lite\""));
  EXPECT_EQ(RunCommand("'" ELANUS_PLUGIN "' x"), 2);
}

constexpr const char* kShop = R"(syntax = "proto3";
package shop.v1;
message Order { string what = 1; }
service Shop { rpc Buy(Order) returns (Order); })";

TEST_F(ProtoTool, AServiceBuildsAsItIsAndGrows) {
  Put("shop.proto", std::string(kShop) + "\n");
  ASSERT_EQ(Run("-type protobuf -module shop -service shop_service shop.proto"), 0) << output_;
  EXPECT_THAT(Get("CMakeLists.txt"), HasSubstr("elanus_generate(TARGET shop_gen PROTO shop.proto GEN_PATH "));
  EXPECT_THAT(Get("main.cc"), HasSubstr("shop::v1::NewServer(std::make_unique<ShopHandler>(),"));
  EXPECT_THAT(Get("handler.h"), HasSubstr("#include \"shop.elanus.h\"\n\nclass ShopHandler : public shop::v1::Shop {"));
  const std::string source = Get("handler.cc");
  Put("shop.proto", std::string(kShop) + "\nservice Other { rpc Watch(stream Order) returns (stream Order); }\n");
  Put("handler.h", Get("handler.h") + "class OtherHandler : public shop::v1::Other {\n};\n");
  ASSERT_EQ(Run("-service shop_service -v shop.proto"), 0) << output_;
  EXPECT_THAT(output_, HasSubstr("added OtherHandler::Watch to handler.h"));
  EXPECT_TRUE(Get("handler.cc").starts_with(source));
  EXPECT_THAT(Get("handler.h"), HasSubstr("elanus::Stream<shop::v1::Order, shop::v1::Order>& stream) override;"));
  ASSERT_EQ(Run("-service shop_service -v shop.proto"), 0) << output_;
  EXPECT_THAT(output_, Not(HasSubstr("wrote"))) << "a second run changes nothing";
}

TEST_F(ProtoTool, FilesAreNamedAsOthersImportThem) {
  Put("idl/shop/order.proto", "syntax = \"proto3\";\nmessage Order {}\n");
  Put("idl/shop/shop.proto",
      "syntax = \"proto3\";\nimport \"shop/order.proto\";\nservice S { rpc F(Order) returns (Order); }\n");
  EXPECT_EQ(Run("-I idl idl/shop/shop.proto"), 0) << output_;
  EXPECT_TRUE(Has("gen/shop/shop.elanus.h"));
  EXPECT_TRUE(Has("gen/shop/order.pb.cc"));
  EXPECT_EQ(Run("-gen-path alone idl/shop/order.proto"), 0) << output_;
  EXPECT_TRUE(Has("alone/order.pb.h"));
}

TEST_F(ProtoTool, FaultsAreSaid) {
  EXPECT_EQ(Run("nothing.proto"), 1);
  EXPECT_THAT(output_, HasSubstr("nothing.proto: No such file or directory"));
  Put("bad.proto", "syntax = \"proto3\";\nservice S { rpc F(A) returns (A); }\n");
  EXPECT_EQ(Run("bad.proto"), 1);
  EXPECT_THAT(output_, HasSubstr("bad.proto:2:19: \"A\" is not defined"));
  Put("own.proto",
      "syntax = \"proto3\";\noption cc_generic_services = true;\nmessage A {}\n"
      "service S { rpc F(A) returns (A); }\n");
  EXPECT_EQ(Run("own.proto"), 1);
  EXPECT_THAT(output_, HasSubstr("elanus: own.proto: expected cc_generic_services to be false"));
  EXPECT_FALSE(Has("gen"));
  Put("types.proto", "syntax = \"proto3\";\nmessage A {}\n");
  EXPECT_EQ(Run("-service s types.proto"), 0);
  EXPECT_THAT(output_, HasSubstr("types.proto declares no service: there is nothing to handle"));
  EXPECT_EQ(RunCommand("PATH=/nowhere '" ELANUS_TOOL "' types.proto"), 1);
  EXPECT_THAT(output_, HasSubstr("expected the program protoc (Debian: protobuf-compiler), it is not there"));
}

}  // namespace
}  // namespace elanus::tool
