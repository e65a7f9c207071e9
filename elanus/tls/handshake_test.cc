// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Whom a handshake accepts, and what it says when it does not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <memory>
#include <string>

#include "elanus/tls/test_certificates.h"
#include "elanus/tls/test_meeting.h"
#include "elanus/tls/test_tls_world.h"

namespace elanus::tls {
namespace {

using net::IoResult;
using net::Stream;
using net::TestPeer;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr long kDay = 86400;

class HandshakeTest : public testing::Test {
 protected:
  // The network in memory, whose server is called "server".
  Met& Try(const TlsConfig& server, const TlsConfig& client) {
    met_ = Met();
    world_ = std::make_unique<TlsWorld>(std::make_unique<net::LoopbackWorld>(), server, client);
    world_->Run(Meet(*world_, world_->network(), world_->network(), met_));
    return met_;
  }
  std::string ClientError(const TlsConfig& server) {
    Try(server, authority_.Client());
    EXPECT_EQ(met_.at_client.code(), Code::kUnavailable);
    EXPECT_EQ(met_.at_server.code(), Code::kUnavailable);
    return met_.at_client.message();
  }
  TlsConfig Valid(long from, long to) const { return TestAuthority::Server(authority_.Issue("DNS:server", from, to)); }

  const TestAuthority authority_;
  std::unique_ptr<TlsWorld> world_;
  Met met_;
};

TEST_F(HandshakeTest, WhoIsTrustedIsAccepted) {
  Try(authority_.Server("DNS:server"), authority_.Client());
  EXPECT_TRUE(met_.at_client.ok()) << met_.at_client.ToString();
  EXPECT_TRUE(met_.at_server.ok()) << met_.at_server.ToString();
  EXPECT_TRUE(met_.client->encrypted());
}

TEST_F(HandshakeTest, Expired) {
  EXPECT_THAT(ClientError(Valid(-2 * kDay, -kDay)),
              AllOf(StartsWith("TLS handshake: certificate of server: it has expired ("), HasSubstr("GMT)")));
  EXPECT_EQ(met_.at_server.message(), "TLS handshake: the peer refused: certificate expired");
}

TEST_F(HandshakeTest, NotYetValid) {
  EXPECT_THAT(ClientError(Valid(kDay, 2 * kDay)), HasSubstr("certificate of server: it is not valid yet (from "));
}

TEST_F(HandshakeTest, WrongHost) {
  EXPECT_EQ(ClientError(authority_.Server("DNS:a.example,DNS:b.example,IP:127.0.0.1")),
            "TLS handshake: certificate of a.example, b.example, 127.0.0.1: wrong host name: expected server");
}

TEST_F(HandshakeTest, TheNameToExpectMayBeAnother) {
  TlsConfig client = authority_.Client();
  client.server_name = "b.example";
  Try(authority_.Server("DNS:b.example"), client);
  EXPECT_TRUE(met_.at_client.ok()) << met_.at_client.ToString();
  client.server_name = "127.0.0.1";
  Try(authority_.Server("IP:127.0.0.1"), client);
  EXPECT_TRUE(met_.at_client.ok()) << met_.at_client.ToString();
  Try(authority_.Server("IP:127.0.0.2"), client);
  EXPECT_EQ(met_.at_client.message(), "TLS handshake: certificate of 127.0.0.2: wrong host name: expected 127.0.0.1");
}

TEST_F(HandshakeTest, UnknownAuthority) {
  const TestAuthority other("Somebody Else");
  EXPECT_EQ(ClientError(other.Server("DNS:server")),
            "TLS handshake: certificate of server: unknown authority \"Somebody Else\"");
  EXPECT_EQ(met_.at_server.message(), "TLS handshake: the peer refused: unknown ca");
}

TEST_F(HandshakeTest, TheSystemTrustsNoTestAuthority) {
  Try(authority_.Server("DNS:server"), TlsConfig());
  EXPECT_THAT(met_.at_client.message(), HasSubstr("unknown authority \"Test Authority\""));
}

TEST_F(HandshakeTest, VerificationCanBeSwitchedOff) {
  TlsConfig client;
  client.insecure_skip_verify = true;
  Try(Valid(-2 * kDay, -kDay), client);
  EXPECT_TRUE(met_.at_client.ok()) << met_.at_client.ToString();
}

Task<void> ReadError(std::unique_ptr<Stream> stream, std::string& text) {
  TestPeer peer(std::move(stream));
  const std::string got = co_await peer.ReadUpTo(1);
  EXPECT_EQ(got, "");
  EXPECT_EQ(peer.last().kind(), IoResult::Kind::kError);
  text = peer.stream().ErrorText(peer.last().error());
}

TEST_F(HandshakeTest, ClientsWithoutACertificateAreRefused) {
  TlsConfig server = authority_.Server("DNS:server");
  server.authorities = Pem::Text(authority_.certificate());
  Try(server, authority_.Client());
  EXPECT_EQ(met_.at_server.message(), "TLS handshake: expected the client's certificate, it sent none");
  // With TLS 1.3 a client is done before the server has looked.
  ASSERT_TRUE(met_.at_client.ok()) << met_.at_client.ToString();
  std::string text;
  world_->Run(ReadError(std::move(met_.client), text));
  EXPECT_EQ(text, "the peer refused: certificate required");

  server.require_client_certificate = false;
  Try(server, authority_.Client());
  EXPECT_TRUE(met_.at_server.ok()) << met_.at_server.ToString();
}

TEST_F(HandshakeTest, ClientsAreVerified) {
  TlsConfig server = authority_.Server("DNS:server");
  server.authorities = Pem::Text(authority_.certificate());
  TlsConfig client = authority_.Server("DNS:client");
  client.authorities = Pem::Text(authority_.certificate());
  Try(server, client);
  EXPECT_TRUE(met_.at_server.ok()) << met_.at_server.ToString();

  TlsConfig stranger = TestAuthority("Somebody Else").Server("DNS:client");
  stranger.authorities = Pem::Text(authority_.certificate());
  Try(server, stranger);
  EXPECT_EQ(met_.at_server.message(), "TLS handshake: certificate of client: unknown authority \"Somebody Else\"");
}

TEST_F(HandshakeTest, ASilentPeerIsGivenUp) {
  TlsWorld tls(std::make_unique<net::LoopbackWorld>(), authority_.Server("DNS:server"), authority_.Client());
  Met met;
  tls.Run(Meet(tls, tls.below().network(), tls.network(), met));
  EXPECT_EQ(met.at_client.ToString(), "DeadlineExceeded: TLS handshake: i/o timeout");
}

Task<void> Talk(net::World& world, Met& met, std::string words) {
  // The other end of a listener that speaks TLS, without it.
  async::Event accepted;
  const Address address = met.listener->address();
  auto dialled = co_await world.network().Dial(address, async::Until());
  ELANUS_CHECK(dialled.ok(), dialled.status().ToString());
  TestPeer peer(std::move(*dialled));
  const int error = co_await peer.Write(words);
  EXPECT_EQ(error, 0);
  while (met.server == nullptr) (void)co_await SleepFor(std::chrono::milliseconds(1));
  co_await Shake(world, *met.server, met.at_server);
}

TEST_F(HandshakeTest, OtherProtocolsAreNamed) {
  const std::string strict(
      "\x80\x01\x00\x01\x00\x00\x00\x04"
      "Echo",
      12);
  for (const std::string& words :
       {std::string("GET / HTTP/1.1\r\n\r\n"), std::string("PRI * HTTP/2.0\r\n\r\n"), strict}) {
    TlsWorld tls(std::make_unique<net::LoopbackWorld>(), authority_.Server("DNS:server"), authority_.Client());
    Met met;
    auto listener = tls.network().Listen(tls.loop(), tls.address(),
                                         [&](const net::Listener::MakeStream& make) { met.server = make(tls.loop()); });
    ASSERT_TRUE(listener.ok());
    met.listener = std::move(*listener);
    tls.Run(Talk(tls.below(), met, words));
    EXPECT_EQ(met.at_server.message(), "TLS handshake: expected TLS, the peer speaks something else") << words;
  }
}

TEST_F(HandshakeTest, ClientsMayOfferNoProtocolButNotOnlyOthers) {
  for (const std::string offered : {"", "http/1.1"}) {
    net::LoopbackWorld world;
    TlsLayer server(authority_.Server("DNS:server"));
    TlsLayer client(authority_.Client());
    ASSERT_TRUE(server.PrepareServer().ok());
    ASSERT_TRUE(client.PrepareClient().ok());
    const auto listens = server.Over(world.network(), "");
    const auto dials = client.Over(world.network(), offered);
    Met met;
    world.Run(Meet(world, *listens, *dials, met));
    EXPECT_EQ(met.at_client.message(),
              offered.empty() ? "" : "TLS handshake: the peer refused: no application protocol");
  }
}

// What somebody in between cuts off is no end.
Task<void> Cut(Stream& below, std::unique_ptr<Stream> client, std::string& text) {
  below.CloseWrite();
  co_await ReadError(std::move(client), text);
}
class Keeps final : public net::Network {
 public:
  explicit Keeps(net::Network& below) : below_(below) {}
  Result<std::unique_ptr<net::Listener>> Listen(async::Loop& loop, const Address& address,
                                                net::Listener::OnAccept on_accept) override {
    return below_.Listen(loop, address, [this, on_accept](net::Listener::MakeStream make) {
      on_accept([this, make = std::move(make)](async::Loop& home) {
        auto stream = make(home);
        last = stream.get();
        return stream;
      });
    });
  }
  Task<Result<std::unique_ptr<Stream>>> Dial(const Address& address, async::Until until) override {
    return below_.Dial(address, until);
  }
  Stream* last = nullptr;

 private:
  net::Network& below_;
};

TEST_F(HandshakeTest, AnEndWithoutTlsIsAnError) {
  net::LoopbackWorld world;
  Keeps below(world.network());
  TlsLayer layer(authority_.Both("DNS:server"));
  ASSERT_TRUE(layer.PrepareServer().ok());
  ASSERT_TRUE(layer.PrepareClient().ok());
  const auto network = layer.Over(below, "");
  Met met;
  world.Run(Meet(world, *network, *network, met));
  ASSERT_TRUE(met.at_client.ok()) << met.at_client.ToString();
  std::string text;
  world.Run(Cut(*below.last, std::move(met.client), text));
  EXPECT_EQ(text, "the connection was cut: it ended without TLS's own end");
}

// What was written leaves although the stream is gone before the peer has read.
Task<void> WriteAndGo(net::World& world) {
  net::Joined c;
  co_await net::Join(world, c);
  const std::size_t written = c.a->WriteUntilBlocked();
  c.a->Destroy();
  const std::string got = co_await c.b->ReadUpTo(written + 1);
  EXPECT_EQ(got.size(), written);
  EXPECT_EQ(c.b->last().kind(), IoResult::Kind::kEnd);
}

TEST_F(HandshakeTest, WhatWasWrittenLeavesAfterTheStream) {
  TlsWorld tls(std::make_unique<net::LoopbackWorld>(), authority_.Server("DNS:server"), authority_.Client());
  tls.Run(WriteAndGo(tls));
}

Task<void> WriteAndLeave(net::World& world) {
  net::Joined c;
  co_await net::Join(world, c);
  c.a->WriteUntilBlocked();
  c.a->Destroy();
  // Nobody reads: it is given up.
  (void)co_await SleepFor(std::chrono::seconds(10));
  co_await c.b->HungUp();
}

TEST_F(HandshakeTest, WhatNobodyReadsIsGivenUp) {
  TlsWorld tls(std::make_unique<net::LoopbackWorld>(), authority_.Server("DNS:server"), authority_.Client());
  tls.Run(WriteAndLeave(tls));
}

}  // namespace
}  // namespace elanus::tls
