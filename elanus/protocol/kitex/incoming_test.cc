// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/incoming.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/protocol/kitex/kitex.h"
#include "elanus/protocol/kitex/test_support.h"

namespace elanus::protocol {
namespace {

using ::testing::HasSubstr;

const std::string kBody = Unhex(
    "0c 0001 0b 0001 00000002 6869 0f 0003 08 00000002 00000001 ffffffff 0d 0004 0b 0b 00000001 00000001 61 00000001 "
    "62 00 00");
const std::string kBuffered = Unhex("8001 0001 00000004 4563686f 00000002") + kBody;
const std::string kFramed = Text32(kBuffered);
const std::string kMesh = Unhex("ffaf 0008 0001 0001 61 0001 62");

std::string Whole(int which) {
  switch (which) {
    case 0: return kBuffered;
    case 1: return kFramed;
    case 2: return TtMessage({.strings = {{"isn", "Svc"}}, .ints = {{9, "Echo"}}}, kBuffered);
    case 3: return TtMessage({.acl = "tok"}, kFramed);
    case 4: return kMesh + kBuffered;
    default: return kMesh + kFramed;
  }
}

TEST(IncomingFinder, FindsEachFraming) {
  for (int which = 0; which < 6; ++which) {
    const std::string bytes = Whole(which) + "what follows";
    IncomingFinder finder{Limits()};
    Incoming message;
    const wire::Found found = finder.Find(bytes, message);
    ASSERT_TRUE(found.ok()) << which << " " << found.status().ToString();
    EXPECT_EQ(*found, bytes.size() - 12) << which;
    EXPECT_EQ(message.size, *found);
    EXPECT_EQ(message.head.method, "Echo");
    EXPECT_EQ(message.head.sequence_id, 2);
    EXPECT_EQ(message.body, kBody) << which;
    EXPECT_EQ(message.tt_header.empty(), which < 2 || which > 3);
    EXPECT_EQ(message.mesh_header.empty(), which < 4);
  }
}

TEST(IncomingFinder, WaitsForTheRestWhereverTheBytesEnd) {
  for (int which = 0; which < 6; ++which) {
    const std::string bytes = Whole(which);
    IncomingFinder finder{Limits()};
    Incoming message;
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      const wire::Found found = finder.Find(std::string(bytes, 0, size), message);
      ASSERT_TRUE(found.ok()) << which << " " << size << " " << found.status().ToString();
      ASSERT_EQ(*found, wire::kMore) << which << " " << size;
    }
    EXPECT_EQ(*finder.Find(bytes, message), bytes.size());
    EXPECT_EQ(message.body, kBody);
  }
}

// Quadratic work would take minutes.
TEST(IncomingFinder, ALongBareMessageMayComeByteByByte) {
  std::string body;
  for (int i = 0; i < 200'000; ++i) body += Unhex("02 0005 01");
  const std::string bytes = Unhex("8001 0001 00000004 4563686f 00000002") + body + std::string(1, '\0');
  IncomingFinder finder{Limits()};
  Incoming message;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ASSERT_EQ(*finder.Find(std::string_view(bytes).substr(0, size), message), wire::kMore);
  }
  EXPECT_EQ(*finder.Find(bytes, message), bytes.size());
}

class Hostile {
 public:
  const char* name;
  std::string bytes;
  std::string expected;  // in the error's text; empty: more bytes are waited for
};

std::vector<Hostile> HostileTable() {
  const auto tt = [](std::uint8_t first_info_byte, std::string_view payload) {
    std::string bytes = TtMessage({}, payload);
    bytes[16] = static_cast<char>(first_info_byte);
    return bytes;
  };
  const std::string nested = [] {
    std::string body;
    for (int i = 0; i < 70; ++i) body += Unhex("0c 0001");
    return body + std::string(71, '\0');
  }();
  const std::string envelope = Unhex("8001 0001 00000004 4563686f 00000002");
  return {
      {"HTTP/1", "GET /users HTTP/1.1\r\n\r\n", "speaks HTTP/1"},
      {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "speaks HTTP/2"},
      {"TLS", Unhex("16 0301 0200 01 0001fc 0303"), "speaks TLS"},
      {"stream frame", TtMessage({.flags = 2}, kBuffered), "TTHeader streaming"},
      {"garbage", "\xde\xad\xbe\xef\xde\xad\xbe\xef", "deadbeef deadbeef"},
      {"old Thrift", Unhex("00000004 50696e67 01 0000000b 00"), "expected a Kitex protocol"},
      {"Protobuf without a frame", Unhex("9001 0001 00000004 4563686f 00000001"), "expected a Kitex protocol"},
      {"Protobuf of 4 GiB", Unhex("ffffffff 9001 0001"), "got one of at least 4294967299"},
      {"Protobuf, message type 9", Unhex("00000016 9001 0009 00000004"), "expected a message type from 1 to 5, got 9"},
      {"Protobuf, no method", Unhex("00000016 9001 0001 00000000"), "expected a method name of 1 to 1048576 bytes"},
      {"Protobuf in a frame that is too short", Unhex("0000000f 9001 0001 00000004 4563686f 00000001"),
       "expected a frame of at least 16 bytes, as its head has, got 15"},
      {"Protobuf, cut", Unhex("00000016 9001 0001 00000004 4563686f 00000001 0a026869 10"), ""},
      {"garbage behind TTHeader", TtMessage({}, "garbage in here"), "67617262 61676520"},
      {"TTHeader in TTHeader", TtMessage({}, TtMessage({}, kBuffered)), "expected a Kitex protocol"},
      {"TTHeader behind mesh header", kMesh + TtMessage({}, kBuffered), "expected a Kitex protocol"},
      {"two mesh headers", kMesh + kMesh + kBuffered, "expected a Kitex protocol"},
      {"header size 0", Unhex("00000010 1000 0000 00000001 0000 0000"), "expected a header size of at least 1, got 0"},
      {"length of 4 GiB", Big32(0xffffffff) + TtMessage({}, kBuffered).substr(4),
       "expected a message of at most 67108864 bytes"},
      {"frame of 4 GiB", Unhex("ffffffff 8001 0001"), "got one of at least 4294967299"},
      {"inner frame of 4 GiB", TtMessage({}, Unhex("ffffffff 8001 0001")), "expected a message of at most"},
      {"method of 2 GiB", Unhex("8001 0001 7fffffff 45"), "expected a method name of 1 to 1048576 bytes"},
      {"method of -1 bytes", Unhex("8001 0001 ffffffff 45"), "expected a method name of 1 to 1048576 bytes"},
      {"no method", Unhex("8001 0001 00000000 00000001 00"), "expected a method name of 1 to 1048576 bytes"},
      {"message type 9", Unhex("8001 0009 00000004 4563686f 00000001 00"), "expected a message type"},
      {"field type 5", envelope + Unhex("05 0001 00"), "got"},
      {"70 levels, bare", envelope + nested, "64"},
      {"list of 2^31-1 structs", envelope + Unhex("0f 0001 0c 7fffffff 00 00 00"), ""},
      {"list of -1", envelope + Unhex("0f 0001 08 ffffffff"), "got"},
      {"string of 2 GiB", envelope + Unhex("0b 0001 7fffffff"), "at most 67108864 bytes"},
      {"string of -1", envelope + Unhex("0b 0001 ffffffff"), "got"},
      {"protocol id does not matter here", tt(0, kBuffered).substr(0, 30), ""},
      {"seven bytes", "\x80\x01\x00\x01", ""},
      {"a length that promises more", Big32(1000) + kBuffered, ""},
  };
}

TEST(IncomingFinder, SaysWhatIsWrong) {
  for (const Hostile& hostile : HostileTable()) {
    IncomingFinder finder{Limits()};
    Incoming message;
    const wire::Found found = finder.Find(hostile.bytes, message);
    if (hostile.expected.empty()) {
      EXPECT_TRUE(found.ok() && *found == wire::kMore) << hostile.name << ": " << found.status().ToString();
    } else {
      EXPECT_THAT(found.status().message(), HasSubstr(hostile.expected)) << hostile.name;
    }
  }
}

TEST(IncomingFinder, KeepsTheMessageLimit) {
  Limits limits;
  for (int which = 0; which < 4; ++which) {
    const std::string bytes = Whole(which);
    Incoming message;
    limits.message_bytes = bytes.size();
    EXPECT_EQ(*IncomingFinder(limits).Find(bytes, message), bytes.size()) << which;
    limits.message_bytes = bytes.size() - 1;
    EXPECT_THAT(IncomingFinder(limits).Find(bytes, message).status().message(),
                HasSubstr(StrCat("at most ", limits.message_bytes, " bytes")))
        << which;
  }
}

// What the headers of a whole message say wrong is found by both ends.
TEST(KitexSessions, RefuseMalformedHeaders) {
  const auto patched = [](std::size_t at, std::string_view hex) {
    std::string bytes = TtMessage({.strings = {{"isn", "Svc"}}, .ints = {{9, "Echo"}}}, kBuffered);
    return bytes.replace(at, Unhex(hex).size(), Unhex(hex));
  };
  const std::vector<Hostile> table = {
      {"protocol id 2", patched(14, "02"), "expected protocol id 0, 3, 4, 16 or 17, got 2"},
      {"200 transforms", patched(15, "c8"), "transform ids, got 200"},
      {"info id 2", patched(16, "02"), "expected info id 0, 1, 16 or 17, got 2"},
      {"more entries than there are", patched(17, "ffff"), "bytes for the"},
      {"a key longer than the header", patched(19, "ffff"), "bytes for the key of the string map"},
      {"mesh entries cut off", Unhex("ffaf 0008 0002 0001 61 0001 62") + kFramed, "mesh header: expected"},
      {"a mesh header of 1 byte", Unhex("ffaf 0001 00") + kFramed, "mesh header: expected"},
  };
  for (const Hostile& hostile : table) {
    auto server = KitexProtocol().NewServerSession({});
    ServerRecorder calls;
    EXPECT_THAT(FeedIn(*server, calls, hostile.bytes, SIZE_MAX).message(), HasSubstr(hostile.expected)) << hostile.name;
    EXPECT_TRUE(calls.calls.empty());
    auto client = NewClientSession(Transport::kFramed, {});
    ClientRecorder replies;
    EXPECT_THAT(FeedIn(*client, replies, hostile.bytes, SIZE_MAX).message(), HasSubstr(hostile.expected));
    EXPECT_TRUE(replies.replies.empty());
  }
}

TEST(KitexProtocol, OwnsWhatNoOtherProtocolOwns) {
  const KitexProtocol kitex;
  EXPECT_EQ(kitex.Sniff(""), session::Match::kMore);
  EXPECT_EQ(kitex.Sniff("GET /us"), session::Match::kMore);
  EXPECT_EQ(kitex.Sniff("GET /use"), session::Match::kYes);
  EXPECT_EQ(kitex.Sniff(kFramed.substr(0, 8)), session::Match::kYes);
}

}  // namespace
}  // namespace elanus::protocol
