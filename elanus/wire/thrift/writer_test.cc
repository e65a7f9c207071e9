// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/thrift/writer.h"

#include <gtest/gtest.h>

#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

TEST(ThriftWriter, WritesEachTypeBigEndian) {
  Bytes out;
  Writer w(out);
  w.WriteBool(true);
  w.WriteBool(false);
  w.WriteByte(-3);
  w.WriteI16(258);
  w.WriteI32(-2);
  w.WriteI64(0x0102030405060708);
  w.WriteDouble(1.5);
  w.WriteString("hi");
  w.WriteString({});
  EXPECT_EQ(ToHex(out.view()),
            "01"
            "00"
            "fd"
            "0102"
            "fffffffe"
            "0102030405060708"
            "3ff8000000000000"
            "000000026869"
            "00000000");
  EXPECT_TRUE(w.ok());
}

// The request of wire.md 11, E2, without its envelope.
TEST(ThriftWriter, WritesTheFullRequestOfTheSpecification) {
  Bytes out;
  Writer w(out);
  w.FieldBegin(TType::kStruct, 1);
  w.FieldI64(2, -2);
  w.FieldBool(5, true);
  w.FieldDouble(6, 1.5);
  w.FieldByte(10, -3);
  w.FieldI16(11, 258);
  w.FieldString(1, "hi");
  w.FieldBegin(TType::kList, 3);
  w.ListBegin(TType::kI32, 2);
  w.WriteI32(1);
  w.WriteI32(-1);
  w.FieldBegin(TType::kMap, 4);
  w.MapBegin(TType::kString, TType::kString, 1);
  w.WriteString("a");
  w.WriteString("b");
  w.FieldBegin(TType::kStruct, 7);
  w.FieldString(1, "in");
  w.FieldStop();
  w.FieldI32(8, 2);
  w.FieldString(9, "\xde\xad");
  w.FieldBegin(TType::kSet, 12);
  w.SetBegin(TType::kString, 1);
  w.WriteString("x");
  w.FieldStop();
  w.FieldStop();
  EXPECT_EQ(ToHex(out.view()),
            ToHex(FromHex("0c0001 0a0002fffffffffffffffe 02000501 0400063ff8000000000000 03000afd 06000b0102"
                          "0b0001000000026869 0f0003080000000200000001ffffffff 0d00040b0b00000001 0000000161 0000000162"
                          "0c0007 0b000100000002696e 00 08000800000002 0b000900000002dead"
                          "0e000c0b000000010000000178 00 00")));
}

TEST(ThriftWriter, WritesTheTypesOfAnEmptyMap) {
  Bytes out;
  Writer w(out);
  w.MapBegin(TType::kI32, TType::kStruct, 0);
  EXPECT_EQ(ToHex(out.view()), "080c00000000");
}

TEST(ThriftWriter, RefusesACountThatDoesNotFit) {
  Bytes out;
  Writer w(out);
  w.ListBegin(TType::kByte, std::size_t{1} << 31);
  EXPECT_FALSE(w.ok());
  EXPECT_NE(w.status().message().find("at most 2147483647 bytes or elements, got 2147483648"), std::string::npos)
      << w.status().message();
}

TEST(ThriftWriter, RefusesAStringThatDoesNotFit) {
  Bytes out;
  Writer w(out);
  w.WriteString(std::string_view("x", std::size_t{1} << 31));  // never looked at
  EXPECT_FALSE(w.ok());
  EXPECT_TRUE(out.empty());
}

TEST(ThriftWriter, KeepsTheFirstError) {
  Bytes out;
  Writer w(out);
  w.Fail(Internal("union Shape is not set"));
  w.Fail(Internal("later"));
  EXPECT_EQ(w.status().message(), "union Shape is not set");
}

TEST(ThriftTypes, NamesAndSizes) {
  EXPECT_EQ(TTypeName(TType::kI64), "i64");
  EXPECT_EQ(TTypeName(static_cast<TType>(7)), "unknown");
  EXPECT_EQ(FixedWireSize(TType::kDouble), 8u);
  EXPECT_EQ(FixedWireSize(TType::kString), 0u);
  EXPECT_EQ(MinWireSize(TType::kStruct), 1u);
  EXPECT_EQ(MinWireSize(TType::kMap), 6u);
  for (int id : {0, 1, 5, 7, 9, 16, 17, 255}) EXPECT_EQ(MinWireSize(static_cast<TType>(id)), 0u) << id;
}

}  // namespace
}  // namespace elanus::wire
