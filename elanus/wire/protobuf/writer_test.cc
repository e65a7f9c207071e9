// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/protobuf/writer.h"

#include <gtest/gtest.h>

#include <string>

#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

TEST(ProtoWriter, WritesEachWireType) {
  Bytes out;
  ProtoWriter w(out);
  w.Varint(1, 150);
  w.Bool(2, true);
  w.Int(3, -1);
  w.ZigZag(4, -2);
  w.Fixed64(5, 0x0102030405060708);
  w.Fixed32(6, 0x01020304);
  w.Double(7, 1.5);
  w.Float(8, 1.5f);
  w.String(9, "hi");
  w.String(16, {});
  EXPECT_EQ(ToHex(out.view()),
            ToHex(FromHex("08 9601 | 10 01 | 18 ffffffffffffffffff01 | 20 03 | 29 0807060504030201 |"
                          "35 04030201 | 39 000000000000f83f | 45 0000c03f | 4a 02 6869 | 8201 00")));
}

TEST(ProtoWriter, WritesTheLargestFieldNumber) {
  Bytes out;
  ProtoWriter w(out);
  w.Varint(536870911, UINT64_MAX);
  EXPECT_EQ(ToHex(out.view()),
            "f8ffffff0f"
            "ffffffffffffffffff01");
}

TEST(ProtoWriter, PatchesTheLengthOfNestedMessages) {
  Bytes out;
  ProtoWriter w(out);
  w.Varint(1, 1);
  const std::size_t outer = w.BeginMessage(2);
  const std::size_t inner = w.BeginMessage(3);
  w.String(1, "x");
  w.EndMessage(inner);
  w.EndMessage(w.BeginMessage(4));
  w.EndMessage(outer);
  w.Varint(5, 1);
  EXPECT_EQ(ToHex(out.view()), ToHex(FromHex("0801 | 12 07 | 1a 03 0a 01 78 | 22 00 | 28 01")));
}

TEST(ProtoWriter, MovesLongMessagesUp) {
  for (std::size_t size : {126u, 127u, 128u, 16383u, 16384u, 3000000u}) {
    const std::string text(size, 'x');
    Bytes nested;
    ProtoWriter w(nested);
    const std::size_t outer = w.BeginMessage(1);
    const std::size_t inner = w.BeginMessage(2);
    for (char c : text) w.RawVarint(static_cast<unsigned char>(c));
    w.EndMessage(inner);
    w.EndMessage(outer);
    w.Bool(3, true);

    Bytes inside;
    ProtoWriter(inside).String(2, text);
    Bytes expected;
    ProtoWriter(expected).String(1, inside.view());
    ProtoWriter(expected).Bool(3, true);
    EXPECT_TRUE(nested.view() == expected.view()) << size;
  }
}

}  // namespace
}  // namespace elanus::wire
