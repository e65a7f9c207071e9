// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What peers may do though few do: texts with blanks at their ends, answers that do not fit, bytes behind a request.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "elanus/protocol/grpc/limits.h"
#include "elanus/protocol/grpc/test_frames.h"
#include "elanus/protocol/grpc/test_support.h"

namespace elanus::protocol {
namespace {

using session::ReplyHead;
using testing::HasSubstr;

constexpr int kEndStream = 1;
constexpr int kEndHeaders = 4;

// A client that hears frames written by hand.
class ToldClient {
 public:
  explicit ToldClient(const session::SessionOptions& options = {}) : session(options) {
    session::CallHead head;
    head.service = "Service";
    head.method = "Unary";
    head.to_service = "target";
    session.BeginCall(head);
    session.body().Append("question");
    EXPECT_TRUE(session.EndCall(0).ok());
    session.Fill();
    session.output().Clear();
    Tell(Frame(4, 0, 0, ""));
  }
  void Tell(const std::string& frames) {
    in.Append(frames);
    status = session.Feed(in, sink);
    session.Fill();
  }

  GrpcClientSession session;
  GrpcClientRecorder sink;
  Bytes in;
  Status status;
};

// Go's servers send a text as it is, and one that ends in ": " is no rarity.
TEST(GrpcEdges, BlanksAtTheEndsOfAnAnswersTexts) {
  ToldClient client;
  client.Tell(Frame(1, kEndHeaders | kEndStream, 1,
                    Literal(":status", "200") + Literal("content-type", "application/grpc") +
                        Literal("grpc-status", "9") + Literal("grpc-message", " cannot open: ") +
                        Literal("x-note", " padded\t")));
  EXPECT_TRUE(client.status.ok()) << client.status.ToString();
  EXPECT_EQ(client.sink.status.code(), Code::kFailedPrecondition);
  EXPECT_EQ(client.sink.status.message(), " cannot open: ");
  EXPECT_THAT(client.sink.log, HasSubstr("[trailer x-note=padded]"));
}

TEST(GrpcEdges, BlanksAtTheEndsOfARequestsTexts) {
  GrpcServerSession server({});
  GrpcServerRecorder sink;
  Bytes in;
  in.Append(Hello() + Frame(1, kEndHeaders, 1, CallHeaders("/pack.Service/Unary", Literal("x-note", " padded "))) +
            Frame(0, kEndStream, 1, std::string(5, '\0')));
  EXPECT_TRUE(server.Feed(in, sink).ok());
  EXPECT_THAT(sink.log, HasSubstr("[plain x-note=padded]"));
}

TEST(GrpcEdges, OurOwnTextsKeepTheirBlanks) {
  GrpcPair pair;
  pair.Call(pair.Head("Unary"), "question");
  pair.Run();
  pair.server.ReplyError(0, FailedPrecondition(" cannot open: "), ReplyHead());
  pair.server.Fill();
  FrameText text;
  EXPECT_THAT(text.Read(pair.server.output().view()), HasSubstr(" grpc-message=%20cannot open:%20 end\n"));
  pair.Run();
  EXPECT_EQ(pair.at_client.status.message(), " cannot open: ");
}

// The extra of a business error is as long as its handler likes, HTTP/2's header lists are not.
TEST(GrpcEdges, ABusinessErrorWhoseExtraDoesNotFitIsAnsweredWithoutIt) {
  for (const std::size_t size : {std::size_t{1000}, std::size_t{60'000}, std::size_t{200'000}}) {
    GrpcPair pair;
    pair.Call(pair.Head("Unary"), "question");
    pair.Run();
    pair.server.ReplyError(0, BizError(7, "no", {{"key", std::string(size, 'x')}}), ReplyHead());
    pair.Run();
    ASSERT_EQ(pair.at_client.replies, 1u) << size;
    ASSERT_NE(pair.at_client.status.biz(), nullptr) << size << " " << pair.at_client.status.ToString();
    EXPECT_EQ(pair.at_client.status.biz()->code, 7);
    EXPECT_EQ(pair.at_client.status.biz()->extra.size(), size == 1000 ? 1u : 0u);
  }
}

// After a thousand million calls a connection has no more streams. It must not be kept for calls that it cannot take.
TEST(GrpcEdges, AConnectionWhoseStreamsAreUsedUpTakesNoMoreCalls) {
  GrpcPair pair;
  pair.client.SkipTo(grpc_limits::kLastStream - 3);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(pair.at_client.going_away, 0);
    pair.Call(pair.Head("Unary"), "question");
    pair.Run();
    ASSERT_TRUE(pair.Answer(0, "answer").ok());
    pair.Run();
  }
  EXPECT_GT(pair.at_client.going_away, 0);
  EXPECT_EQ(pair.at_client.replies, 2u);
  pair.client.SkipTo(0x7fffffff);
  pair.Call(pair.Head("Unary"), "the last one");
  EXPECT_TRUE(pair.call_status.ok());
  pair.Call(pair.Head("Unary"), "too late");
  EXPECT_EQ(pair.call_status.code(), Code::kUnavailable);
}

// What comes of a stream that was given up counts for the window of the connection, which the other calls need.
TEST(GrpcEdges, StreamsThatAreGivenUpKeepNothingOfTheWindow) {
  GrpcPair pair;
  const std::string large(100'000, 'x');
  for (int i = 0; i < 100; ++i) {
    const session::CallHead head = pair.Head("Server", MethodKind::kServerStream);
    const session::CallId call = pair.Call(head, "question");
    pair.Run();
    ASSERT_TRUE(pair.ServerSend(pair.at_server.last, large).ok());
    if (i % 2 == 0) pair.RunToClient();
    pair.client.Forget(call);
    pair.Run();
    const session::CallId upload = pair.Open(pair.Head("Client", MethodKind::kClientStream));
    ASSERT_TRUE(pair.Send(upload, large).ok());
    pair.RunToServer();
    pair.server.ReplyError(pair.at_server.last, Internal("enough"), ReplyHead());
    ASSERT_TRUE(pair.Send(upload, large).ok());
    pair.Run();
  }
  pair.Call(pair.Head("Unary"), std::string(2'000'000, 'q'));
  pair.Run();
  EXPECT_THAT(pair.at_server.log, HasSubstr("body 2000000 bytes"));
  ASSERT_TRUE(pair.Answer(pair.at_server.last, std::string(2'000'000, 'a')).ok());
  pair.Run();
  EXPECT_EQ(pair.at_client.last_body.size(), 2'000'000u);
}

// The answer stands, whatever comes behind the request.
TEST(GrpcEdges, BytesBehindARequestThatIsAnswered) {
  const std::string message("\0\0\0\0\1q", 6);
  for (const std::string& more : {std::string("\0\377\377\377\377", 5), std::string("\1\0\0\0\1z", 6), message}) {
    GrpcServerSession server({});
    GrpcServerRecorder sink;
    sink.on_open = [&](session::CallId id, std::string_view) {
      server.BeginReply(id, ReplyHead()).Append("answer");
      EXPECT_TRUE(server.EndReply(id).ok());
    };
    Bytes in;
    in.Append(Hello() + Frame(1, kEndHeaders, 1, CallHeaders()) + Frame(0, kEndStream, 1, message + more));
    EXPECT_TRUE(server.Feed(in, sink).ok());
    server.Fill();
    FrameText text;
    EXPECT_EQ(text.Read(server.output().view()),
              "1 :status=200 content-type=application/grpc\n1 data 11\n1 grpc-status=0 end\n");
    EXPECT_EQ(sink.events, 1u) << sink.log;
  }
}

}  // namespace
}  // namespace elanus::protocol
