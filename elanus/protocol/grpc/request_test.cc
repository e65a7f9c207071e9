// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Requests that other clients send, written by hand, and what they are answered with.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "elanus/protocol/grpc/test_frames.h"
#include "elanus/protocol/grpc/test_support.h"

namespace elanus::protocol {
namespace {

using session::CallId;
using testing::HasSubstr;

constexpr int kEndHeaders = 4, kEndStream = 1;
const std::string kMessage = std::string("\0\0\0\0\1q", 6);

class Server {
 public:
  explicit Server(const session::SessionOptions& options = {}) : session(options) {
    Say(Hello());
    sink.on_open = [this](CallId id, std::string_view body) {
      if (!answers) return;
      session.BeginReply(id, {}).Append(body);
      ASSERT_TRUE(session.EndReply(id).ok());
    };
  }
  std::string Say(std::string_view bytes) {
    Bytes in;
    in.Append(bytes);
    status = session.Feed(in, sink);
    session.Fill();
    std::string out = text.Read(session.output().view());
    session.output().Clear();
    return out;
  }

  GrpcServerSession session;
  GrpcServerRecorder sink;
  FrameText text;
  Status status;
  bool answers = true;
};

std::string Headers(std::string_view block, int flags = kEndHeaders) { return Frame(1, flags, 1, block); }
std::string Data(std::string_view bytes, int flags = kEndStream) { return Frame(0, flags, 1, bytes); }

TEST(GrpcRequest, AnAnswerHasHeadersAMessageAndTrailers) {
  Server server;
  EXPECT_EQ(server.Say(Headers(CallHeaders()) + Data(kMessage)),
            "1 :status=200 content-type=application/grpc\n1 data 6\n1 grpc-status=0 end\n");
}

TEST(GrpcRequest, NeedsNoEndOfTheStream) {
  Server server;
  EXPECT_EQ(server.Say(Headers(CallHeaders()) + Data(kMessage, 0)),
            "1 :status=200 content-type=application/grpc\n1 data 6\n1 grpc-status=0 end\n1 reset 0\n");
  EXPECT_EQ(server.Say(Data(kMessage)), "") << "what was on its way is passed over";
  EXPECT_TRUE(server.status.ok()) << server.status.message();
}

TEST(GrpcRequest, ContentTypes) {
  const auto say = [](std::string_view type) {
    Server server;
    return server.Say(Headers(Literal(":method", "POST") + Literal(":scheme", "http") +
                              Literal(":path", "/pack.Service/Unary") + Literal(":authority", "a") +
                              (type.empty() ? std::string() : Literal("content-type", type))) +
                      Data(kMessage));
  };
  for (const char* type : {"application/grpc+thrift", "application/grpc;thrift"}) {
    EXPECT_THAT(say(type), HasSubstr("content-type=application/grpc+thrift\n")) << type;
  }
  EXPECT_THAT(say("application/grpc+proto"), HasSubstr("content-type=application/grpc+proto\n"));
  for (const char* type : {"", "text/html", "application/grpcx"}) {
    EXPECT_THAT(say(type), HasSubstr("1 :status=415 content-type=text/plain")) << type;
  }
}

TEST(GrpcRequest, WhatIsNoCall) {
  const auto say = [](std::string_view method, std::string_view path) {
    Server server;
    return server.Say(Headers(
        Literal(":method", method) + Literal(":scheme", "http") + Literal(":path", path) + Literal(":authority", "a"),
        kEndHeaders | kEndStream));
  };
  EXPECT_EQ(say("GET", "/"), "1 :status=200 content-type=text/plain; charset=utf-8\n1 data 23 end\n");
  EXPECT_THAT(say("GET", "/favicon.ico"), HasSubstr(":status=404"));
  EXPECT_THAT(say("PUT", "/pack.Service/Unary"),
              HasSubstr(":status=405 content-type=text/plain; charset=utf-8 allow=POST"));
}

TEST(GrpcRequest, BrokenOnesAreToldWhatWasExpected) {
  const std::string head = "1 :status=200 content-type=application/grpc grpc-status=";
  const std::vector<std::pair<std::string, std::string>> table = {
      {Headers(CallHeaders(), kEndHeaders | kEndStream),
       "13 grpc-message=expected a message, got the end of the request end\n"},
      {Headers(CallHeaders()) + Data(kMessage.substr(0, 4)),
       "13 grpc-message=unexpected EOF: the request ended inside a message, 4 bytes behind its begin end\n"},
      {Headers(CallHeaders()) + Data(std::string("\1\0\0\0\1q", 6)),
       "13 grpc-message=expected a message without compression, as grpc-encoding names none, got a compressed one "
       "end\n"},
      {Headers(CallHeaders("/pack.Service/Unary", Literal("grpc-encoding", "gzip"))) +
           Data(std::string("\1\0\0\0\1q", 6)),
       "13 grpc-message=expected the end of the gzip data, got the end of the message end\n"},
      {Headers(CallHeaders("/pack.Service/Unary", Literal("grpc-encoding", "snappy"))) + Data(kMessage),
       "12 grpc-message=expected grpc-encoding identity or gzip, got snappy end\n"},
      {Headers(CallHeaders("/pack.Service/Unary", Literal("grpc-timeout", "soon"))) + Data(kMessage),
       "13 grpc-message=malformed grpc-timeout: expected at most 8 digits and one of n u m S M H end\n"},
      {Headers(CallHeaders("/Unary")) + Data(kMessage),
       "12 grpc-message=malformed method name: expected /package.Service/Method, got /Unary end\n"},
      {Headers(CallHeaders()) + Data(std::string("\0\xff\xff\xff\xff", 5)),
       "8 grpc-message=expected a message of at most 67108864 bytes, got one of 4294967295 end\n"},
  };
  for (const auto& [bytes, expected] : table) {
    Server server;
    EXPECT_THAT(server.Say(bytes), HasSubstr(head + expected));
    EXPECT_EQ(server.sink.log, "");
    EXPECT_TRUE(server.status.ok());
    EXPECT_THAT(server.Say(Frame(1, kEndHeaders, 3, CallHeaders()) + Frame(0, kEndStream, 3, kMessage)),
                HasSubstr("3 grpc-status=0 end"));
  }
}

TEST(GrpcRequest, AStreamThatBreaksIsTakenFromItsHandler) {
  Server server;
  server.answers = false;
  server.Say(Headers(CallHeaders("/pack.Service/Bidi")));
  EXPECT_THAT(server.Say(Data(std::string("\1\0\0\0\1q", 6), 0)), HasSubstr("grpc-status=13"));
  EXPECT_THAT(server.sink.Take(), HasSubstr("0 cancelled Internal: expected a message without compression"));
}

TEST(GrpcRequest, ThePackageStandsBesideTheService) {
  Server server;
  server.Say(Headers(CallHeaders("/a.b.c.Service/Unary")) + Data(kMessage));
  EXPECT_THAT(server.sink.Take(), HasSubstr("open Service/Unary"));
  EXPECT_EQ(server.sink.last_package, "a.b.c");
  server.Say(Frame(1, kEndHeaders, 3, CallHeaders("/Service/Unary")) + Frame(0, kEndStream, 3, kMessage));
  EXPECT_THAT(server.sink.Take(), HasSubstr("open Service/Unary"));
  EXPECT_EQ(server.sink.last_package, "");
}

TEST(GrpcRequest, MetadataComesInAllSpellings) {
  Server server;
  server.Say(Headers(CallHeaders("/pack.Service/Unary",
                                 Literal("x-bin", "AP8=, AQ") + Literal("y-bin", "no base64") +
                                     Literal("traceparent", "plain") + Literal("rpc-transit-traceparent", "transit") +
                                     Literal("rpc-transit-some-key", "v") + Literal("user-agent", "somebody") +
                                     Literal("source-service", "caller"))) +
             Data(kMessage));
  EXPECT_THAT(
      server.sink.Take(),
      HasSubstr(StrCat("from caller/ timeout 0 [plain traceparent=plain] [plain x-bin=", std::string_view("\0\xff", 2),
                       "] [plain x-bin=\x01] [transient SOME_KEY=v]"
                       " [transient traceparent=transit] body q")));
}

}  // namespace
}  // namespace elanus::protocol
