// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Short handshakes: by what a server gave at an earlier one.
#include <gtest/gtest.h>

#include "elanus/tls/stream.h"
#include "elanus/tls/test_certificates.h"
#include "elanus/tls/test_meeting.h"
#include "elanus/tls/test_tls_world.h"

namespace elanus::tls {
namespace {

// Its tickets come with the first bytes of the server.
Task<void> HearFrom(Met& met) {
  net::TestPeer client(std::move(met.client));
  net::TestPeer server(std::move(met.server));
  const int error = co_await server.Write("x");
  EXPECT_EQ(error, 0);
  const std::string got = co_await client.ReadUpTo(1);
  EXPECT_EQ(got, "x");
}

class ResumeTest : public testing::Test {
 protected:
  void Begin(const TlsConfig& server, const TlsConfig& client) {
    At("server");
    server_ = std::make_unique<TlsLayer>(server);
    client_ = std::make_unique<TlsLayer>(client);
    ASSERT_TRUE(server_->PrepareServer().ok());
    ASSERT_TRUE(client_->PrepareClient().ok());
  }
  void At(const std::string& host) { world_.set_address(Address::Tcp(host, 443)); }
  TlsConfig Server() const { return authority_.Server("DNS:server,DNS:other"); }

  // Whether both ends call the handshake a short one.
  bool Visit(const std::string& protocol = "h2") {
    const auto listens = server_->Over(world_.network(), "");
    const auto dials = client_->Over(world_.network(), protocol);
    Met met;
    world_.Run(Meet(world_, *listens, *dials, met));
    EXPECT_TRUE(met.at_client.ok()) << met.at_client.ToString();
    EXPECT_TRUE(met.at_server.ok()) << met.at_server.ToString();
    if (!met.at_server.ok() || !met.at_client.ok()) return false;
    identity_ = met.server->Identify();
    const bool resumed = static_cast<const TlsStream&>(*met.client).resumed();
    EXPECT_EQ(static_cast<const TlsStream&>(*met.server).resumed(), resumed);
    world_.Run(HearFrom(met));
    return resumed;
  }

  const TestAuthority authority_;
  net::LoopbackWorld world_;
  std::unique_ptr<TlsLayer> server_;
  std::unique_ptr<TlsLayer> client_;
  Peer identity_;
};

TEST_F(ResumeTest, TheSecondHandshakeIsShort) {
  Begin(Server(), authority_.Client());
  EXPECT_FALSE(Visit());
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(Visit()) << i;
}

TEST_F(ResumeTest, TheClientsIdentityStays) {
  TlsConfig server = Server();
  server.authorities = Pem::Text(authority_.certificate());
  Begin(server, authority_.Both("URI:spiffe://example.org/shop"));
  EXPECT_FALSE(Visit());
  const Peer first = identity_;
  EXPECT_TRUE(Visit());
  EXPECT_TRUE(identity_.verified);
  EXPECT_EQ(identity_.uris, first.uris);
  EXPECT_EQ(identity_.common_name, first.common_name);
  EXPECT_EQ(identity_.tls_version, first.tls_version);
  EXPECT_EQ(identity_.alpn, "h2");
}

TEST_F(ResumeTest, OtherTargetsAreOthers) {
  Begin(Server(), authority_.Client());
  EXPECT_FALSE(Visit());
  At("other");
  EXPECT_FALSE(Visit());
  EXPECT_TRUE(Visit());
  EXPECT_FALSE(Visit(""));
  At("server");
  EXPECT_TRUE(Visit());
}

TEST_F(ResumeTest, AServerThatHasForgottenItIsGreetedAnew) {
  Begin(Server(), authority_.Client());
  EXPECT_FALSE(Visit());
  server_ = std::make_unique<TlsLayer>(Server());
  ASSERT_TRUE(server_->PrepareServer().ok());
  EXPECT_FALSE(Visit());
  EXPECT_TRUE(Visit());
}

TEST_F(ResumeTest, NotWithACertificateThatHasExpired) {
  TlsConfig careless;
  careless.insecure_skip_verify = true;
  Begin(TestAuthority::Server(authority_.Issue("DNS:server", -7200, -3600)), careless);
  EXPECT_FALSE(Visit());
  EXPECT_FALSE(Visit());
}

TEST(SessionCache, IsBounded) {
  SessionCache cache;
  EXPECT_EQ(cache.Take("nobody"), nullptr);
  for (std::size_t target = 0; target <= SessionCache::kTargets; ++target) {
    for (int i = 0; i < 10; ++i) cache.Put(std::to_string(target), Session(SSL_SESSION_new()));
  }
  EXPECT_EQ(cache.Take("0"), nullptr);  // used longest ago
  for (std::size_t i = 0; i < SessionCache::kSessions; ++i) EXPECT_NE(cache.Take("1"), nullptr);
  EXPECT_EQ(cache.Take("1"), nullptr);
}

}  // namespace
}  // namespace elanus::tls
