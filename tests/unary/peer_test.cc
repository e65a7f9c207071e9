// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Who a handler hears it is called by.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/tls.h"
#include "elanus/tls/test_certificates.h"
#include "tests/unary/shop_handler.h"

namespace elanus {
namespace {

using testing::StartsWith;

constexpr const char* kShop = "DNS:shop.example,DNS:shop2.example,URI:spiffe://example.org/shop,IP:10.0.0.7,IP:::1";

class PeerHandler final : public ShopHandler {
 public:
  Task<Result<std::string>> Echo(const Context& ctx, std::string) override {
    heard = ctx.peer();
    from = ctx.call()->from.address;
    co_return "";
  }
  // Reads it when the connection has gone.
  Task<Result<std::string>> Sleep(const Context& ctx, std::int32_t millis) override {
    const Status slept = co_await SleepFor(std::chrono::milliseconds(millis), ctx.until());
    heard = ctx.peer();
    from = ctx.call()->from.address;
    co_return slept.ok() ? "slept" : "stopped";
  }
  Peer heard;
  std::string from;
};

Task<Status> Ask(shop::ShopClient& client) {
  auto reply = co_await client.Echo({}, "");
  co_return reply.status();
}

class PeerTest : public testing::TestWithParam<Transport> {
 protected:
  // What the handler heard; nothing but the status of a call that failed.
  Status Try(std::vector<ServerOption> server, std::vector<ClientOption> client) {
    handler_->heard = Peer();
    client.push_back(WithTransportProtocol(GetParam()));
    ShopPair pair(handler_, 1, std::move(server), std::move(client));
    return pair.Run(Ask(pair.client()));
  }
  const Peer& heard() const { return handler_->heard; }
  TlsConfig Mutual() const {
    TlsConfig config = authority_.Server("DNS:server");
    config.authorities = Pem::Text(authority_.certificate());
    return config;
  }
  TlsConfig Client(const tls::TestAuthority& from) const {
    TlsConfig config = from.Server(kShop);
    config.authorities = Pem::Text(authority_.certificate());
    return config;
  }

  const tls::TestAuthority authority_;
  std::shared_ptr<PeerHandler> handler_ = std::make_shared<PeerHandler>();
};

TEST_P(PeerTest, InPlaintextItIsAnAddress) {
  ASSERT_TRUE(Try({}, {}).ok());
  EXPECT_EQ(heard().address, handler_->from);
  EXPECT_FALSE(heard().address.empty());
  EXPECT_FALSE(heard().verified);
  EXPECT_EQ(heard().tls_version, "");
}

TEST_P(PeerTest, ACertificateIsAnIdentity) {
  const Status status = Try({WithTLS(Mutual())}, {WithTLS(Client(authority_))});
  ASSERT_TRUE(status.ok()) << status.ToString();
  EXPECT_EQ(heard().address, handler_->from);
  EXPECT_TRUE(heard().verified);
  EXPECT_EQ(heard().tls_version, "TLSv1.3");
  EXPECT_EQ(heard().alpn, GetParam() == Transport::kGrpc ? "h2" : "");
  EXPECT_EQ(heard().common_name, "Test");
  EXPECT_THAT(heard().dns_names, testing::ElementsAre("shop.example", "shop2.example"));
  EXPECT_THAT(heard().uris, testing::ElementsAre("spiffe://example.org/shop"));
  EXPECT_THAT(heard().ip_numbers, testing::ElementsAre("10.0.0.7", "::1"));
}

TEST_P(PeerTest, WithoutACertificateNobodyIsNamed) {
  TlsConfig optional = Mutual();
  optional.require_client_certificate = false;
  for (const TlsConfig& server : {authority_.Server("DNS:server"), optional}) {
    ASSERT_TRUE(Try({WithTLS(server)}, {WithTLS(authority_.Client())}).ok());
    EXPECT_EQ(heard().tls_version, "TLSv1.3");
    EXPECT_FALSE(heard().verified);
    EXPECT_EQ(heard().common_name, "");
  }
}

TEST_P(PeerTest, SomebodyElsesCertificateIsNotHeardOf) {
  const tls::TestAuthority other("Somebody Else");
  TlsConfig optional = Mutual();
  optional.require_client_certificate = false;
  const Status status = Try({WithTLS(optional)}, {WithTLS(Client(other))});
  EXPECT_EQ(status.code(), Code::kUnavailable);
  EXPECT_THAT(status.message(), testing::HasSubstr("the peer refused: unknown ca"));
  EXPECT_EQ(heard().address, "");
}

INSTANTIATE_TEST_SUITE_P(All, PeerTest,
                         testing::Values(Transport::kFramed, Transport::kTTHeaderFramed, Transport::kGrpc),
                         [](const auto& info) { return std::to_string(info.index); });

Task<Status> GiveUp(shop::ShopClient& client) {
  auto reply = co_await client.Sleep({}, 60'000, CallOptions().Timeout(std::chrono::milliseconds(50)));
  co_return reply.status();
}

TEST(Peer, OutlivesItsConnectionWithTheCall) {
  for (const Transport transport : {Transport::kFramed, Transport::kTTHeaderFramed, Transport::kGrpc}) {
    const auto handler = std::make_shared<PeerHandler>();
    ShopPair pair(handler, 1, {}, {WithTransportProtocol(transport)});
    EXPECT_EQ(pair.Run(GiveUp(pair.client())).code(), Code::kDeadlineExceeded);
    (void)pair.StopServer();
    EXPECT_THAT(handler->heard.address, StartsWith("loopback:"));
    EXPECT_EQ(handler->from, handler->heard.address);
  }
}

TEST(Peer, NobodyOutsideOfAHandler) {
  EXPECT_EQ(Context().peer().address, "");
  EXPECT_FALSE(Context().peer().verified);
}

}  // namespace
}  // namespace elanus
