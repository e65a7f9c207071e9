// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What a client says about servers that refuse, vanish, lie or speak something else.
#include <gtest/gtest.h>

#include "elanus/async/scope.h"
#include "tests/unary/raw_peer.h"
#include "tests/unary/shop_handler.h"

namespace elanus {
namespace {

using std::chrono::milliseconds;

// A client whose server is a script: bytes that are sent to each connection when its first bytes have come.
class ScriptedServer {
 public:
  explicit ScriptedServer(std::string answer, Transport transport = Transport::kFramed)
      : loop_(1), network_(std::make_shared<net::Loopback>(loop_.loop())), answer_(std::move(answer)) {
    auto listener = network_->Listen(loop_.loop(), *Address::Parse("server:1"), [this](net::Listener::MakeStream make) {
      peers_.push_back(std::make_unique<RawPeer>(loop_, make(loop_.loop())));
    });
    listener_ = std::move(*listener);
    client_ = std::make_unique<shop::ShopClient>("shop", WithHostPorts("server:1"), WithRuntime(loop_.runtime()),
                                                 WithNetwork(network_), WithTransportProtocol(transport),
                                                 WithRPCTimeout(milliseconds(100)));
  }
  ~ScriptedServer() {
    client_.reset();
    peers_.clear();
    listener_.reset();
  }

  Status Call() { return loop_.Run(Both()).status(); }
  std::size_t connections() const { return peers_.size(); }
  bool close_after = false;
  bool reset_after = false;

 private:
  Task<Result<std::string>> Echo() { co_return co_await client_->Echo({}, "hi"); }
  // Answers once the request is there.
  Task<void> Answer(std::size_t before) {
    while (peers_.size() <= before || peers_[before]->received().empty()) (void)co_await SleepFor(milliseconds(1));
    RawPeer& peer = *peers_[before];
    peer.Write(answer_);
    if (close_after) peer.CloseWrite();
    if (reset_after) peer.Reset();
  }
  Task<Result<std::string>> Both() {
    Scope scope;
    scope.Spawn(Answer(peers_.size()));
    auto reply = co_await Echo();
    co_await scope.Join();
    co_return reply;
  }

  TestLoop loop_;
  std::shared_ptr<net::Loopback> network_;
  std::string answer_;
  std::unique_ptr<net::Listener> listener_;
  std::vector<std::unique_ptr<RawPeer>> peers_;
  std::unique_ptr<shop::ShopClient> client_;
};

std::string Reply(std::string_view method, std::int32_t sequence_id) {
  std::string body = TextStruct("hi");
  body[2] = 0;  // field 0: the result
  return ThriftMessage(2, method, sequence_id, body);
}

TEST(HostileServer, AnyFramingAnswersAnyOther) {
  for (const std::string& reply :
       {Reply("Echo", 1), FramedMessage(Reply("Echo", 1)), TTHeaderMessage(Reply("Echo", 1), 1)}) {
    ScriptedServer server(reply);
    const Status status = server.Call();
    EXPECT_TRUE(status.ok()) << status.ToString();
  }
}

TEST(HostileServer, ForeignProtocolsAreNamed) {
  ScriptedServer http("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
  const Status status = http.Call();
  EXPECT_EQ(status.code(), Code::kUnavailable) << status.ToString();
  EXPECT_TRUE(status.message().starts_with("remote or network error: the peer at server:1 speaks HTTP/1"))
      << status.message();
  EXPECT_NE(status.message().find("expected"), std::string::npos) << status.message();
  ScriptedServer garbage(std::string(40, '\xee'));
  EXPECT_EQ(garbage.Call().code(), Code::kUnavailable);
}

TEST(HostileServer, AWrongSequenceIdIsNobodysAnswer) {
  ScriptedServer server(FramedMessage(Reply("Echo", 99)));
  const Status status = server.Call();
  EXPECT_EQ(status.app_exception(), 4) << status.ToString();
  EXPECT_FALSE(status.remote());
  (void)server.Call();
  EXPECT_EQ(server.connections(), 2u) << "such a connection is not used again";
}

TEST(HostileServer, AWrongMethodIsNobodysAnswer) {
  ScriptedServer server(FramedMessage(Reply("Other", 1)));
  const Status status = server.Call();
  EXPECT_FALSE(status.ok());
  EXPECT_NE(status.message().find("Other"), std::string::npos) << status.message();
}

TEST(HostileServer, TheEndBeforeTheAnswer) {
  ScriptedServer server("");
  server.close_after = true;
  EXPECT_EQ(server.Call().message(), "remote or network error: server:1 closed the connection before it answered");
  ScriptedServer half(FramedMessage(Reply("Echo", 1)).substr(0, 20));
  half.close_after = true;
  EXPECT_EQ(half.Call().message(),
            "remote or network error: server:1 closed the connection in the middle of its answer");
  ScriptedServer reset("");
  reset.reset_after = true;
  EXPECT_EQ(reset.Call().code(), Code::kUnavailable);
}

TEST(HostileServer, SilenceEndsAtTheDeadline) {
  ScriptedServer server("");
  EXPECT_EQ(server.Call().code(), Code::kDeadlineExceeded);
}

TEST(HostileServer, LengthsAreBounded) {
  ScriptedServer server(Unhex("7fffffff80010002"));
  const Status status = server.Call();
  EXPECT_FALSE(status.ok());
  EXPECT_NE(status.message().find("67108864"), std::string::npos) << status.message();
}

TEST(HostileServer, ABodyThatDoesNotDecode) {
  ScriptedServer server(FramedMessage(ThriftMessage(2, "Echo", 1, Unhex("0b00007fffffff"))));
  const Status status = server.Call();
  EXPECT_EQ(status.app_exception(), 7) << status.ToString();
  EXPECT_TRUE(status.message().starts_with("remote or network error: the reply of server:1: ")) << status.message();
}

TEST(HostileServer, AnEmptyResultIsNoError) {
  ScriptedServer server(FramedMessage(ThriftMessage(2, "Echo", 1, Unhex("00"))));
  EXPECT_TRUE(server.Call().ok());
}

TEST(HostileServer, GoingAwayEndsTheConnectionAfterTheAnswer) {
  ScriptedServer server(TTHeaderMessage(Reply("Echo", 1), 1, "crrst", "1"));
  EXPECT_TRUE(server.Call().ok());
  (void)server.Call();
  EXPECT_EQ(server.connections(), 2u);
}

Task<Result<std::string>> EchoTo(shop::ShopClient& client, std::string address) {
  co_return co_await client.Echo({}, "x", CallOptions().HostPort(address));
}

TEST(HostileServer, WrongOptionsAreSaidByTheClient) {
  ShopPair pair(std::make_shared<ShopHandler>(), 1, {}, {WithTransportProtocol(Transport::kGrpc)});
  EXPECT_EQ(pair.client().status().code(), Code::kUnimplemented);
  EXPECT_EQ(pair.Run(EchoTo(pair.client(), "server:8888")).status().code(), Code::kUnimplemented);
  ShopPair fine(std::make_shared<ShopHandler>());
  EXPECT_EQ(*fine.Run(EchoTo(fine.client(), "server:8888")), "x");
  EXPECT_EQ(fine.Run(EchoTo(fine.client(), "nonsense")).status().code(), Code::kInvalidArgument);
  EXPECT_EQ(fine.Run(EchoTo(fine.client(), "elsewhere:1")).status().code(), Code::kUnavailable);
}

}  // namespace
}  // namespace elanus
