// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Answers that other servers give, written by hand, and what the caller hears.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "elanus/protocol/grpc/test_support.h"

namespace elanus::protocol {
namespace {

using testing::HasSubstr;

constexpr int kEndHeaders = 4, kEndStream = 1;
const std::string kMessage = std::string("\0\0\0\0\1a", 6);

class Client {
 public:
  Client() : session(session::SessionOptions()) {
    session::CallHead head;
    head.service = "Service";
    head.method = "Method";
    EXPECT_TRUE(session.EndCall(session.BeginCall(head)).ok());
    session.Fill();
  }
  std::string Hear(std::string_view bytes) {
    Bytes in;
    in.Append(Frame(4, 0, 0, ""));
    in.Append(bytes);
    status = session.Feed(in, sink);
    session.Fill();
    return sink.Take();
  }

  GrpcClientSession session;
  GrpcClientRecorder sink;
  Status status;
};

std::string Hear(std::string_view bytes) { return Client().Hear(bytes); }
std::string Headers(std::string_view block, int flags = kEndHeaders) { return Frame(1, flags, 1, block); }
std::string Head(std::string_view more = {}) {
  return Headers(Literal(":status", "200") + Literal("content-type", "application/grpc") + std::string(more));
}
std::string Trailers(std::string_view block) { return Headers(block, kEndHeaders | kEndStream); }
std::string Data(std::string_view bytes) { return Frame(0, 0, 1, bytes); }

TEST(GrpcAnswer, StatusAndMetadata) {
  EXPECT_EQ(Hear(Head(Literal("h", "1")) + Data(kMessage) + Trailers(Literal("grpc-status", "0") + Literal("t", "2"))),
            "0 replied ok [plain h=1] [trailer t=2] body a\n");
  EXPECT_EQ(
      Hear(Head() + Data(kMessage) + Trailers(Literal("grpc-status", "9") + Literal("grpc-message", "not%20now"))),
      "0 replied FailedPrecondition: not now body \n");
  const std::string only = Literal(":status", "200") + Literal("content-type", "application/grpc");
  EXPECT_EQ(Hear(Trailers(only + Literal("grpc-status", "5") + Literal("t", "2"))),
            "0 replied NotFound:  [trailer t=2] body \n");
  Client client;
  client.Hear(Trailers(only + Literal("grpc-status", "13") + Literal("grpc-message", "no") +
                       Literal("biz-status", "1001") + Literal("biz-extra", R"({"k":"v"})")));
  ASSERT_NE(client.sink.status.biz(), nullptr);
  EXPECT_EQ(client.sink.status.biz()->extra.at("k"), "v");
  EXPECT_EQ(Hear(Trailers(only + Literal("grpc-status", "0") + Literal("biz-status", "1001"))),
            "0 replied Internal: expected a message before the end of the answer, got none body \n")
      << "a business error counts beside a failure only";
}

TEST(GrpcAnswer, WhatIsNoAnswer) {
  const auto html = [](std::string_view status) {
    return Hear(Headers(Literal(":status", status) + Literal("content-type", "text/html")) + Data("<html>"));
  };
  EXPECT_EQ(html("502"), "0 replied Unavailable: expected an answer of gRPC, got HTTP status 502 body \n");
  EXPECT_EQ(html("404"), "0 replied Unimplemented: expected an answer of gRPC, got HTTP status 404 body \n");
  EXPECT_THAT(html("200"), HasSubstr("Unknown: expected an answer of content-type application/grpc"));
  const std::vector<std::pair<std::string, std::string>> table = {
      {Head() + Data(kMessage) + Trailers(Literal("t", "2")), "Internal: expected a grpc-status at the end"},
      {Head() + Frame(0, kEndStream, 1, kMessage), "Internal: expected a grpc-status at the end"},
      {Head() + Trailers(Literal("grpc-status", "0")), "Internal: expected a message before the end"},
      {Head() + Data(kMessage + kMessage), "Internal: expected one message, got a second one"},
      {Head() + Data(kMessage.substr(0, 3)) + Trailers(Literal("grpc-status", "0")), "Internal: unexpected EOF"},
      {Head() + Trailers(Literal("grpc-status", "well")),
       "Unknown: malformed grpc-status: expected a number, got well"},
      {Head() + Trailers(Literal("grpc-status", "2") + Literal("biz-status", "x")), "Internal: malformed biz-status"},
  };
  for (const auto& [bytes, expected] : table) EXPECT_THAT(Hear(bytes), HasSubstr("0 replied " + expected));
}

TEST(GrpcAnswer, InterimAnswersAreNone) {
  EXPECT_EQ(Hear(Headers(Literal(":status", "100")) + Head() + Data(kMessage) + Trailers(Literal("grpc-status", "0"))),
            "0 replied ok body a\n");
}

TEST(GrpcAnswer, Resets) {
  EXPECT_EQ(Hear(Frame(3, 0, 1, Big32(8))), "0 replied Cancelled: the stream was reset: CANCEL body \n");
  EXPECT_EQ(Hear(Frame(3, 0, 1, Big32(7))), "0 replied Unavailable: the stream was reset: REFUSED_STREAM body \n");
  EXPECT_EQ(Hear(Frame(3, 0, 1, Big32(1000))), "0 replied Unavailable: graceful shutdown body \n");
  EXPECT_EQ(Hear(Frame(3, 0, 1, Big32(0))),
            "0 replied Internal: expected a grpc-status at the end of the answer, got the end of the stream body \n");
}

TEST(GrpcAnswer, GoAwayEndsTheCallsThatTheServerDidNotTake) {
  EXPECT_EQ(Hear(Frame(7, 0, 0, Big32(0) + Big32(11) + "too_many_pings")),
            "going away\n0 replied Unavailable: the connection takes no new calls: the server goes away, "
            "ENHANCE_YOUR_CALM: too_many_pings body \n");
  Client client;
  EXPECT_EQ(client.Hear(Frame(7, 0, 0, Big32(1) + Big32(0))), "going away\n");
  EXPECT_EQ(client.Hear(Head() + Data(kMessage) + Trailers(Literal("grpc-status", "0"))), "0 replied ok body a\n");
  session::CallHead head;
  head.service = "Service";
  head.method = "Method";
  EXPECT_EQ(client.session.EndCall(client.session.BeginCall(head)).code(), Code::kUnavailable);
}

}  // namespace
}  // namespace elanus::protocol
