// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Calls over TLS, and what callers hear when it does not come about.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/tls.h"
#include "elanus/tls/test_certificates.h"
#include "tests/unary/shop_handler.h"

namespace elanus {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class TlsCallsTest : public testing::TestWithParam<Transport> {};

Task<Status> Echo(shop::ShopClient& client, std::string text) {
  auto reply = co_await client.Echo({}, text);
  if (!reply.ok()) co_return reply.status();
  EXPECT_EQ(*reply, text);
  co_return Ok();
}

TEST_P(TlsCallsTest, Answers) {
  const tls::TestAuthority authority;
  ShopPair pair(std::make_shared<ShopHandler>(), 1, {WithTLS(authority.Server("DNS:server"))},
                {WithTLS(authority.Client()), WithTransportProtocol(GetParam())});
  for (const std::size_t size : {3, 300, 300'000}) {
    const Status status = pair.Run(Echo(pair.client(), std::string(size, 'x')));
    EXPECT_TRUE(status.ok()) << status.ToString();
  }
  pair.faults().delay = std::chrono::milliseconds(2);
  pair.faults().random_pieces = true;
  pair.faults().largest_piece = 500;
  const Status status = pair.Run(Echo(pair.client(), std::string(30'000, 'y')));
  EXPECT_TRUE(status.ok()) << status.ToString();
  EXPECT_TRUE(pair.StopServer().ok());
}

INSTANTIATE_TEST_SUITE_P(All, TlsCallsTest,
                         testing::Values(Transport::kBuffered, Transport::kFramed, Transport::kTTHeader,
                                         Transport::kTTHeaderFramed),
                         [](const auto& info) { return std::to_string(info.index); });

Status Try(const TlsConfig& server, std::vector<ClientOption> client) {
  ShopPair pair(std::make_shared<ShopHandler>(), 1, {WithTLS(server)}, std::move(client));
  return pair.Run(Echo(pair.client(), "hi"));
}

TEST(TlsCalls, CallersHearWhy) {
  const tls::TestAuthority authority;
  const Status wrong_host = Try(authority.Server("DNS:other"), {WithTLS(authority.Client())});
  EXPECT_EQ(wrong_host.ToString(),
            "Unavailable: remote or network error: get connection error: server:8888: TLS handshake: certificate of "
            "other: wrong host name: expected server");
  TlsConfig mutual = authority.Server("DNS:server");
  mutual.authorities = Pem::Text(authority.certificate());
  const Status nameless = Try(mutual, {WithTLS(authority.Client())});
  EXPECT_EQ(nameless.code(), Code::kUnavailable);
  EXPECT_THAT(nameless.message(), HasSubstr("the peer refused: certificate required"));
  EXPECT_TRUE(Try(mutual, {WithTLS(authority.Both("DNS:client"))}).ok());
}

TEST(TlsCalls, PlainCallersAreToldNothingAndClosed) {
  const tls::TestAuthority authority;
  const Status plain = Try(authority.Server("DNS:server"), {});
  EXPECT_EQ(plain.code(), Code::kUnavailable) << plain.ToString();
}

TEST(TlsCalls, ASilentClientIsClosed) {
  const tls::TestAuthority authority;
  ShopPair pair(std::make_shared<ShopHandler>(), 1, {WithTLS(authority.Server("DNS:server"))},
                {WithTLS(authority.Client())});
  class Silent {
   public:
    static Task<void> Run(net::Network& network) {
      const Address server = Address::Tcp("server", 8888);
      auto dialled = co_await network.Dial(server, async::Until());
      ELANUS_CHECK(dialled.ok(), dialled.status().ToString());
      (void)co_await SleepFor(std::chrono::seconds(6));
      char byte = 0;
      const net::IoResult read = (*dialled)->Read(&byte, 1);
      EXPECT_EQ(read.kind(), net::IoResult::Kind::kEnd);
    }
  };
  pair.Run(Silent::Run(pair.network()));
}

TEST(TlsCalls, WrongConfigsAreReported) {
  Server server(WithServiceAddr("127.0.0.1:0"), WithTLS(TlsConfig()));
  server.Register(shop::Shop::Info(), std::make_shared<ShopHandler>());
  EXPECT_EQ(server.Start().message(), "TLS: a server needs TlsConfig::certificate and its key");
  TlsConfig nowhere;
  nowhere.authorities = Pem::File("/nowhere/ca.crt");
  const shop::ShopClient client("shop", WithTLS(nowhere), WithHostPorts("127.0.0.1:1"));
  EXPECT_EQ(client.status().message(), "TLS: /nowhere/ca.crt: No such file or directory");
}

}  // namespace
}  // namespace elanus
