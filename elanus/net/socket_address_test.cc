// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/socket_address.h"

#include <gtest/gtest.h>

#include <string>

namespace elanus::net {
namespace {

std::string Text(const std::string& host, std::uint16_t port) {
  const auto address = SocketAddress::Number(host, port);
  return address ? address->ToString() : "none";
}

TEST(SocketAddress, Numbers) {
  EXPECT_EQ(Text("127.0.0.1", 80), "127.0.0.1:80");
  EXPECT_EQ(Text("::1", 8888), "[::1]:8888");
  EXPECT_EQ(Text("2001:db8::7", 1), "[2001:db8::7]:1");
  EXPECT_EQ(SocketAddress::Number("::1", 8888)->port(), 8888);
}

TEST(SocketAddress, NamesAreNone) {
  for (const char* host : {"", "localhost", "example.com", "127.1", "256.0.0.1", "::g", "1.2.3.4.5"}) {
    EXPECT_EQ(Text(host, 1), "none") << host;
  }
}

TEST(SocketAddress, EveryInterfaceHasAnEmptyHost) {
  EXPECT_EQ(SocketAddress::AnyV6(8888).ToAddress(), Address::Tcp("", 8888));
  EXPECT_EQ(SocketAddress::AnyV4(8888).ToString(), "0.0.0.0:8888");
}

TEST(SocketAddress, Ipv4OnAnIpv6SocketIsIpv4) { EXPECT_EQ(Text("::ffff:10.1.2.3", 5), "10.1.2.3:5"); }

TEST(SocketAddress, Paths) {
  const auto address = SocketAddress::UnixPath("/tmp/a");
  ASSERT_TRUE(address.ok());
  EXPECT_EQ(address->ToAddress(), Address::Unix("/tmp/a"));
  EXPECT_EQ(address->ToString(), "unix:/tmp/a");
  EXPECT_EQ(address->port(), 0);

  const std::string longest(107, 'x');
  const auto fits = SocketAddress::UnixPath(longest);
  ASSERT_TRUE(fits.ok());
  EXPECT_EQ(fits->ToAddress().host(), longest);
  EXPECT_EQ(SocketAddress::UnixPath(longest + "x").status().message(),
            "the path of a unix socket has at most 107 bytes, got 108");
  EXPECT_EQ(SocketAddress::UnixPath("").status().code(), Code::kInvalidArgument);
}

TEST(SocketAddress, UnknownAndUnnamed) {
  EXPECT_EQ(SocketAddress().ToString(), "unknown");
  EXPECT_EQ(SocketAddress::Local(-1).ToString(), "unknown");
  sockaddr_un unnamed = {};
  unnamed.sun_family = AF_UNIX;
  const auto address = SocketAddress::Copy(reinterpret_cast<const sockaddr*>(&unnamed), sizeof(sa_family_t));
  EXPECT_EQ(address.ToString(), "unix:");
}

TEST(SocketAddress, Equality) {
  EXPECT_EQ(*SocketAddress::Number("127.0.0.1", 1), *SocketAddress::Number("127.0.0.1", 1));
  EXPECT_FALSE(*SocketAddress::Number("127.0.0.1", 1) == *SocketAddress::Number("127.0.0.1", 2));
  EXPECT_FALSE(*SocketAddress::Number("127.0.0.1", 1) == *SocketAddress::Number("::1", 1));
}

}  // namespace
}  // namespace elanus::net
