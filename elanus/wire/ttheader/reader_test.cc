// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/ttheader/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

using ::testing::HasSubstr;

// A frame with these bytes after the header size, padded, and an empty payload.
std::string FrameOf(const char* hex) {
  std::string body = FromHex(hex);
  while (body.size() % 4 != 0) body += '\0';
  std::string frame = FromHex("000000 00 1000 0000 00000007 00 00") + body;
  frame[3] = static_cast<char>(frame.size() - 4);
  frame[13] = static_cast<char>(body.size() / 4);
  return frame;
}

struct Read {
  TtHeader header;
  std::string strings;  // "key=value "
  Status status;
};
// The header has views into the frame.
Read ReadFrame(const std::string& frame) {
  Read read;
  read.status = ReadTtHeader(frame, read.header, [&](std::string_view key, std::string_view value) {
    read.strings += StrCat(key, "=", value, " ");
  });
  return read;
}

std::string ErrorOf(const char* hex) {
  const std::string frame = FrameOf(hex);
  const Read read = ReadFrame(frame);
  EXPECT_EQ(read.status.app_exception(), 7);
  return read.status.message();
}

TEST(TtHeaderReader, ReadsTheSectionsOfTheSpecification) {
  const std::string frame = FromHex(
      "0000003f 1000 8001 00000001 0009 0000 01 0001 0003 69736e 000b 4563686f53657276696365"
      "10 0001 0009 0004 50696e67 0000 80010001 00000004 50696e67 00000001 00");
  const Read read = ReadFrame(frame);
  ASSERT_TRUE(read.status.ok()) << read.status.message();
  EXPECT_EQ(read.header.flags, 0x8001);
  EXPECT_EQ(read.header.sequence_id, 1);
  EXPECT_EQ(read.header.protocol_id, 0);
  EXPECT_EQ(read.strings, "isn=EchoService ");
  EXPECT_EQ(read.header.Int(TtKey::kToMethod), "Ping");
  EXPECT_FALSE(read.header.Has(TtKey::kMsgType));
  EXPECT_EQ(ToHex(std::string_view(frame).substr(read.header.size)), "800100010000000450696e670000000100");
}

TEST(TtHeaderReader, TakesPaddingAnywhereAndSectionsTwice) {
  const std::string frame = FrameOf(
      "00 00 00 00 10 0001 0014 0000 00 01 0001 0001 61 0001 31 00 00 00 01 0001 0001 61 0001 32 10 0002 0009 0001"
      "41 0009 0001 42 01 0000 11 0002 7474");
  const Read read = ReadFrame(frame);
  ASSERT_TRUE(read.status.ok()) << read.status.message();
  EXPECT_EQ(read.strings, "a=1 a=2 RPC_TRANSIT_gdpr-token=tt ");
  EXPECT_EQ(read.header.Int(TtKey::kToMethod), "B");
  EXPECT_TRUE(read.header.Has(TtKey::kFromMethod));
  EXPECT_EQ(read.header.Int(TtKey::kFromMethod), "");
}

TEST(TtHeaderReader, IgnoresTransformsAndUnknownIntKeys) {
  const Read read = ReadFrame(FrameOf("00 03 010203 10 0002 001c 0001 78 ffff 0000 01 0001 0000 0000"));
  ASSERT_TRUE(read.status.ok()) << read.status.message();
  EXPECT_EQ(read.strings, "= ");
}

TEST(TtHeaderReader, KnowsTheProtocolIdsOfKitex) {
  for (int id = 0; id < 256; ++id) {
    std::string frame = FrameOf("00 00");
    frame[14] = static_cast<char>(id);
    const bool known = id == 0 || id == 3 || id == 4 || id == 0x10 || id == 0x11;
    EXPECT_EQ(ReadFrame(frame).status.ok(), known) << id;
  }
  EXPECT_THAT(ErrorOf("02 00"), HasSubstr("at offset 14: expected protocol id 0, 3, 4, 16 or 17, got 2"));
}

TEST(TtHeaderReader, RefusesSectionsThatLie) {
  EXPECT_THAT(ErrorOf("00 ff"), HasSubstr("at offset 15: expected at most 2 transform ids, got 255"));
  EXPECT_THAT(ErrorOf("00 00 02"), HasSubstr("at offset 16: expected info id 0, 1, 16 or 17, got 2"));
  EXPECT_THAT(ErrorOf("00 00 00 01"), HasSubstr("2 bytes for the count of a section, got 0"));
  EXPECT_THAT(ErrorOf("00 00 00 00 01 0001 00"), HasSubstr("2 bytes for the key of the string map, got 1"));
  EXPECT_THAT(ErrorOf("00 00 00 00 01 0001 0009 61 61 61"), HasSubstr("9 bytes for the key of the string map, got 3"));
  EXPECT_THAT(ErrorOf("00 00 00 01 0002 0001 61 0001 61"), HasSubstr("for the key of the string map, got 0"));
  EXPECT_THAT(ErrorOf("00 00 01 0001 0001 61 ffff 00"), HasSubstr("65535 bytes for the value of the string map"));
  EXPECT_THAT(ErrorOf("00 00 00 00 10 0001 00"), HasSubstr("key of the int map"));
  EXPECT_THAT(ErrorOf("00 00 10 0001 0009 0004 61"), HasSubstr("value of the int map"));
  EXPECT_THAT(ErrorOf("00 00 11 00ff 61 61 61"), HasSubstr("255 bytes for the ACL token, got 3"));
  EXPECT_THAT(ErrorOf("00 00 01 0001 0001 61 0000 02"), HasSubstr("got 2"));
}

}  // namespace
}  // namespace elanus::wire
