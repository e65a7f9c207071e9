// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/thrift/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

std::string Nested(int levels) {
  std::string bytes;
  for (int i = 0; i < levels; ++i) bytes += FromHex("0c0001");
  return bytes + std::string(static_cast<std::size_t>(levels) + 1, '\0');
}

std::string ErrorOf(const Reader& r) {
  EXPECT_EQ(r.status().app_exception(), 7);
  return r.status().message();
}

TEST(ThriftReader, ReadsEachType) {
  const std::string bytes = FromHex("01 fd 0102 fffffffe 0102030405060708 3ff8000000000000 000000026869 00000000");
  Reader r(bytes);
  EXPECT_TRUE(r.ReadBool());
  EXPECT_EQ(r.ReadByte(), -3);
  EXPECT_EQ(r.ReadI16(), 258);
  EXPECT_EQ(r.ReadI32(), -2);
  EXPECT_EQ(r.ReadI64(), 0x0102030405060708);
  EXPECT_EQ(r.ReadDouble(), 1.5);
  EXPECT_EQ(r.ReadString(), "hi");
  EXPECT_EQ(r.ReadString(), "");
  EXPECT_TRUE(r.ok());
  EXPECT_EQ(r.remaining(), 0u);
}

TEST(ThriftReader, OnlyOneIsTrue) {
  for (const char* hex : {"00", "02", "ff"}) {
    const std::string bytes = FromHex(hex);
    Reader r(bytes);
    EXPECT_FALSE(r.ReadBool()) << hex;
    EXPECT_TRUE(r.ok());
  }
}

TEST(ThriftReader, StringsAreViewsIntoTheInput) {
  const std::string bytes = FromHex("000000026869");
  Reader r(bytes);
  EXPECT_EQ(r.ReadString().data(), bytes.data() + 4);
}

TEST(ThriftReader, WalksFieldsAndSkipsUnknownOnes) {
  // 2: i64, 9: unknown struct with a list of maps, 1: string, -1: bool
  const std::string bytes = FromHex(
      "0a0002 0000000000000007 0c0009 0f0001 0d00000001 0b08 00000001 00000001 61 00000005 00 0b0001 00000001 78"
      "02ffff 01 00 ee");
  Reader r(bytes);
  std::string seen;
  for (Field field; r.NextField(field);) {
    seen += std::to_string(field.id) + " ";
    r.Skip(field.type);
  }
  EXPECT_TRUE(r.ok()) << r.status().message();
  EXPECT_EQ(seen, "2 9 1 -1 ");
  EXPECT_EQ(ToHex(r.rest()), "ee");
}

TEST(ThriftReader, AnErrorEndsEverythingAndTheFirstIsKept) {
  const std::string bytes = FromHex("0001 02");
  Reader r(bytes);
  r.ReadI16();
  EXPECT_EQ(r.ReadI32(), 0);
  EXPECT_EQ(ErrorOf(r), "thrift: at offset 2: expected 4 bytes for i32, got 1");
  EXPECT_EQ(r.ReadByte(), 0);
  EXPECT_EQ(r.ReadString(), "");
  EXPECT_EQ(r.ReadListBegin(TType::kI32, 4), 0u);
  Field field;
  EXPECT_FALSE(r.NextField(field));
  r.Skip(TType::kStruct);
  r.MissingField("User", "id");
  EXPECT_THAT(ErrorOf(r), HasSubstr("for i32"));
}

TEST(ThriftReader, ReportsMissingFieldsAsKitexDoes) {
  Reader r("");
  r.MissingField("User", "id");
  EXPECT_THAT(ErrorOf(r), EndsWith("required field id is not set"));
}

TEST(ThriftReader, RefusesKeysThatEqualNothing) {
  const std::string bytes(8, '\0');
  Reader r(bytes);
  r.CheckKey(r.ReadDouble());
  EXPECT_TRUE(r.ok());
  r.CheckKey(std::vector<double>{1, std::numeric_limits<double>::quiet_NaN()});
  EXPECT_THAT(ErrorOf(r), EndsWith("at offset 8: expected a number in a key of a map or an element of a set, got NaN"));
}

TEST(ThriftReader, RefusesStringsThatAreNotThere) {
  for (const char* hex : {"ffffffff", "7fffffff", "00000002 61"}) {
    const std::string bytes = FromHex(hex);
    Reader r(bytes);
    EXPECT_EQ(r.ReadString(), "");
    EXPECT_THAT(ErrorOf(r), HasSubstr("at offset 0: expected ")) << hex;
  }
  Reader negative("\xff\xff\xff\xff");
  negative.ReadString();
  EXPECT_EQ(ErrorOf(negative), "thrift: at offset 0: expected the length of a string, got -1");
}

TEST(ThriftReader, ReadsContainers) {
  const std::string bytes = FromHex("08 00000002 00000001 00000002 | 0b02 00000001 00000001 61 01");
  Reader r(bytes);
  ASSERT_EQ(r.ReadListBegin(TType::kI32, 4), 2u);
  EXPECT_EQ(r.ReadI32() + r.ReadI32(), 3);
  ASSERT_EQ(r.ReadMapBegin(TType::kString, TType::kBool, 64), 1u);
  EXPECT_EQ(r.ReadString(), "a");
  EXPECT_TRUE(r.ReadBool());
  EXPECT_TRUE(r.ok());
}

TEST(ThriftReader, ACountIsAPromiseNotASize) {
  for (const char* hex : {"08 7fffffff 00000001", "08 00000002 00000001 000000", "08 ffffffff", "02 00000001",
                          "0b 00000002 00000000 000000", "0c 00000001", "08 0000"}) {
    const std::string bytes = FromHex(hex);
    Reader r(bytes);
    EXPECT_EQ(r.ReadListBegin(static_cast<TType>(bytes[0]), 1), 0u);
    EXPECT_THAT(ErrorOf(r), HasSubstr("expected ")) << hex;
  }
  const std::string map = FromHex("0808 7fffffff 0000000100000002");
  Reader r(map);
  EXPECT_EQ(r.ReadMapBegin(TType::kI32, TType::kI32, 1), 0u);
  EXPECT_EQ(ErrorOf(r), "thrift: at offset 2: expected a map of 2147483647 elements, got 8 bytes");
}

TEST(ThriftReader, ElementsMustBeOfTheTypeOfTheSchemaUnlessThereAreNone) {
  const std::string none = FromHex("00 00000000 | ff08 00000000");
  Reader empty(none);
  EXPECT_EQ(empty.ReadListBegin(TType::kI32, 4), 0u);
  EXPECT_EQ(empty.ReadMapBegin(TType::kI32, TType::kI32, 8), 0u);
  EXPECT_TRUE(empty.ok());
  const std::string other = FromHex("0b 00000001 00000000");
  Reader r(other);
  EXPECT_EQ(r.ReadListBegin(TType::kI32, 4), 0u);
  EXPECT_EQ(ErrorOf(r), "thrift: at offset 5: expected elements of type i32, got string (data type 11)");
}

TEST(ThriftReader, ChargesTheBudgetOfTheWholeMessage) {
  Limits limits;
  limits.message_bytes = 0;  // the budget is 1 MiB
  std::string bytes = FromHex("02 00001000") + std::string(4096, '\1');
  bytes += bytes;
  Reader r(bytes, limits);
  EXPECT_EQ(r.ReadListBegin(TType::kBool, 200), 4096u);
  for (int i = 0; i < 4096; ++i) r.ReadBool();
  EXPECT_TRUE(r.Charge(1000, 200));
  EXPECT_EQ(r.ReadListBegin(TType::kBool, 200), 0u);
  EXPECT_THAT(ErrorOf(r), HasSubstr("expected no more than the decode budget, 29376 bytes left, got 4096 times 200"));
}

TEST(ThriftReader, ChargesCannotOverflow) {
  Reader r("");
  EXPECT_FALSE(r.Charge(std::size_t{1} << 62, 8));
  EXPECT_FALSE(r.ok());
}

TEST(ThriftReader, SkipsSixtyFourLevelsAndNoMore) {
  for (int levels : {0, 1, 63, 64}) {
    const std::string bytes = Nested(levels);
    Reader r(bytes);
    r.Skip(TType::kStruct);
    EXPECT_TRUE(r.ok()) << levels << ": " << r.status().message();
    EXPECT_EQ(r.remaining(), 0u);
  }
  for (int levels : {65, 70, 1'000'000}) {
    const std::string bytes = Nested(levels);
    Reader r(bytes);
    r.Skip(TType::kStruct);
    EXPECT_THAT(ErrorOf(r), HasSubstr("at offset 195: depth limit exceeded")) << levels;
  }
}

TEST(ThriftReader, ContainersAreLevelsWhenSkipped) {
  std::string bytes;
  for (int i = 0; i < 64; ++i) bytes += FromHex("0f00000001");
  const std::string all = bytes + FromHex("0f000000010200000000");
  Reader deep(all);
  deep.Skip(TType::kList);
  EXPECT_THAT(ErrorOf(deep), HasSubstr("depth limit exceeded"));
  const std::string ok = bytes + FromHex("0200000000");
  Reader r(ok);
  r.Skip(TType::kList);
  EXPECT_TRUE(r.ok()) << r.status().message();
}

void ReadNode(Reader& r, int& nodes) {
  Reader::Nest nest(r);
  if (r.ok()) ++nodes;
  for (Field field; r.NextField(field);) {
    if (field.id == 1 && field.type == TType::kStruct) {
      ReadNode(r, nodes);
    } else {
      r.Skip(field.type);
    }
  }
}

TEST(ThriftReader, DecodingAndSkippingShareTheLevels) {
  int nodes = 0;
  const std::string bytes = Nested(64);
  Reader r(bytes);
  ReadNode(r, nodes);
  EXPECT_TRUE(r.ok());
  EXPECT_EQ(nodes, 65);
  const std::string deep = Nested(100'000);
  Reader too_deep(deep);
  ReadNode(too_deep, nodes = 0);
  EXPECT_EQ(nodes, 65);
  EXPECT_THAT(ErrorOf(too_deep), HasSubstr("depth limit exceeded"));
  // 60 known levels, then an unknown field of 5
  std::string mixed;
  for (int i = 0; i < 60; ++i) mixed += FromHex("0c0001");
  for (int i = 0; i < 5; ++i) mixed += FromHex("0c0002");
  mixed += std::string(66, '\0');
  Reader skipper(mixed);
  ReadNode(skipper, nodes = 0);
  EXPECT_THAT(ErrorOf(skipper), HasSubstr("depth limit exceeded"));
}

TEST(ThriftReader, RefusesToSkipUnknownTypes) {
  for (int id : {0, 1, 5, 7, 9, 16, 17, 255}) {
    Reader r("\0\0\0\0");
    r.Skip(static_cast<TType>(id));
    EXPECT_THAT(ErrorOf(r), HasSubstr("unknown data type " + std::to_string(id)));
  }
  const std::string list = FromHex("07 7fffffff 01");
  Reader r(list);
  r.Skip(TType::kList);
  EXPECT_THAT(ErrorOf(r), HasSubstr("unknown data type 7"));
  const std::string map = FromHex("00 02 00000001 01 01");  // keys of type stop
  Reader m(map);
  m.Skip(TType::kMap);
  EXPECT_THAT(ErrorOf(m), HasSubstr("unknown data type 0"));
}

TEST(ThriftReader, EachTruncationIsAnError) {
  const std::string bytes = FromHex(
      "0c0001 0a0002fffffffffffffffe 02000501 03000afd 06000b0102 0b0001000000026869 0f0003080000000200000001ffffffff"
      "0d00040b0b00000001 0000000161 0000000162 0e000c0b000000010000000178 00 00");
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const std::string part(bytes, 0, size);
    Reader r(part);
    r.Skip(TType::kStruct);
    EXPECT_FALSE(r.ok()) << size;
  }
  Reader whole(bytes);
  whole.Skip(TType::kStruct);
  EXPECT_TRUE(whole.ok());
}

}  // namespace
}  // namespace elanus::wire
