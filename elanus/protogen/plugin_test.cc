// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Requests that protoc would send, and some that it would not. What it makes of real files is held by the tests of the
// tool.
#include "elanus/protogen/plugin.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/protogen/schema.h"
#include "elanus/protogen/service_code.h"
#include "elanus/wire/protobuf/reader.h"
#include "elanus/wire/protobuf/writer.h"

namespace elanus::protogen {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// A message of strings.
std::string Fields(const std::vector<std::pair<std::uint32_t, std::string>>& fields) {
  Bytes out;
  wire::ProtoWriter w(out);
  for (const auto& [number, value] : fields) w.String(number, value);
  return std::string(out.view());
}

std::string Method(const std::string& input) { return Fields({{1, "Buy"}, {2, input}, {3, ".shop.Order"}}); }

std::string File(const std::string& input = ".shop.Order", const std::string& import = "") {
  std::vector<std::pair<std::uint32_t, std::string>> fields = {
      {1, "shop.proto"}, {2, "shop"}, {4, Fields({{1, "Order"}})}, {6, Fields({{1, "Shop"}, {2, Method(input)}})}};
  if (!import.empty()) fields.insert(fields.begin() + 2, {3, import});
  return Fields(fields);
}

// The error, or the names of the files.
std::string Answer(const std::string& request) {
  const std::string response = RunPlugin(request);
  std::string out;
  wire::ProtoReader r(response);
  for (wire::ProtoField field; r.Next(field);) {
    if (field.number == 1) return std::string(r.ReadBytes());
    if (field.number != 15) {
      r.Skip(field);
      continue;
    }
    r.ReadMessage([&out](wire::ProtoReader& file) {
      for (wire::ProtoField part; file.Next(part);) {
        const std::string_view text = file.ReadBytes();
        if (part.number == 1) out += std::string(text) + " ";
      }
    });
  }
  EXPECT_TRUE(r.ok());
  return out;
}

TEST(Plugin, MakesTwoFilesOfOne) {
  EXPECT_EQ(Answer(Fields({{1, "shop.proto"}, {15, File()}})), "shop.elanus.h shop.elanus.cc ");
}

TEST(Plugin, SaysWhatIsWrong) {
  EXPECT_EQ(Answer(Fields({{1, "other.proto"}, {15, File()}})),
            "expected the descriptor of other.proto in the set, it is not there");
  EXPECT_EQ(Answer(Fields({{1, "shop.proto"}, {15, File(".shop.Nothing")}})),
            "shop.proto: method Buy of service Shop: expected a message of the file or of its imports, got "
            "\".shop.Nothing\"");
  EXPECT_EQ(Answer(Fields({{1, "shop.proto"}, {15, File(".shop.Order", "gone.proto")}})),
            "shop.proto imports gone.proto: expected its descriptor in the set, it is not there");
  EXPECT_THAT(Answer("z\5ab"), HasSubstr("expected a value of 5 bytes, got 2 bytes"));
  EXPECT_THAT(Answer(Fields({{15, "\x0a\x7f"}})), HasSubstr("expected a value of 127 bytes"));
}

TEST(Plugin, FilesThatImportEachOtherEnd) {
  EXPECT_EQ(Answer(Fields({{1, "shop.proto"}, {15, File(".shop.Order", "shop.proto")}})),
            "shop.elanus.h shop.elanus.cc ");
}

TEST(Schema, CommentsAreFoundByTheirPlaceAndLeftOut) {
  const auto location = [](std::vector<char> path, const std::string& text) {
    return Fields({{1, std::string(path.begin(), path.end())}, {3, text}});
  };
  const std::string info =
      Fields({{1, location({6, 0}, " The shop.\n Open.\n")}, {1, location({6, 0, 2, 0}, "Buys\n")}});
  const auto file = ReadFile(File() + Fields({{9, info}}));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->services[0].comment, "The shop.\nOpen.");
  EXPECT_EQ(file->services[0].methods[0].comment, "Buys");
  EXPECT_EQ(file->descriptor, File());
}

TEST(Literal, AnyBytesComeBack) {
  EXPECT_THAT(Literal(std::string_view("a\"\\?\0001\xff", 7), 100), ElementsAre("\"a\\\"\\\\\\?\\0001\\377\""));
  EXPECT_THAT(Literal("abcdefgh", 6), ElementsAre("\"abcd\"", "\"efgh\""));
  EXPECT_THAT(Literal("", 6), ElementsAre("\"\""));
}

}  // namespace
}  // namespace elanus::protogen
