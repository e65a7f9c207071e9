// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Who a stream's handler hears it is called by.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/tls.h"
#include "elanus/tls/test_certificates.h"
#include "tests/streams/relay_handler.h"

namespace elanus {
namespace {

class PeerHandler final : public RelayHandler {
 public:
  Task<Status> Echo(const Context& ctx, Stream<relay::Item, relay::Item>& stream) override {
    relay::Item item;
    while (co_await stream.Recv(item)) {
      item.text = StrCat(ctx.peer().alpn, " ", ctx.peer().verified ? ctx.peer().uris.at(0) : "nobody");
      Status sent = co_await stream.Send(item);
      if (!sent.ok()) break;
    }
    heard = ctx.peer();
    co_return stream.status();
  }
  Peer heard;
};

Task<std::string> Ask(relay::RelayClient& client) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto call = client.Echo(ctx);
  relay::Item item;
  const Status sent = co_await call.Send(item);
  EXPECT_TRUE(sent.ok()) << sent.ToString();
  const bool got = co_await call.Recv(item);
  EXPECT_TRUE(got) << call.status().ToString();
  co_return item.text;  // cancels the stream
}

TEST(StreamPeer, IsThatOfTheConnection) {
  const tls::TestAuthority authority;
  TlsConfig server = authority.Server("DNS:server");
  server.authorities = Pem::Text(authority.certificate());
  server.require_client_certificate = false;
  const auto handler = std::make_shared<PeerHandler>();
  TlsConfig named = authority.Server("URI:spiffe://example.org/relay");
  named.authorities = Pem::Text(authority.certificate());
  const std::pair<TlsConfig, std::string> clients[] = {{named, "h2 spiffe://example.org/relay"},
                                                       {authority.Client(), "h2 nobody"}};
  for (const auto& [config, expected] : clients) {
    RelayPair pair(handler, 1, {WithTLS(server)}, {WithTLS(config)});
    EXPECT_EQ(pair.Run(Ask(pair.client())), expected);
    (void)pair.StopServer();
    // Also after the caller has gone.
    EXPECT_THAT(handler->heard.address, testing::StartsWith("loopback:"));
  }
}

}  // namespace
}  // namespace elanus
