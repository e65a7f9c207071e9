// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/kitex_protobuf/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

using ::testing::HasSubstr;

TEST(ProtobufMessage, WritesAndReadsTheEnvelope) {
  Bytes out;
  const MessageHead ping(MessageType::kOneway, "Ping", -11);
  ASSERT_TRUE(WriteProtobufHead(out, ping));
  EXPECT_EQ(ToHex(out.view()), "900100040000000450696e67fffffff5");
  for (std::size_t size = 0; size <= out.size(); ++size) {
    MessageHead head;
    const Found found = ReadProtobufHead(out.view().substr(0, size), head);
    ASSERT_TRUE(found.ok()) << size;
    EXPECT_EQ(*found, size < 16 ? kMore : 16u) << size;
    if (size == 16) {
      EXPECT_EQ(head, ping);
    }
  }
}

TEST(ProtobufMessage, RefusesWhatIsNone) {
  const struct {
    const char* hex;
    const char* text;
  } cases[] = {
      {"80010001 00000004", "at offset 0: expected magic 36865, got 32769"},
      {"90010000 00000004", "at offset 2: expected a message type from 1 to 5, got 0"},
      {"90010009 00000004", "got 9"},
      {"90010001 00000000", "at offset 4: expected a method name of 1 to 1048576 bytes, got 0"},
      {"90010001 ffffffff", "got 4294967295"},
  };
  for (const auto& c : cases) {
    MessageHead head;
    const Found found = ReadProtobufHead(FromHex(c.hex), head);
    ASSERT_FALSE(found.ok()) << c.hex;
    EXPECT_THAT(found.status().message(), HasSubstr(c.text));
  }
}

TEST(ProtobufMessage, AnExceptionMayComeWithoutAMethodButIsNotWrittenSo) {
  MessageHead head;
  EXPECT_EQ(*ReadProtobufHead(FromHex("90010003 00000000 00000007"), head), 12u);
  Bytes out;
  EXPECT_THAT(WriteProtobufHead(out, head).message(), HasSubstr("expected a method name"));
  EXPECT_TRUE(out.empty());
}

TEST(ErrorProto, GoesThereAndBack) {
  for (const std::int32_t type : {6, 0, -3, 1 << 30}) {
    Bytes out;
    WriteErrorProto(out, type, "boom");
    bool whole = false;
    const Status status = ReadErrorProto(out.view(), Limits(), whole);
    EXPECT_TRUE(whole);
    EXPECT_EQ(status.app_exception(), type);
    EXPECT_EQ(status.message(), "boom");
    EXPECT_TRUE(status.remote());
  }
  Bytes out;
  WriteErrorProto(out, 6, "biz error: boom");
  EXPECT_EQ(ToHex(out.view()), "0806120f62697a206572726f723a20626f6f6d");
}

TEST(ErrorProto, WithoutATextHasThatOfItsType) {
  bool whole = false;
  EXPECT_EQ(ReadErrorProto(FromHex("0801"), Limits(), whole).message(), "unknown method");
  EXPECT_EQ(ReadErrorProto("", Limits(), whole).app_exception(), 0);
  EXPECT_TRUE(whole);
}

TEST(ErrorProto, BytesThatAreNoneAreAnErrorOfOurs) {
  bool whole = true;
  const Status status = ReadErrorProto(FromHex("120f62"), Limits(), whole);
  EXPECT_FALSE(whole);
  EXPECT_FALSE(status.ok());
  EXPECT_FALSE(status.remote());
}

}  // namespace
}  // namespace elanus::wire
