// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Clients that no honest TLS library makes, or an old one: what a server says of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <openssl/err.h>

#include "elanus/tls/test_certificates.h"
#include "elanus/tls/test_meeting.h"
#include "elanus/tls/test_tls_world.h"

namespace elanus::tls {
namespace {

using net::TestPeer;
using testing::HasSubstr;

// OpenSSL itself over a plain stream, byte by byte in its user's hand.
class RawClient {
 public:
  RawClient(std::unique_ptr<net::Stream> stream, int version)
      : peer_(std::move(stream)), context_(SSL_CTX_new(TLS_client_method())), ssl_(SSL_new(context_)) {
    SSL_set_security_level(ssl_, 0);  // old versions
    SSL_set_min_proto_version(ssl_, version);
    SSL_set_max_proto_version(ssl_, version);
    SSL_set_connect_state(ssl_);
    SSL_set_bio(ssl_, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
  }

  SSL* ssl() const { return ssl_; }
  TestPeer& peer() { return peer_; }
  // What it says next.
  std::string Take() {
    std::string bytes(BIO_ctrl_pending(SSL_get_wbio(ssl_)), '\0');
    if (!bytes.empty()) BIO_read(SSL_get_wbio(ssl_), bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
  }
  // True once the handshake is done; false when it failed, or the server has closed.
  Task<bool> Shake(std::size_t piece) {
    for (;;) {
      ERR_clear_error();
      const int result = SSL_do_handshake(ssl_);
      const bool waits = result != 1 && SSL_get_error(ssl_, result) == SSL_ERROR_WANT_READ;
      if (!waits) reason_ = ERR_GET_REASON(ERR_peek_error());
      co_await Send(Take(), piece);
      if (!waits) co_return result == 1;
      char bytes[4096];
      const net::IoResult read = co_await peer_.Read(bytes, sizeof(bytes));
      if (read.kind() != net::IoResult::Kind::kDone) co_return false;
      BIO_write(SSL_get_rbio(ssl_), bytes, static_cast<int>(read.size()));
    }
  }
  int reason() const { return reason_; }  // why it failed
  Task<void> Send(std::string bytes, std::size_t piece) {
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      const int error = co_await peer_.Write(bytes.substr(at, piece));
      if (error != 0) co_return;
      if (piece < bytes.size()) (void)co_await SleepFor(std::chrono::milliseconds(1));
    }
  }

 private:
  TestPeer peer_;
  SSL_CTX* context_;
  SSL* ssl_;
  int reason_ = 0;
};

class HostileTest : public testing::Test {
 protected:
  HostileTest() : world_(std::make_unique<net::LoopbackWorld>(), authority_.Server("DNS:server"), TlsConfig()) {
    auto listener =
        world_.network().Listen(world_.loop(), world_.address(),
                                [this](const net::Listener::MakeStream& make) { server_ = make(world_.loop()); });
    ELANUS_CHECK(listener.ok(), listener.status().ToString());
    listener_ = std::move(*listener);
  }

  std::unique_ptr<RawClient> Dial(int version) {
    world_.Run(DialTo(version));
    return std::move(client_);
  }
  void Run(Task<void> task) { world_.Run(std::move(task)); }

  // The server's side of a handshake.
  Task<void> Serve() {
    while (server_ == nullptr) (void)co_await SleepFor(std::chrono::milliseconds(1));
    co_await Shake(world_, *server_, status_);
    if (!status_.ok()) server_.reset();
  }
  Task<void> BothShake(RawClient& client, std::size_t piece) {
    Scope scope;
    scope.Spawn(Serve());
    shaken_ = co_await client.Shake(piece);
    co_await scope.Join();
  }
  // While the server reads.
  Task<void> ShakeAgain(RawClient& client) {
    const TestPeer server(std::move(server_));
    shaken_ = co_await client.Shake(std::string::npos);
  }
  Task<void> SayOnly(RawClient& client, std::string bytes) {
    Scope scope;
    scope.Spawn(Serve());
    co_await client.Send(std::move(bytes), std::string::npos);
    co_await scope.Join();
  }
  // What reading tells the server after the client has said these bytes.
  Task<void> Hear(RawClient& client, std::string bytes, std::string& text) {
    TestPeer server(std::move(server_));
    co_await client.Send(std::move(bytes), std::string::npos);
    char room[100];
    const net::IoResult read = co_await server.Read(room, sizeof(room));
    text = read.kind() == net::IoResult::Kind::kError ? server.stream().ErrorText(read.error()) : "no error";
  }

  const TestAuthority authority_;
  TlsWorld world_;
  std::unique_ptr<net::Listener> listener_;
  std::unique_ptr<net::Stream> server_;
  std::unique_ptr<RawClient> client_;
  Status status_;
  bool shaken_ = false;

 private:
  Task<void> DialTo(int version) {
    const Address address = listener_->address();
    auto dialled = co_await world_.below().network().Dial(address, async::Until());
    ELANUS_CHECK(dialled.ok(), dialled.status().ToString());
    client_ = std::make_unique<RawClient>(std::move(*dialled), version);
  }
};

TEST_F(HostileTest, ByteByByteIsNoProblem) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const auto client = Dial(version);
    Run(BothShake(*client, 1));
    EXPECT_TRUE(shaken_);
    EXPECT_TRUE(status_.ok()) << status_.ToString();
    server_.reset();
  }
}

// Wherever it stops, it is given up by the limit.
TEST_F(HostileTest, AHandshakeThatStopsIsGivenUp) {
  const auto one = Dial(TLS1_3_VERSION);
  SSL_do_handshake(one->ssl());
  const std::string hello = one->Take();
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{4}, std::size_t{5}, hello.size() / 2,
                                 hello.size() - 1, hello.size()}) {
    server_.reset();
    const auto client = Dial(TLS1_3_VERSION);
    Run(SayOnly(*client, hello.substr(0, size)));
    EXPECT_EQ(status_.ToString(), "DeadlineExceeded: TLS handshake: i/o timeout") << size;
  }
}

TEST_F(HostileTest, OldVersionsAreRefused) {
  const auto client = Dial(TLS1_1_VERSION);
  Run(BothShake(*client, std::string::npos));
  EXPECT_FALSE(shaken_);
  EXPECT_EQ(status_.message(), "TLS handshake: expected TLS 1.2 or 1.3, the peer speaks an older version");
}

TEST_F(HostileTest, RenegotiationIsRefused) {
  const auto client = Dial(TLS1_2_VERSION);
  Run(BothShake(*client, std::string::npos));
  ASSERT_TRUE(shaken_);
  SSL_renegotiate(client->ssl());
  Run(ShakeAgain(*client));
  EXPECT_FALSE(shaken_);
  EXPECT_EQ(client->reason(), SSL_R_NO_RENEGOTIATION);
}

TEST_F(HostileTest, RecordsOfMoreThanTheirSizeAreRefused) {
  const auto client = Dial(TLS1_3_VERSION);
  Run(BothShake(*client, std::string::npos));
  ASSERT_TRUE(shaken_);
  std::string text;
  // 16,384 bytes, and 256 for the cipher, and one.
  Run(Hear(*client, std::string("\x17\x03\x03\x41\x01", 5) + std::string(100, 'x'), text));
  EXPECT_THAT(text, HasSubstr("too long"));
}

TEST_F(HostileTest, RecordsWithoutAnythingAreRefused) {
  std::string records;
  for (int i = 0; i < 100'000; ++i) records.append("\x16\x03\x01\x00\x00", 5);
  const auto client = Dial(TLS1_3_VERSION);
  Run(SayOnly(*client, records));
  EXPECT_EQ(status_.code(), Code::kUnavailable) << status_.ToString();
}

}  // namespace
}  // namespace elanus::tls
