// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/ttheader/writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "elanus/wire/framed/framed.h"
#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

using ::testing::HasSubstr;

const std::string kPing = FromHex("80010001 00000004 50696e67 00000001 00");

// wire.md 11, E13.
TEST(TtHeaderWriter, WritesTheComputedRequest) {
  Bytes out;
  TtHeaderWriter header(out, 0, 1);
  header.String(tt_string::kServiceName, "EchoService");
  header.Int(TtKey::kToMethod, "Ping");
  const TtFrame frame = header.End();
  out.Append(kPing);
  ASSERT_TRUE(EndTtFrame(out, frame).ok());
  EXPECT_EQ(ToHex(out.view()),
            ToHex(FromHex("0000003f 1000 0000 00000001 0009 0000 01 0001 0003 69736e 000b 4563686f53657276696365"
                          "10 0001 0009 0004 50696e67 0000 80010001 00000004 50696e67 00000001 00")));
}

TEST(TtHeaderWriter, TheSmallestHeaderHasOneWord) {
  Bytes out;
  out.Append("before");
  const TtFrame frame = TtHeaderWriter(out, tt_flag::kOutOfOrder, -2, tt_protocol::kThriftStruct).End();
  EXPECT_EQ(frame.payload - frame.begin, 18u);
  ASSERT_TRUE(EndTtFrame(out, frame).ok());
  EXPECT_EQ(ToHex(out.view().substr(6)), "0000000e10000001fffffffe000110000000");
}

TEST(TtHeaderWriter, EntriesThatFollowEachOtherShareASection) {
  Bytes out;
  TtHeaderWriter header(out, 0, 1);
  header.String("a", "1");
  header.String(tt_string::kTransient, "b", "2");
  header.Int(TtKey::kFromMethod, "");
  header.Int(TtKey::kMsgType, "1");
  header.String("c", "3");
  const TtFrame frame = header.End();
  EXPECT_EQ(
      ToHex(out.view().substr(16, frame.payload - 16)),
      ToHex(FromHex("01 0002 0001 61 0001 31 000d 5250435f5452414e5349545f 62 0001 32 10 0002 0014 0000 0016 0001 31"
                    "01 0001 0001 63 0001 33 0000")));
}

TEST(TtHeaderWriter, TheAclTokenIsASectionOfItsOwn) {
  for (const bool split : {false, true}) {
    Bytes out;
    TtHeaderWriter header(out, 0, 1);
    if (split) {
      header.String(tt_string::kTransient, "gdpr-token", "tok");
    } else {
      header.String(tt_string::kAclToken, "tok");
    }
    header.String(tt_string::kServiceName, "E");
    const TtFrame frame = header.End();
    EXPECT_EQ(ToHex(out.view().substr(16, frame.payload - 16)),
              ToHex(FromHex("11 0003 746f6b 01 0001 0003 69736e 0001 45 00")));
  }
}

// The CRC-32C of captures x_tthf_crc: over the frame length too.
TEST(TtHeaderWriter, ChecksumsTheWholePayload) {
  Bytes out;
  TtHeaderWriter header(out, 0, 8);
  header.Checksum();
  header.Int(TtKey::kMsgType, "1");
  const TtFrame frame = header.End();
  const std::size_t mark = BeginFrame(out);
  out.Append(
      FromHex("80010001000000044563686f000000080c000102000500040006000000000000000003000a0006000b00000b00010000"
              "000268690f000308000000000d00040b0b00000000080008000000000b0009000000000e000c0b000000000000"));
  ASSERT_TRUE(EndFrame(out, mark).ok());
  ASSERT_TRUE(EndTtFrame(out, frame).ok());
  EXPECT_THAT(std::string(out.view()), HasSubstr("81d77709"));
}

TEST(TtHeaderWriter, WhatDoesNotFitFailsTheFrame) {
  Bytes out;
  const std::string most(65535, 'x');
  const std::string long_text(65536, 'x');
  {
    TtHeaderWriter header(out, 0, 1);
    header.String("k", most);
    EXPECT_TRUE(EndTtFrame(out, header.End()).ok());
  }
  {
    TtHeaderWriter header(out, 0, 1);
    header.String("k", long_text);
    const Status status = EndTtFrame(out, header.End());
    EXPECT_EQ(status.message(), "ttheader: expected a key or value in bytes of at most 65535, got 65536");
  }
  {
    TtHeaderWriter header(out, 0, 1);
    for (int i = 0; i < 5; ++i) header.String("k", most);
    EXPECT_THAT(EndTtFrame(out, header.End()).message(), HasSubstr("a header in words of 4 bytes of at most 65535"));
  }
  {
    TtHeaderWriter header(out, 0, 1);
    for (int i = 0; i < 65536; ++i) header.String("", "");
    EXPECT_FALSE(EndTtFrame(out, header.End()).ok());
  }
}

}  // namespace
}  // namespace elanus::wire
