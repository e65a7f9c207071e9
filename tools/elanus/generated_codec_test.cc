// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The codec of generated types: byte for byte what Kitex sent, and what a reader must bear.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "capture/capture.h"
#include "interop/interop.h"
#include "recursive/recursive.h"
#include "tools/elanus/test_bytes.h"

namespace elanus::tool {
namespace {

using interop::Choice;
using interop::Colour;
using interop::Everything;
using interop::Inner;
using testing::EndsWith;
using testing::HasSubstr;

// The struct of the case `everything` in the recordings of two Kitex peers.
constexpr std::string_view kEverything =
    "02000101030002f80600038ad0080004773594000a0005831993af1d7c0000040006400c0000000000000a0011000000006553f10008001300"
    "00"
    "00010400170000000000000000020018000b00070000000f68c3a4c3bfe4b896e7958cf09f99820b00080000000300ff80080009000000050f"
    "00"
    "0a080000000300000001fffffffe000000030e000b0b00000002000000016100000001620d000c0b0c00000001000000016b0800020000000"
    "10b000100000001780f00030b000000010000000174000c000d0b00010000000179000f000e0f000000020d00000001080b000000010000000"
    "100"
    "0000036f6e650d000000000b000f000000016d0b0010000000014d0c00120a00020000000000000005000b001400000001770f001508000000"
    "02"
    "00000001000000020d0016080f00000001000000010c000000010b0001000000017a000b00190000000000";

Everything EverythingSet() {
  Everything v("M");
  v.b = true;
  v.y = -8;
  v.s = -30000;
  v.i = 2000000000;
  v.l = -9000000000000000000;
  v.d = 3.5;
  v.str = "h\xc3\xa4\xc3\xbf\xe4\xb8\x96\xe7\x95\x8c\xf0\x9f\x99\x82";
  v.bin = std::string("\x00\xff\x80", 3);
  v.colour = Colour::BLUE;
  v.ints = {1, -2, 3};
  v.words = {"a", "b"};
  Inner x("x");
  x.count = 1;
  x.tags = {"t"};
  v.inners["k"] = x;
  v.inner = Inner("y");
  std::map<std::int32_t, std::string> one = {{1, "one"}};
  v.nested = {{one}, {}};
  v.maybe = "m";
  v.at = 1700000000;
  v.choice.emplace().set_number(5);
  v.with_default = 1;
  v.with_text = "w";
  v.colours = {Colour::RED, Colour::GREEN};
  v.by_colour[Colour::RED] = {Inner("z")};
  v.maybe_double = 0;
  v.maybe_bool = false;
  v.maybe_binary = "";
  return v;
}

TEST(GeneratedCodec, WritesWhatKitexWrites) {
  const auto bytes = Encoded(EverythingSet());
  ASSERT_TRUE(bytes) << bytes.status().ToString();
  EXPECT_EQ(ToHex(*bytes), kEverything);
}

TEST(GeneratedCodec, ReadsWhatKitexWrites) {
  const auto value = Decoded<Everything>(FromHex(kEverything));
  ASSERT_TRUE(value) << value.status().ToString();
  EXPECT_EQ(*value, EverythingSet()) << value->ToString();
}

TEST(GeneratedCodec, FieldsOfFixedLengthComeFirstAndEnumsAreNotAmongThem) {
  // wire.md 11, E2.
  capture::Req req("hi");
  req.id = -2;
  req.nums = {1, -1};
  req.kv = {{"a", "b"}};
  req.ok = true;
  req.d = 1.5;
  req.inner.emplace().s = "in";
  req.color = capture::Color::BLUE;
  req.bin = "\xde\xad";
  req.b = -3;
  req.sh = 258;
  req.st = {"x"};
  const auto bytes = Encoded(req);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(
      ToHex(*bytes),
      "0a0002fffffffffffffffe020005010400063ff800000000000003000afd06000b01020b00010000000268690f000308000000020000"
      "0001ffffffff0d00040b0b00000001000000016100000001620c00070b000100000002696e00080008000000020b000900000002dead0e00"
      "0c0b00000001000000017800");
  const auto back = Decoded<capture::Req>(*bytes);
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, req);
}

TEST(GeneratedCodec, WhatIsNotOptionalIsAlwaysWritten) {
  const auto bytes = Encoded(Everything("M"));
  ASSERT_TRUE(bytes);
  // The case `everything_empty`.
  EXPECT_EQ(
      ToHex(*bytes),
      "02000100030002000600030000080004000000000a0005000000000000000004000600000000000000000a001100000000000000000800"
      "130000002a0b0007000000000b000800000000080009000000000f000a08000000000e000b0b000000000d000c0b0c000000000c000d0b00"
      "01"
      "00000000000f000e0f000000000b0010000000014d0b00140000000764656661756c740f001508000000000d0016080f0000000000");
}

TEST(GeneratedCodec, ExtremesComeBack) {
  Everything v("");
  v.y = INT8_MIN;
  v.s = INT16_MIN;
  v.i = INT32_MIN;
  v.l = INT64_MIN;
  v.d = -std::numeric_limits<double>::infinity();
  v.colour = static_cast<Colour>(-77);  // a value that this side does not know
  v.str = std::string(70000, 'x');
  v.ints = std::vector<std::int32_t>(1000, INT32_MAX);
  const auto bytes = Encoded(v);
  ASSERT_TRUE(bytes);
  const auto back = Decoded<Everything>(*bytes);
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, v);
}

TEST(GeneratedCodec, OptionalFieldsWithADefaultAreWrittenWhenTheyDiffer) {
  Inner inner("n");
  const auto without = Encoded(inner);
  inner.count = 8;
  const auto with = Encoded(inner);
  ASSERT_TRUE(without && with);
  EXPECT_EQ(ToHex(*without), "0b0001000000016e00");
  EXPECT_EQ(ToHex(*with),
            "08000200000008"
            "0b0001000000016e00");
}

TEST(GeneratedCodec, NanIsNoKey) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  recursive::Shelf direct;
  direct.by_double[nan] = true;
  // In a struct that is an element of a set in a set.
  recursive::Key key(1);
  key.expression.set_number(2);
  key.parts = {1, nan};
  recursive::Shelf deep;
  deep.keys = {{key}};
  for (const auto& shelf : {direct, deep}) {
    const auto bytes = Encoded(shelf);
    ASSERT_TRUE(bytes);
    EXPECT_THAT(Decoded<recursive::Shelf>(*bytes).status().message(), HasSubstr("expected a number in a key"));
  }
  key.parts = {1, 2};
  deep.keys = {{key}};
  const auto bytes = Encoded(deep);
  ASSERT_TRUE(bytes);
  const auto back = Decoded<recursive::Shelf>(*bytes);
  ASSERT_TRUE(back) << back.status().ToString();
  EXPECT_EQ(*back, deep);
}

TEST(GeneratedCodec, UnknownFieldsAreSkipped) {
  interop::New grown(7);
  grown.b = "b";
  grown.c.emplace()["k"] = {Inner("i")};
  grown.d.emplace() = {1, 2};
  grown.e.emplace().set_text("t");
  const auto bytes = Encoded(grown);
  ASSERT_TRUE(bytes);
  const auto old = Decoded<interop::Old>(*bytes);
  ASSERT_TRUE(old) << old.status().ToString();
  EXPECT_EQ(*old, interop::Old(7));
}

TEST(GeneratedCodec, AKnownFieldOfAnotherTypeIsSkipped) {
  // New: a = 7; b as an i32; d as a list instead of a set.
  const auto value =
      Decoded<interop::New>(FromHex("080001000000070800020000000"
                                    "90f00040a0000000100000000000000010"
                                    "0"));
  ASSERT_TRUE(value) << value.status().ToString();
  EXPECT_EQ(*value, interop::New(7));
}

TEST(GeneratedCodec, ARepeatedFieldOverwrites) {
  // inner{name a, count 1}, then inner{name b}; ints [1], then [2].
  const std::string twice = FromHex(
      "0c000d08000200000001"
      "0b00010000000161"
      "00"
      "0c000d0b00010000000162"
      "00"
      "0f000a080000000100000001"
      "0f000a080000000100000002"
      "0b001000000001"
      "4d00");
  const auto value = Decoded<Everything>(twice);
  ASSERT_TRUE(value) << value.status().ToString();
  EXPECT_EQ(value->inner, Inner("b"));
  EXPECT_THAT(value->ints, testing::ElementsAre(2));
}

TEST(GeneratedCodec, AMissingRequiredFieldIsAnErrorOfTypeSeven) {
  const auto value = Decoded<interop::Old>(FromHex("00"));
  ASSERT_FALSE(value);
  EXPECT_EQ(value.status().app_exception(), 7);
  EXPECT_THAT(value.status().message(), EndsWith("struct Old: required field a is not set"));
  const auto wrong_type = Decoded<interop::Old>(FromHex("0a0001000000000000000000"));
  ASSERT_FALSE(wrong_type);
  EXPECT_THAT(wrong_type.status().message(), EndsWith("required field a is not set"));
}

TEST(GeneratedCodec, ElementsOfAnotherTypeAreAnError) {
  const auto value =
      Decoded<Everything>(FromHex("0f000a0a000000010000000000000001"
                                  "0b0010000000014d00"));
  ASSERT_FALSE(value);
  EXPECT_THAT(value.status().message(), HasSubstr("expected elements of type i32, got i64"));
}

TEST(GeneratedCodec, ACountIsNoPromiseOfMemory) {
  const auto value = Decoded<Everything>(FromHex("0f000a087fffffff00000001"));
  ASSERT_FALSE(value);
  EXPECT_THAT(value.status().message(), HasSubstr("expected a list of 2147483647 elements, got 4 bytes"));
}

TEST(GeneratedCodec, SmallElementsCountAgainstTheBudget) {
  Limits limits;
  limits.message_bytes = 0;  // the budget is 1 MiB
  Everything v("M");
  v.nested.resize(100'000);
  const auto bytes = Encoded(v);
  ASSERT_TRUE(bytes);
  const auto value = Decoded<Everything>(*bytes, limits);
  ASSERT_FALSE(value);
  EXPECT_THAT(value.status().message(), HasSubstr("decode budget"));
  EXPECT_TRUE(Decoded<Everything>(*bytes));
}

TEST(GeneratedCodec, TruncatedAnywhereIsAnError) {
  const std::string whole = FromHex(kEverything);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(Decoded<Everything>(std::string_view(whole).substr(0, size))) << size;
  }
}

TEST(GeneratedUnion, EachArmComesBack) {
  Choice text;
  text.set_text("t");
  Choice inner;
  inner.set_inner(Inner("i"));
  for (const Choice& choice : {text, inner, Choice().set_number(-5)}) {
    const auto bytes = Encoded(choice);
    ASSERT_TRUE(bytes);
    const auto back = Decoded<Choice>(*bytes);
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, choice) << back->ToString();
  }
  EXPECT_EQ(text.arm(), Choice::Arm::kText);
  EXPECT_EQ(*text.text(), "t");
  EXPECT_EQ(text.number(), nullptr);
  text.set_number(1);
  EXPECT_EQ(text.text(), nullptr);
  text.Clear();
  EXPECT_EQ(text, Choice());
}

TEST(GeneratedUnion, WithoutAnArmItCannotBeWritten) {
  const auto bytes = Encoded(Choice());
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.status().message(), "union Choice: expected one arm to be set, got none");
  Everything v("M");
  v.choice.emplace();
  EXPECT_FALSE(Encoded(v));
}

TEST(GeneratedUnion, OfUnknownArmsNoneIsSet) {
  const auto value =
      Decoded<Choice>(FromHex("08000900000001"
                              "00"));
  ASSERT_TRUE(value);
  EXPECT_EQ(value->arm(), Choice::Arm::kUnset);
}

recursive::Node Chain(int length) {
  recursive::Node node(length);
  for (int i = length - 1; i > 0; --i) {
    recursive::Node outer(i);
    outer.next = std::move(node);
    node = std::move(outer);
  }
  return node;
}

TEST(GeneratedRecursion, ValuesComeBack) {
  recursive::Node node = Chain(5);
  node.children = {recursive::Node(7), Chain(2)};
  node.named["x"] = recursive::Node(8);
  node.unique = {recursive::Node(1), recursive::Node(2), recursive::Node(1)};
  node.maybe.emplace().push_back(recursive::Node(9));
  EXPECT_EQ(node.unique.size(), 2u);
  const auto bytes = Encoded(node);
  ASSERT_TRUE(bytes);
  const auto back = Decoded<recursive::Node>(*bytes);
  ASSERT_TRUE(back) << back.status().ToString();
  EXPECT_EQ(*back, node) << back->ToString();
}

TEST(GeneratedRecursion, UnionsOfThemselvesComeBack) {
  recursive::Expression one;
  one.set_number(1);
  recursive::Expression negated;
  negated.set_negated(one);
  recursive::Expression sum;
  sum.set_sum({one, negated});
  recursive::Key key(3);
  key.expression = sum;
  recursive::Expression table;
  table.set_table({{key, one}});
  const auto bytes = Encoded(table);
  ASSERT_TRUE(bytes) << bytes.status().ToString();
  const auto back = Decoded<recursive::Expression>(*bytes);
  ASSERT_TRUE(back) << back.status().ToString();
  EXPECT_EQ(*back, table);
  // Arms in their order, then their values.
  EXPECT_LT(negated, sum);
  EXPECT_LT(sum, one);
}

TEST(GeneratedRecursion, DepthIsLimited) {
  Limits limits;
  limits.depth = 10;
  const auto fits = Encoded(Chain(11));  // the outermost is level 0
  const auto deeper = Encoded(Chain(12));
  ASSERT_TRUE(fits && deeper);
  EXPECT_TRUE(Decoded<recursive::Node>(*fits, limits));
  const auto value = Decoded<recursive::Node>(*deeper, limits);
  ASSERT_FALSE(value);
  EXPECT_THAT(value.status().message(), HasSubstr("depth limit exceeded"));
}

TEST(GeneratedTypes, SayWhatTheyHold) {
  Inner inner("n");
  inner.tags = {"a", "b"};
  EXPECT_EQ(inner.ToString(), R"(Inner{name: "n", count: 7, tags: ["a", "b"]})");
  EXPECT_EQ(ToString(Colour::BLUE), "BLUE");
  EXPECT_EQ(ToString(static_cast<Colour>(9)), "Colour(9)");
  EXPECT_EQ(Choice().set_inner(Inner("i")).ToString(), R"(Choice{inner: Inner{name: "i", count: 7}})");
}

}  // namespace
}  // namespace elanus::tool
