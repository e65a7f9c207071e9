// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/sniff/sniff.h"

#include <gtest/gtest.h>

#include <string>

#include "elanus/wire/test_hex.h"

namespace elanus::wire {
namespace {

std::string Text(std::string_view bytes) { return SniffError(bytes).message(); }

TEST(Sniff, KnowsEachMessage) {
  const struct {
    const char* hex;
    MessageKind kind;
  } cases[] = {
      {"80010001 00000004", MessageKind::kBuffered},       {"00000011 80010001", MessageKind::kFramed},
      {"00000016 90010001", MessageKind::kProtobufFramed}, {"000000ed 10000000", MessageKind::kTtHeader},
      {"000000ed 10000001", MessageKind::kTtHeader},       {"000000ed 10008001", MessageKind::kTtHeader},
      {"0000005e 10000002", MessageKind::kTtStream},       {"80010001 10000002", MessageKind::kTtStream},
      {"ffaf0008 00010001", MessageKind::kMesh},           {"ffaf0008 80010001", MessageKind::kMesh},
      {"5052492a 20485454", MessageKind::kUnknown},        {"505249202a204854", MessageKind::kHttp2},
      {"00000000 00000000", MessageKind::kUnknown},        {"ffffffff ffffffff", MessageKind::kUnknown},
      {"82210001 00000004", MessageKind::kUnknown},  // compact
  };
  for (const auto& c : cases) EXPECT_EQ(Sniff(FromHex(c.hex)), c.kind) << c.hex;
}

TEST(Sniff, NeedsEightBytesAndLooksAtNoMore) {
  const std::string bytes = FromHex("00000011 80010001 ffffffff");
  for (std::size_t size = 0; size < 8; ++size) {
    EXPECT_EQ(Sniff(std::string_view(bytes).substr(0, size)), MessageKind::kMore);
    EXPECT_EQ(SniffPayload(std::string_view(bytes).substr(0, size)), MessageKind::kMore);
  }
  EXPECT_EQ(Sniff(bytes), MessageKind::kFramed);
}

TEST(Sniff, APayloadHasNoHeaderOfItsOwn) {
  EXPECT_EQ(SniffPayload(FromHex("80010001 00000004")), MessageKind::kBuffered);
  EXPECT_EQ(SniffPayload(FromHex("0000005d 80010001")), MessageKind::kFramed);
  EXPECT_EQ(SniffPayload(FromHex("00000016 90010001")), MessageKind::kProtobufFramed);
  EXPECT_EQ(SniffPayload(FromHex("000000ed 10000000")), MessageKind::kUnknown);
  EXPECT_EQ(SniffPayload(FromHex("ffaf0008 00010001")), MessageKind::kUnknown);
}

TEST(Sniff, ErrorsNameBothWordsAndKnownPeers) {
  EXPECT_EQ(Text("GET /index HTTP/1.1\r\n"), "speaks HTTP/1, expected a Kitex protocol, got 47455420 2f696e64");
  EXPECT_EQ(Text("HTTP/1.1 400 Bad Request"), "speaks HTTP/1, expected a Kitex protocol, got 48545450 2f312e31");
  EXPECT_EQ(Text(FromHex("16030102 00010001")), "speaks TLS, expected a Kitex protocol, got 16030102 00010001");
  EXPECT_EQ(Text("SSH-2.0-OpenSSH"), "speaks SSH, expected a Kitex protocol, got 5353482d 322e302d");
  EXPECT_EQ(Text("PRI * HTTP/2.0"), "speaks HTTP/2, expected a Kitex protocol, got 50524920 2a204854");
  EXPECT_EQ(Text(FromHex("0d0a0d0a 000d0a51")),
            "speaks the PROXY protocol, expected a Kitex protocol, got 0d0a0d0a 000d0a51");
  EXPECT_EQ(Text(FromHex("00000000 00000000")), "expected a Kitex protocol, got 00000000 00000000");
  EXPECT_EQ(Text("GET"), "expected a Kitex protocol, got 474554");
  EXPECT_EQ(Text(""), "expected a Kitex protocol, got nothing");
  EXPECT_EQ(SniffError("").app_exception(), 7);
}

}  // namespace
}  // namespace elanus::wire
