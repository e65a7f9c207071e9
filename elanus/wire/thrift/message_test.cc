// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/thrift/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

using ::testing::HasSubstr;

TEST(ThriftMessage, WritesAndReadsTheEnvelope) {
  Bytes out;
  Writer w(out);
  const MessageHead ping(MessageType::kOneway, "Ping", -11);
  WriteMessageHead(w, ping);
  EXPECT_EQ(ToHex(out.view()), "800100040000000450696e67fffffff5");
  MessageHead head;
  const Found size = ReadMessageHead(out.view(), head);
  ASSERT_TRUE(size.ok());
  EXPECT_EQ(*size, 16u);
  EXPECT_EQ(head, ping);
}

TEST(ThriftMessage, AsksForMoreUntilTheEnvelopeIsThere) {
  const std::string bytes = FromHex("80010001 00000004 50696e67 0000000b 00");
  MessageHead head;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const Found found = ReadMessageHead(std::string_view(bytes).substr(0, size), head);
    ASSERT_TRUE(found.ok()) << size;
    EXPECT_EQ(*found, size < 16 ? kMore : 16u) << size;
  }
}

TEST(ThriftMessage, RefusesWhatIsNotStrict) {
  const struct {
    const char* hex;
    const char* text;
  } cases[] = {
      {"00000004 50696e67 01 00000001", "at offset 0: expected version 32769, got 0"},
      {"80020001 00000004", "expected version 32769, got 32770"},
      {"80010000 00000004", "at offset 2: expected a message type from 1 to 5, got 0"},
      {"80010009 00000004", "got 9"},
      {"80010101 00000004", "got 257"},
      {"80010001 00000000", "at offset 4: expected a method name of 1 to 1048576 bytes, got 0"},
      {"80010001 00100001", "got 1048577"},
      {"80010001 ffffffff", "got 4294967295"},
  };
  for (const auto& c : cases) {
    MessageHead head;
    const std::string bytes = FromHex(c.hex);
    const Found found = ReadMessageHead(bytes, head);
    ASSERT_FALSE(found.ok()) << c.hex;
    EXPECT_EQ(found.status().app_exception(), found.status().message().find("type") == std::string::npos ? 7 : 2);
    EXPECT_THAT(found.status().message(), HasSubstr(c.text));
  }
}

TEST(ThriftMessage, TakesAnExceptionWithoutAName) {
  MessageHead head;
  const std::string nameless = FromHex("80010003 00000000 00000007"), too_long = FromHex("80010003 00100001");
  EXPECT_EQ(*ReadMessageHead(nameless, head), nameless.size());
  EXPECT_EQ(head, MessageHead(MessageType::kException, "", 7));
  EXPECT_THAT(ReadMessageHead(too_long, head).status().message(), HasSubstr("a method name of 0 to 1048576 bytes"));
}

TEST(ThriftMessage, RefusesToWriteABadName) {
  for (std::size_t size : {std::size_t{0}, kMaxMethodName + 1}) {
    Bytes out;
    Writer w(out);
    const std::string name(size, 'm');
    WriteMessageHead(w, {MessageType::kCall, name, 1});
    EXPECT_FALSE(w.ok());
    EXPECT_TRUE(out.empty());
  }
}

}  // namespace
}  // namespace elanus::wire
