// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A client that breaks HTTP/2's rules is told which one before its connection is closed, and gets what was ready.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/streams/relay_handler.h"
#include "tests/unary/raw_peer.h"

namespace elanus {
namespace {

using testing::HasSubstr;

const std::string kHello = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + Unhex("000000040000000000");

TEST(ToldWhy, DataOfAStreamThatHasEnded) {
  RelayPair pair(std::make_shared<RelayHandler>());
  RawPeer peer(pair.loop(), pair.network(), "server:8888");
  const std::string get = Unhex("000006010500000001 828684410178");  // GET / of x, with END_STREAM
  peer.Send(kHello);
  peer.Send(get + Unhex("000001000000000001 00"));
  EXPECT_THAT(peer.received(), HasSubstr("HTTP/2 STREAM_CLOSED: expected nothing more of stream 1, got DATA"));
  EXPECT_THAT(peer.received(), HasSubstr(std::string("\0\0\0\1\x88", 5))) << "the answer, :status 200";
  EXPECT_TRUE(peer.closed());
}

// Go's clients read this text, and ask less often on their next connection.
TEST(ToldWhy, TooManyPings) {
  RelayPair pair(std::make_shared<RelayHandler>());
  RawPeer peer(pair.loop(), pair.network(), "server:8888");
  std::string pings;
  for (int i = 0; i < 10; ++i) pings += Unhex("000008060000000000 0000000000000000");
  peer.Send(kHello);
  peer.Send(pings);
  EXPECT_THAT(peer.received(), HasSubstr("too_many_pings"));
  EXPECT_TRUE(peer.closed());
}

}  // namespace
}  // namespace elanus
