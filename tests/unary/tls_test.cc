// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Calls over TLS, and what callers hear when it does not come about.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/base/log.h"
#include "elanus/tls.h"
#include "elanus/tls/test_certificates.h"
#include "elanus/tls/test_volume.h"
#include "tests/unary/shop_handler.h"

namespace elanus {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class TlsCallsTest : public testing::TestWithParam<Transport> {};

Task<Status> Echo(shop::ShopClient& client, std::string text) {
  auto reply = co_await client.Echo({}, text);
  if (!reply.ok()) co_return reply.status();
  EXPECT_EQ(*reply, text);
  co_return Ok();
}

Task<void> Pass(Duration time) { (void)co_await SleepFor(time); }

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
                                         Transport::kTTHeaderFramed, Transport::kGrpc),
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

// What the log says of the peer of a call that fails.
class Logged {
 public:
  Logged() {
    SetLogSink([this](LogLevel level, std::string_view line) {
      if (level >= LogLevel::kWarning) lines.emplace_back(line);
      if (line.find("read again") != std::string_view::npos) ++reloads;
    });
  }
  Logged(const Logged&) = delete;
  Logged& operator=(const Logged&) = delete;
  ~Logged() { SetLogSink({}); }
  std::vector<std::string> lines;
  int reloads = 0;
};

TEST(TlsCalls, PlainCallersAreNamedAndClosed) {
  const tls::TestAuthority authority;
  for (const Transport transport : {Transport::kFramed, Transport::kTTHeaderFramed, Transport::kGrpc}) {
    const Logged log;
    const Status plain = Try(authority.Server("DNS:server"), {WithTransportProtocol(transport)});
    EXPECT_EQ(plain.code(), Code::kUnavailable) << plain.ToString();
    EXPECT_THAT(plain.message(), HasSubstr("speaks TLS"));
    EXPECT_THAT(log.lines, ElementsAre(HasSubstr("TLS handshake: expected TLS, the peer speaks something else")));
  }
}

TEST(TlsCalls, ServersWithoutTlsAreNamed) {
  const tls::TestAuthority authority;
  const Logged log;
  ShopPair pair(std::make_shared<ShopHandler>(), 1, {}, {WithTLS(authority.Client())});
  const Status status = pair.Run(Echo(pair.client(), "hi"));
  EXPECT_EQ(status.code(), Code::kUnavailable);
  EXPECT_THAT(status.message(), HasSubstr("TLS handshake: the peer closed the connection: it may not speak TLS"));
  EXPECT_THAT(log.lines, ElementsAre(HasSubstr("speaks TLS, expected a Kitex protocol")));
}

// A connection for each call, and certificates that change between them.
TEST(TlsCalls, CertificatesChangeUnderLoad) {
  const tls::TestAuthority authority;
  tls::TestVolume files;
  files.Become(authority.Issue("DNS:server"), authority.certificate());
  TlsConfig server;
  server.certificate = files.Of("tls.crt");
  server.key = files.Of("tls.key");
  const Logged log;
  ShopPair pair(std::make_shared<ShopHandler>(), 1, {WithTLS(server)},
                {WithTLS(authority.Client()), WithShortConnection()});
  for (int i = 0; i < 5; ++i) {
    files.Become(authority.Issue("DNS:server"), authority.certificate());
    pair.Run(Pass(std::chrono::seconds(61)));
    for (int call = 0; call < 5; ++call) {
      const Status status = pair.Run(Echo(pair.client(), "hi"));
      EXPECT_TRUE(status.ok()) << status.ToString();
    }
  }
  EXPECT_EQ(log.reloads, 5);
  EXPECT_THAT(log.lines, testing::IsEmpty());
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
