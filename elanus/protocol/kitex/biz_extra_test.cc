// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/biz_extra.h"

#include <gtest/gtest.h>

namespace elanus::protocol {
namespace {

using Extra = std::map<std::string, std::string>;

std::string Json(const Extra& extra) {
  Bytes out;
  AppendBizExtra(extra, out);
  return std::string(out.view());
}

TEST(BizExtra, WritesWhatKitexWrites) {
  EXPECT_EQ(Json({}), "{}");
  EXPECT_EQ(Json({{"k", "v"}}), R"({"k":"v"})");
  EXPECT_EQ(Json({{"a", "1"}, {"b", ""}}), R"({"a":"1","b":""})");
  EXPECT_EQ(Json({{"<k>", "a&b"}}), R"({"\u003ck\u003e":"a\u0026b"})");
}

TEST(BizExtra, EscapesWhatJsonForbids) {
  EXPECT_EQ(Json({{"q\"\\", std::string("\0\x01\n\r\t\x1f\x7f", 7)}}),
            "{\"q\\\"\\\\\":\"\\u0000\\u0001\\n\\r\\t\\u001f\x7f\"}");
  EXPECT_EQ(Json({{"k", "\xe2\x80\xa8\xe2\x80\xa9"}}), R"({"k":"\u2028\u2029"})");
  EXPECT_EQ(Json({{"k", "gr\xc3\xbc\xf0\x9f\xaa\x81"}}), "{\"k\":\"gr\xc3\xbc\xf0\x9f\xaa\x81\"}");
}

TEST(BizExtra, ReplacesWhatIsNoUtf8) {
  for (const char* bad : {"\xff", "\x80", "\xc0\xaf", "\xe2\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80"}) {
    const std::string json = Json({{"k", bad}});
    EXPECT_NE(json.find("\\ufffd"), json.npos) << json;
    EXPECT_EQ(json.find('\xff'), json.npos);
    EXPECT_TRUE(ParseBizExtra(json));
  }
}

TEST(BizExtra, ReadsWhatItWrites) {
  Extra extra = {{"", ""}, {"<&>", "\"\\/"}, {"\n", "\xf0\x9f\xaa\x81"}, {"zero", std::string(1, '\0')}};
  EXPECT_EQ(ParseBizExtra(Json(extra)), extra);
}

TEST(BizExtra, ReadsAnyJsonOfStrings) {
  EXPECT_EQ(ParseBizExtra(" { \"a\" :\t\"1\" ,\r\n\"a\":\"2\" } "), (Extra{{"a", "2"}}));
  EXPECT_EQ(ParseBizExtra(R"({"\u0041\/\b\f":"\ud83e\ude81"})"), (Extra{{"A/\b\f", "\xf0\x9f\xaa\x81"}}));
  EXPECT_EQ(ParseBizExtra(R"({"a":"\ud83ex\ude81"})"), (Extra{{"a", "\xef\xbf\xbdx\xef\xbf\xbd"}}));
  EXPECT_EQ(ParseBizExtra("{\"a\":\"\xff\"}"), (Extra{{"a", "\xef\xbf\xbd"}}));
}

TEST(BizExtra, NullIsEmpty) {
  EXPECT_EQ(ParseBizExtra(" null "), Extra());
  EXPECT_EQ(ParseBizExtra(R"({"a": null ,"b":"1"})"), (Extra{{"a", ""}, {"b", "1"}}));
}

TEST(BizExtra, RefusesEverythingElse) {
  for (const char* bad : {"",
                          "{",
                          "}",
                          "[]",
                          "nul",
                          "nullx",
                          "\"a\"",
                          "{\"a\"}",
                          "{\"a\":1}",
                          "{\"a\":{}}",
                          "{\"a\":nul}",
                          "{null:\"1\"}",
                          "{\"a\":\"1\",}",
                          "{\"a\":\"1\"}x",
                          "{\"a\":\"1\" \"b\":\"2\"}",
                          "{a:\"1\"}",
                          "{\"a\":\"\\x\"}",
                          "{\"a\":\"\\u12g4\"}",
                          "{\"a\":\"\\u12",
                          "{\"a\":\"\n\"}",
                          "{\"a\":\"1"}) {
    EXPECT_FALSE(ParseBizExtra(bad)) << bad;
  }
}

}  // namespace
}  // namespace elanus::protocol
