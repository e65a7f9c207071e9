// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Generated code of interop.thrift against what two real Kitex peers sent each other (tests/tapes, Framed): what they
// wrote is read, and written again it is the same bytes but for the order of sets and maps.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "elanus/base/bytes.h"
#include "elanus/wire/thrift/message.h"
#include "elanus/wire/thrift/reader.h"
#include "elanus/wire/thrift/writer.h"
#include "interop/interop.h"

namespace elanus {
namespace {

// The body (Args or Result struct) of the first message in a direction: '>' to the server, '<' back.
std::string Body(const std::string& tape, char direction) {
  std::ifstream file(std::string(ELANUS_SOURCE_DIR) + "/tests/tapes/data/framed/" + tape + ".txt");
  std::string bytes;
  for (std::string line; std::getline(file, line);) {
    if (line.size() < 5 || line[2] != direction || line.find("CLOSE") != std::string::npos) continue;
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    for (std::size_t i = 4; i + 1 < line.size(); i += 2)
      bytes.push_back(static_cast<char>(digit(line[i]) << 4 | digit(line[i + 1])));
    break;
  }
  wire::MessageHead head;
  const auto read = wire::ReadMessageHead(std::string_view(bytes).substr(4), head);
  return read.ok() ? bytes.substr(4 + *read) : "";
}

// The Everything in a struct that holds nothing else (field 1 of Args, field 0 of Result).
interop::Everything Value(const std::string& body, Status& status) {
  interop::Everything value;
  wire::Reader reader(body);
  for (wire::Field field; reader.NextField(field);) Read(reader, value);
  status = reader.status();
  return value;
}

std::string Written(const interop::Everything& value, std::int16_t field) {
  Bytes out;
  wire::Writer writer(out);
  writer.FieldBegin(wire::TType::kStruct, field);
  Write(writer, value);
  writer.FieldStop();
  EXPECT_TRUE(writer.ok()) << writer.status().ToString();
  return std::string(out.view());
}

class TapesTest : public testing::TestWithParam<const char*> {};

TEST_P(TapesTest, WhatKitexWroteIsReadAndWrittenAgain) {
  for (const char direction : {'>', '<'}) {
    const std::string body = Body(GetParam(), direction);
    ASSERT_FALSE(body.empty());
    Status status;
    const interop::Everything value = Value(body, status);
    ASSERT_TRUE(status.ok()) << status.ToString();
    const std::string written = Written(value, direction == '>' ? 1 : 0);
    EXPECT_EQ(written.size(), body.size());
    if (value.words.size() < 2) {
      EXPECT_EQ(written, body) << "fields in Kitex's order";
    }
    EXPECT_EQ(Value(written, status), value);
  }
}
INSTANTIATE_TEST_SUITE_P(Framed, TapesTest,
                         testing::Values("everything", "everything_empty", "optional_absent", "optional_zero"),
                         [](const auto& info) { return std::string(info.param); });

TEST(Interop, TheValuesOfTheContract) {
  Status status;
  const interop::Everything value = Value(Body("everything", '>'), status);
  EXPECT_TRUE(value.b);
  EXPECT_EQ(value.y, -8);
  EXPECT_EQ(value.l, -9'000'000'000'000'000'000);
  EXPECT_EQ(value.bin, std::string("\x00\xff\x80", 3));
  EXPECT_EQ(value.colour, interop::Colour::BLUE);
  EXPECT_EQ(value.ints, (std::vector<std::int32_t>{1, -2, 3}));
  EXPECT_EQ(value.inner.count, 7) << "its default";
  EXPECT_EQ(*value.choice->number(), 5);
  EXPECT_EQ(value.nested.at(0).at(0).at(1), "one");
  EXPECT_EQ(value.maybe_double, 0.0);
  const interop::Everything absent = Value(Body("optional_absent", '<'), status);
  EXPECT_FALSE(absent.maybe || absent.choice || absent.maybe_double || absent.maybe_bool || absent.maybe_binary);
}

TEST(Interop, AGrownMessageIsReadInItsOldForm) {
  interop::New grown(7);
  grown.b = "more";
  grown.c.emplace()["k"].push_back(interop::Inner("x"));
  grown.e.emplace().set_inner(interop::Inner("y"));
  Bytes out;
  wire::Writer writer(out);
  Write(writer, grown);
  wire::Reader reader(out.view());
  interop::Old old;
  Read(reader, old);
  EXPECT_TRUE(reader.ok()) << reader.status().ToString();
  EXPECT_EQ(old, interop::Old(7));
  EXPECT_EQ(reader.remaining(), 0u);
}

TEST(Interop, AMissingRequiredFieldIsNamed) {
  wire::Reader reader(std::string_view("\0", 1));
  interop::Everything value;
  Read(reader, value);
  EXPECT_TRUE(reader.status().message().ends_with("required field must is not set")) << reader.status().message();
}

TEST(Interop, AUnionWithoutAnArmCannotBeWritten) {
  Bytes out;
  wire::Writer writer(out);
  Write(writer, interop::Choice());
  EXPECT_FALSE(writer.ok());
}

TEST(Interop, UnknownEnumValuesAreKept) {
  interop::Everything value("m");
  value.colour = static_cast<interop::Colour>(99);
  Status status;
  EXPECT_EQ(Value(Written(value, 1), status).colour, static_cast<interop::Colour>(99));
}

}  // namespace
}  // namespace elanus
