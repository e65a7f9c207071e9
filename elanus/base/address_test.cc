// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/address.h"

#include <gtest/gtest.h>

#include <string>

namespace elanus {
namespace {

TEST(Address, ParsesAndPrintsEachForm) {
  for (const char* text : {"127.0.0.1:8888", "example.com:80", ":8888", "[::1]:0", "[fe80::1%eth0]:65535",
                           "unix:/run/a.sock", "unix:relative", "localhost:1"}) {
    const Result<Address> parsed = Address::Parse(text);
    ASSERT_TRUE(parsed.ok()) << parsed.status().ToString();
    EXPECT_EQ(parsed->ToString(), text);
  }
}

TEST(Address, KnowsItsParts) {
  EXPECT_EQ(*Address::Parse("h:1"), Address::Tcp("h", 1));
  EXPECT_EQ(*Address::Parse(":1"), Address::Tcp("", 1));
  EXPECT_EQ(*Address::Parse("[::1]:2"), Address::Tcp("::1", 2));
  EXPECT_EQ(*Address::Parse("unix:/a:b"), Address::Unix("/a:b"));
  EXPECT_EQ(Address::Unix("/a").kind(), Address::Kind::kUnix);
  EXPECT_NE(Address::Tcp("/a", 0), Address::Unix("/a"));
}

void ExpectError(const std::string& text, const std::string& why) {
  const Result<Address> parsed = Address::Parse(text);
  ASSERT_FALSE(parsed.ok()) << text;
  EXPECT_EQ(parsed.status().code(), Code::kInvalidArgument);
  EXPECT_EQ(parsed.status().message(),
            "address \"" + text + "\": " + why + "; expected host:port, :port, [ipv6]:port or unix:/path");
}

TEST(Address, ErrorsNameTheTextAndWhatWasExpected) {
  ExpectError("", "there is no port");
  ExpectError("localhost", "there is no port");
  ExpectError("localhost:", "the port is not a number from 0 to 65535");
  ExpectError("localhost:http", "the port is not a number from 0 to 65535");
  ExpectError("localhost:65536", "the port is not a number from 0 to 65535");
  ExpectError("localhost:-1", "the port is not a number from 0 to 65535");
  ExpectError("localhost: 1", "the port is not a number from 0 to 65535");
  ExpectError("::1", "an IPv6 address stands in brackets");
  ExpectError("::1:80", "an IPv6 address stands in brackets");
  ExpectError("tcp://localhost:80", "an IPv6 address stands in brackets");
  ExpectError("[localhost]:80", "only an IPv6 address stands in brackets");
  ExpectError("[]:80", "only an IPv6 address stands in brackets");
  ExpectError("[::1:80", "an IPv6 address stands in brackets");
  ExpectError("a b:80", "the host contains a byte that no host has");
  ExpectError("a/b:80", "the host contains a byte that no host has");
  ExpectError("unix:", "the path is empty");
  ExpectError("unix:" + std::string(108, 'p'), "the path has 108 bytes, 107 are possible");
  ExpectError(std::string("unix:a\0b", 8), "the path contains a zero byte");
}

TEST(Address, LimitsTheHost) {
  EXPECT_TRUE(Address::Parse(std::string(255, 'a') + ":1").ok());
  const Result<Address> parsed = Address::Parse(std::string(256, 'a') + ":1");
  ASSERT_FALSE(parsed.ok());
  EXPECT_NE(parsed.status().message().find("the host has more than 255 bytes"), std::string::npos);
}

}  // namespace
}  // namespace elanus
