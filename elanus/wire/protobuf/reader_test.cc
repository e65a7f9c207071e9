// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/protobuf/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "elanus/wire/protobuf/writer.h"
#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

using ::testing::HasSubstr;

std::string SkipError(const std::string& bytes) {
  ProtoReader r(bytes);
  for (ProtoField field; r.Next(field);) r.Skip(field);
  EXPECT_EQ(r.status().app_exception(), 7);
  EXPECT_EQ(r.remaining(), 0u);
  return r.status().message();
}

TEST(ProtoReader, ReadsWhatTheWriterWrites) {
  Bytes out;
  ProtoWriter w(out);
  w.Varint(1, UINT64_MAX);
  w.ZigZag(2, INT64_MIN);
  w.Fixed64(3, 0x0102030405060708);
  w.Fixed32(4, 0x01020304);
  w.Double(5, -1.5);
  w.Float(6, 2.5f);
  w.String(7, "hi");
  w.Int(536870911, -7);
  ProtoReader r(out.view());
  ProtoField field;
  ASSERT_TRUE(r.Next(field));
  EXPECT_EQ(field.number, 1u);
  EXPECT_EQ(field.type, WireType::kVarint);
  EXPECT_EQ(r.ReadVarint(), UINT64_MAX);
  ASSERT_TRUE(r.Next(field));
  EXPECT_EQ(r.ReadZigZag(), INT64_MIN);
  ASSERT_TRUE(r.Next(field));
  EXPECT_EQ(field.type, WireType::kFixed64);
  EXPECT_EQ(r.ReadFixed64(), 0x0102030405060708u);
  ASSERT_TRUE(r.Next(field));
  EXPECT_EQ(field.type, WireType::kFixed32);
  EXPECT_EQ(r.ReadFixed32(), 0x01020304u);
  ASSERT_TRUE(r.Next(field));
  EXPECT_EQ(r.ReadDouble(), -1.5);
  ASSERT_TRUE(r.Next(field));
  EXPECT_EQ(r.ReadFloat(), 2.5f);
  ASSERT_TRUE(r.Next(field));
  EXPECT_EQ(field.type, WireType::kBytes);
  EXPECT_EQ(r.ReadBytes(), "hi");
  ASSERT_TRUE(r.Next(field));
  EXPECT_EQ(field.number, 536870911u);
  EXPECT_EQ(r.ReadInt(), -7);
  EXPECT_FALSE(r.Next(field));
  EXPECT_TRUE(r.ok());
}

TEST(ProtoReader, ReadsNestedMessagesAndPackedScalars) {
  const std::string bytes = FromHex("0a 05 0a 03 01 9601 | 10 07");
  ProtoReader r(bytes);
  ProtoField field;
  ASSERT_TRUE(r.Next(field));
  std::string values;
  r.ReadMessage([&](ProtoReader& inner) {
    ASSERT_TRUE(inner.Next(field));
    inner.ReadMessage([&](ProtoReader& packed) {
      while (packed.remaining() > 0) values += StrCat(packed.ReadVarint(), " ");
    });
  });
  EXPECT_EQ(values, "1 150 ");
  ASSERT_TRUE(r.Next(field));
  EXPECT_EQ(r.ReadVarint(), 7u);
  EXPECT_TRUE(r.ok());
}

TEST(ProtoReader, AnErrorInsideIsAnErrorOutside) {
  const std::string bytes = FromHex("10 07 0a 02 0a 05 10 07");
  ProtoReader r(bytes);
  ProtoField field;
  ASSERT_TRUE(r.Next(field));
  r.Skip(field);
  ASSERT_TRUE(r.Next(field));
  r.ReadMessage([&](ProtoReader& inner) {
    ASSERT_TRUE(inner.Next(field));
    inner.Skip(field);
  });
  EXPECT_EQ(r.status().message(), "protobuf: at offset 5: expected a value of 5 bytes, got 0 bytes");
  EXPECT_FALSE(r.Next(field));
}

TEST(ProtoReader, RefusesBadBytes) {
  EXPECT_THAT(SkipError(FromHex("80")),
              HasSubstr("at offset 0: expected a varint, got the end of the message after 1"));
  EXPECT_THAT(SkipError(FromHex("08 ffffffffffffffffff 02")), HasSubstr("a varint of at most 64 bits in 10 bytes"));
  EXPECT_THAT(SkipError(FromHex("08 ffffffffffffffffffff 01")), HasSubstr("a varint of at most 64 bits in 10 bytes"));
  EXPECT_THAT(SkipError(FromHex("00 01")), HasSubstr("got number 0, type 0"));
  EXPECT_THAT(SkipError(FromHex("0e")), HasSubstr("got number 1, type 6"));
  EXPECT_THAT(SkipError(FromHex("8080808010")), HasSubstr("got number 536870912, type 0"));
  EXPECT_THAT(SkipError(FromHex("0a 02 61")), HasSubstr("at offset 1: expected a value of 2 bytes, got 1 bytes"));
  EXPECT_THAT(SkipError(FromHex("0a ffffffffffffffffff01")), HasSubstr("a value of 18446744073709551615 bytes"));
  EXPECT_THAT(SkipError(FromHex("09 00000000000000")), HasSubstr("8 bytes for fixed64, got 7"));
  EXPECT_THAT(SkipError(FromHex("0d 000000")), HasSubstr("4 bytes for fixed32, got 3"));
  EXPECT_THAT(SkipError(FromHex("0c")), HasSubstr("got end of a group of field 1"));
}

TEST(ProtoReader, TakesVarintsOfTenBytes) {
  const std::string bytes = FromHex("08 ffffffffffffffffff01 08 80808080808080808000");
  ProtoReader r(bytes);
  ProtoField field;
  ASSERT_TRUE(r.Next(field));
  EXPECT_EQ(r.ReadVarint(), UINT64_MAX);
  ASSERT_TRUE(r.Next(field));
  EXPECT_EQ(r.ReadVarint(), 0u);
  EXPECT_TRUE(r.ok());
}

TEST(ProtoReader, SkipsGroups) {
  const std::string bytes = FromHex("0b 10 07 13 1a 01 61 14 0c 20 01");
  ProtoReader r(bytes);
  ProtoField field;
  ASSERT_TRUE(r.Next(field));
  r.Skip(field);
  ASSERT_TRUE(r.Next(field)) << r.status().message();
  EXPECT_EQ(field.number, 4u);
  EXPECT_THAT(SkipError(FromHex("0b 10 07")), HasSubstr("expected the end of group 1, got the end of the message"));
  EXPECT_THAT(SkipError(FromHex("0b 14")), HasSubstr("expected the end of group 1, got that of group 2"));
}

TEST(ProtoReader, HasADepthLimit) {
  for (std::size_t levels : {64u, 65u, 1000000u}) {
    const std::string bytes = std::string(levels, '\x0b') + std::string(levels, '\x0c');
    ProtoReader r(bytes);
    ProtoField field;
    ASSERT_TRUE(r.Next(field));
    r.Skip(field);
    EXPECT_EQ(r.ok(), levels == 64) << levels;
    if (!r.ok()) {
      EXPECT_THAT(r.status().message(), HasSubstr("depth limit exceeded"));
    }
  }
}

void Descend(ProtoReader& r, int& levels) {
  for (ProtoField field; r.Next(field);) {
    ++levels;
    r.ReadMessage([&](ProtoReader& inner) { Descend(inner, levels); });
  }
}

TEST(ProtoReader, NestedMessagesHaveTheSameDepthLimit) {
  for (int levels : {64, 65}) {
    std::string bytes;
    for (int i = 0; i < levels; ++i) {
      Bytes out;
      ProtoWriter(out).String(1, bytes);
      bytes = out.view();
    }
    ProtoReader r(bytes);
    int seen = 0;
    Descend(r, seen);
    EXPECT_EQ(seen, levels);
    EXPECT_EQ(r.ok(), levels == 64);
  }
}

}  // namespace
}  // namespace elanus::wire
