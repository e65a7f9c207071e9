// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A client's and a server's session, joined in memory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "elanus/protocol/grpc/test_support.h"

namespace elanus::protocol {
namespace {

using session::CallId;
using session::ReplyHead;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

// Tells the server of the time whenever it wants to know it.
void Wait(GrpcPair& pair, TimePoint until) {
  while (pair.server.due() <= until) {
    const TimePoint now = std::max(pair.server.due(), TimePoint(1));
    ASSERT_TRUE(pair.server.OnTime(now, pair.at_server).ok());
    pair.server.Fill();
  }
}

TEST(GrpcSessions, AUnaryCallGoesAndComes) {
  for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, std::size_t{64}, SIZE_MAX}) {
    GrpcPair pair({}, chunk);
    Metadata metadata;
    metadata.Add(MetaKind::kTransient, "Mixed-Case_Key", "t");
    metadata.Add(MetaKind::kTransient, "traceparent", "00-x");
    metadata.Add(MetaKind::kPersistent, "pa", "p");
    metadata.Add(MetaKind::kPlain, "X-Plain", "1");
    metadata.Add(MetaKind::kPlain, "x-plain", "2");
    metadata.Add(MetaKind::kPlain, "x-data-bin", std::string_view("\0\xff", 2));
    metadata.Add(MetaKind::kPlain, "te", "mine");
    session::CallHead head = pair.Head("Unary");
    head.from_method = "Outer";
    head.timeout = 1500ms;
    head.metadata = &metadata;
    pair.Call(head, "question");
    pair.Run();
    EXPECT_EQ(pair.at_server.Take(),
              StrCat("0 open Service/Unary thrift from caller/Outer timeout 1500000000 [persistent PA=p]"
                     " [plain x-data-bin=",
                     std::string_view("\0\xff", 2),
                     "] [plain x-plain=1] [plain x-plain=2] [transient MIXED_CASE_KEY=t] [transient traceparent=00-x]"
                     " body question\n"));
    Metadata backward;
    backward.Add(MetaKind::kPlain, "h1", "hv");
    backward.Add(MetaKind::kTrailer, "t1-bin", "\xff");
    backward.Add(MetaKind::kBackward, "b", "not over gRPC");
    ReplyHead reply;
    reply.backward = &backward;
    ASSERT_TRUE(pair.Answer(0, "answer", reply).ok());
    pair.Run();
    EXPECT_EQ(pair.at_client.Take(), "0 replied ok [plain h1=hv] [trailer t1-bin=\xff] body answer\n");
    EXPECT_EQ(pair.at_server.Take(), "");
    EXPECT_TRUE(pair.server_status.ok() && pair.client_status.ok());
  }
}

TEST(GrpcSessions, ManyCallsRunBesideEachOtherAndReuseTheirIds) {
  GrpcPair pair;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 50; ++i) EXPECT_LT(pair.Call(pair.Head("Unary"), StrCat("q", i)), 50u);
    pair.Run();
    for (CallId id = 50; id-- > 0;) ASSERT_TRUE(pair.Answer(id, StrCat("a", id)).ok());
    pair.Run();
    EXPECT_EQ(pair.at_client.replies, 50u * (round + 1));
  }
}

TEST(GrpcSessions, LargeMessagesCrossWindowsOnBothWays) {
  GrpcPair pair;
  const std::string large(5'000'000, 'x');
  pair.Call(pair.Head("Unary"), large);
  pair.Run();
  EXPECT_THAT(pair.at_server.Take(), HasSubstr("body 5000000 bytes"));
  ASSERT_TRUE(pair.Answer(0, large).ok());
  pair.Run();
  EXPECT_EQ(pair.at_client.last_body, large);
}

TEST(GrpcSessions, CompressedMessagesArriveAndSoDoTheirAnswers) {
  session::SessionOptions options;
  options.grpc.compressor = "gzip";
  GrpcPair pair(options, session::SessionOptions());
  const std::string text(100'000, 'y');
  pair.Call(pair.Head("Unary"), text);
  EXPECT_EQ(pair.client.call_size(), text.size());  // as both ends count it
  pair.Run();
  EXPECT_THAT(pair.at_server.Take(), AllOf(HasSubstr(":compressed=gzip"), HasSubstr("body 100000 bytes")));
  ASSERT_TRUE(pair.Answer(0, text).ok());
  EXPECT_EQ(pair.server.reply_size(), text.size());
  pair.Run();
  EXPECT_THAT(pair.at_client.Take(), HasSubstr(":compressed=gzip"));
  EXPECT_EQ(pair.at_client.last_body, text);
  session::CallHead head = pair.Head("Unary");
  head.compressor = "identity";
  pair.Call(head, text);
  pair.Run();
  EXPECT_THAT(pair.at_server.Take(), Not(HasSubstr(":compressed")));
}

TEST(GrpcSessions, AHandlerChoosesWhetherItsAnswerIsCompressed) {
  session::SessionOptions options;
  options.grpc.compressor = "gzip";
  GrpcPair pair(options, session::SessionOptions());
  const std::string text(10'000, 'y');
  for (const auto& [chosen, comes] : {std::pair("gzip", "[plain :compressed=gzip] "), std::pair("identity", "")}) {
    pair.Call(pair.Head("Unary"), text);
    pair.Run();
    EXPECT_THAT(pair.at_server.Take(), HasSubstr("[plain :compressed=gzip]"));
    Metadata metadata;
    metadata.Add(MetaKind::kPlain, "grpc-encoding", chosen);
    ReplyHead reply;
    reply.backward = &metadata;
    ASSERT_TRUE(pair.Answer(0, text, reply).ok());
    pair.Run();
    EXPECT_EQ(pair.at_client.Take(), StrCat("0 replied ok ", comes, "body 10000 bytes\n"));
  }
}

TEST(GrpcSessions, EachMessageOfAStreamGoesCompressedOrAsItIs) {
  session::SessionOptions options;
  options.grpc.compressor = "gzip";
  GrpcPair pair(options, session::SessionOptions());
  const std::string text(10'000, 'y');
  const session::CallId id = pair.Open(pair.Head("Bidi", MethodKind::kBidiStream));
  for (const bool compress : {true, false, true}) {
    ASSERT_TRUE(pair.Send(id, text, SendOptions().Compress(compress)).ok());
    pair.RunToServer();
  }
  ASSERT_TRUE(pair.Send(id, "too short to gain").ok());
  pair.Run();
  EXPECT_THAT(pair.at_server.Take(), HasSubstr("0 compressed message 10000 bytes\n"
                                               "0 message 10000 bytes\n"
                                               "0 compressed message 10000 bytes\n"
                                               "0 message too short to gain\n"));
  ASSERT_TRUE(pair.ServerSend(0, text, SendOptions().Compress(false)).ok());
  ASSERT_TRUE(pair.ServerSend(0, text).ok());
  pair.Run();
  EXPECT_THAT(pair.at_client.Take(), HasSubstr("0 message 10000 bytes\n0 compressed message 10000 bytes\n"));
}

TEST(GrpcSessions, AHandlerChoosesWhetherItsStreamIsCompressed) {
  const std::string text(10'000, 'y');
  for (const bool takes : {true, false}) {
    session::SessionOptions options;
    options.grpc.compressor = takes ? "gzip" : "";
    GrpcPair pair(options, session::SessionOptions());
    pair.Call(pair.Head("Server", MethodKind::kServerStream), "q");
    pair.Run();
    Metadata metadata;
    metadata.Add(MetaKind::kPlain, "grpc-encoding", "gzip");
    pair.server.streams()->SendHeader(0, metadata);
    ASSERT_TRUE(pair.ServerSend(0, text).ok());
    ASSERT_TRUE(pair.ServerSend(0, text, SendOptions().Compress(false)).ok());
    pair.Run();
    EXPECT_THAT(pair.at_client.Take(), HasSubstr(StrCat(takes ? "0 compressed message" : "0 message",
                                                        " 10000 bytes\n0 message 10000 bytes\n")));
  }
}

TEST(GrpcSessions, ErrorsKeepTheirCodeAndText) {
  GrpcPair pair;
  const auto fail = [&](const Status& status) {
    pair.Call(pair.Head("Unary"), "q");
    pair.Run();
    pair.server.ReplyError(pair.at_server.last, status, {});
    pair.Run();
    return pair.at_client.status;
  };
  Status status = fail(FailedPrecondition("not now: 100% \n\xe2\x98\xba"));
  EXPECT_EQ(status.code(), Code::kFailedPrecondition);
  EXPECT_EQ(status.message(), "not now: 100% \n\xe2\x98\xba");
  EXPECT_TRUE(status.remote());
  EXPECT_EQ(fail(ApplicationError(12345, "x")).app_exception(), 12345);
  EXPECT_EQ(fail(Internal("x").WithDetails(std::string("\x08\0\xff", 3))).details(), std::string("\x08\0\xff", 3));
  EXPECT_LE(fail(Internal(std::string(1 << 20, 'x'))).message().size(), 8192u);
  status = fail(ApplicationError(AppException::kUnknownMethod, "unknown method M"));
  EXPECT_EQ(status.code(), Code::kUnimplemented);
}

TEST(GrpcSessions, BusinessErrorsTravelInTrailers) {
  GrpcPair pair;
  const Biz biz(1001, "no \xe2\x98\xba", {{"k", "v"}});
  ReplyHead reply;
  reply.biz = &biz;
  for (int i = 0; i < 2; ++i) {
    pair.Call(pair.Head("Unary"), "q");
    pair.Run();
    if (i == 0) {
      ASSERT_TRUE(pair.Answer(0, "", reply).ok());
    } else {
      pair.server.ReplyError(0, BizError(1001, "no \xe2\x98\xba", {{"k", "v"}}), {});
    }
    pair.Run();
    ASSERT_NE(pair.at_client.status.biz(), nullptr) << pair.at_client.log;
    EXPECT_EQ(pair.at_client.status.biz()->code, 1001);
    EXPECT_EQ(pair.at_client.status.biz()->message, "no \xe2\x98\xba");
    EXPECT_EQ(pair.at_client.status.biz()->extra.at("k"), "v");
  }
}

TEST(GrpcSessions, AServerStream) {
  GrpcPair pair;
  pair.Call(pair.Head("Server", MethodKind::kServerStream), "q");
  pair.Run();
  EXPECT_THAT(pair.at_server.Take(), HasSubstr("open Service/Server"));
  Metadata metadata;
  metadata.Add(MetaKind::kPlain, "h1", "hv");
  pair.server.streams()->SendHeader(0, metadata);
  pair.Run();
  EXPECT_EQ(pair.at_client.Take(), "0 header [plain h1=hv]\n");
  ASSERT_TRUE(pair.ServerSend(0, "one").ok());
  ASSERT_TRUE(pair.ServerSend(0, "").ok());
  pair.Run();
  EXPECT_EQ(pair.at_client.Take(), "0 message one\n0 message \n");
  metadata.Add(MetaKind::kTrailer, "t1", "tv");
  ReplyHead reply;
  reply.backward = &metadata;
  pair.server.streams()->EndStream(0, reply);
  pair.Run();
  EXPECT_EQ(pair.at_client.Take(), "0 replied ok [trailer t1=tv] body \n");
}

TEST(GrpcSessions, AServerStreamThatFailsDeliversWhatItSentBefore) {
  GrpcPair pair;
  pair.Call(pair.Head("Server", MethodKind::kServerStream), "q");
  pair.Run();
  ASSERT_TRUE(pair.ServerSend(0, "one").ok());
  pair.server.ReplyError(0, Internal("boom"), {});
  pair.Run();
  EXPECT_EQ(pair.at_client.Take(), "0 header\n0 message one\n0 replied Internal: boom body \n");
}

TEST(GrpcSessions, AClientStream) {
  GrpcPair pair;
  const CallId id = pair.Open(pair.Head("Client", MethodKind::kClientStream));
  pair.Run();
  EXPECT_THAT(pair.at_server.Take(), HasSubstr("open Service/Client"));
  ASSERT_TRUE(pair.Send(id, "one").ok());
  ASSERT_TRUE(pair.Send(id, "two").ok());
  pair.client.streams()->CloseSend(id);
  pair.Run();
  EXPECT_EQ(pair.at_server.Take(), "0 message one\n0 message two\n0 half closed\n");
  ASSERT_TRUE(pair.Answer(0, "sum").ok());
  pair.Run();
  EXPECT_EQ(pair.at_client.Take(), "0 replied ok body sum\n");
}

TEST(GrpcSessions, ABidirectionalStreamAnswersBeforeTheClientHasEnded) {
  GrpcPair pair;
  const CallId id = pair.Open(pair.Head("Bidi", MethodKind::kBidiStream));
  ASSERT_TRUE(pair.Send(id, "ping").ok());
  pair.Run();
  EXPECT_THAT(pair.at_server.Take(), HasSubstr("message ping"));
  ASSERT_TRUE(pair.ServerSend(0, "pong").ok());
  pair.server.streams()->EndStream(0, {});
  pair.Run();
  EXPECT_EQ(pair.at_client.Take(), "0 header\n0 message pong\n0 replied ok body \n");
  pair.Call(pair.Head("Unary"), "next");  // the stream has left nothing behind
  pair.Run();
  EXPECT_THAT(pair.at_server.Take(), HasSubstr("0 open Service/Unary"));
}

TEST(GrpcSessions, AReaderThatDoesNotReadHoldsTheSenderBack) {
  session::SessionOptions options;
  options.grpc.stream_window = 100'000;
  GrpcPair pair(options);
  const CallId id = pair.Open(pair.Head("Bidi", MethodKind::kBidiStream));
  const std::string item(30'000, 'i');
  int sent = 0;
  for (; sent < 20 && pair.client.streams()->unsent(id) < options.limits.stream_unsent_bytes; ++sent) {
    ASSERT_TRUE(pair.Send(id, item).ok());
    pair.Run();
  }
  EXPECT_LT(sent, 8) << "a window, and what may wait";
  EXPECT_EQ(pair.at_client.Take(), "");
  const std::size_t before = pair.at_server.events;
  pair.server.streams()->Resume(0);
  pair.Run();
  EXPECT_GT(pair.at_server.events, before);
  EXPECT_THAT(pair.at_client.Take(), HasSubstr("0 writable"));
  EXPECT_LT(pair.client.streams()->unsent(id), options.limits.stream_unsent_bytes);

  // The other way round.
  for (sent = 0; sent < 20 && pair.server.streams()->unsent(0) < options.limits.stream_unsent_bytes; ++sent) {
    ASSERT_TRUE(pair.ServerSend(0, item).ok());
    pair.Run();
  }
  EXPECT_LT(sent, 8);
  pair.at_server.Take();
  pair.client.streams()->Resume(id);
  pair.Run();
  EXPECT_THAT(pair.at_server.Take(), HasSubstr("0 writable"));
}

TEST(GrpcSessions, ASenderThatWasHeldBackBeforeTheServersFirstBytesHearsOfRoom) {
  const session::SessionOptions options;
  GrpcPair pair(options);
  const CallId id = pair.Open(pair.Head("Upload", MethodKind::kClientStream));
  ASSERT_TRUE(pair.Send(id, std::string(options.limits.stream_unsent_bytes + 1, 'i')).ok());
  pair.client.Fill();  // as much as the window lets through goes: there is room now
  EXPECT_LT(pair.client.streams()->unsent(id), options.limits.stream_unsent_bytes);
  pair.Run();
  EXPECT_THAT(pair.at_client.Take(), HasSubstr("0 writable"));
}

TEST(GrpcSessions, AMessageLargerThanTheWindowArrivesAtAReaderThatWaits) {
  session::SessionOptions options;
  options.grpc.stream_window = 65'535;
  GrpcPair pair(options);
  const CallId id = pair.Open(pair.Head("Bidi", MethodKind::kBidiStream));
  ASSERT_TRUE(pair.Send(id, std::string(1'000'000, 'x')).ok());
  pair.Run();
  EXPECT_THAT(pair.at_server.Take(), HasSubstr("message 1000000 bytes"));
}

TEST(GrpcSessions, ForgettingACallTellsTheServer) {
  GrpcPair pair;
  const CallId id = pair.Call(pair.Head("Unary"), "q");
  pair.Run();
  pair.at_server.Take();
  pair.client.Forget(id);
  pair.Run();
  EXPECT_EQ(pair.at_server.Take(), "0 cancelled Cancelled: the stream was reset: CANCEL\n");
  EXPECT_EQ(pair.at_client.Take(), "");
  const CallId unsent = pair.Call(pair.Head("Unary"), "q");  // taken back before it went out
  pair.client.Forget(unsent);
  pair.Run();
  EXPECT_THAT(pair.at_server.Take(), Not(HasSubstr("open Service/Unary from")));
  EXPECT_EQ(pair.at_client.Take(), "");
}

TEST(GrpcSessions, UnknownMethodsAreAnsweredByTheSink) {
  GrpcPair pair;
  pair.at_server.on_open = [&](CallId id, std::string_view) {
    pair.server.ReplyError(id, Unimplemented("unknown method X"), {});
  };
  pair.Call(pair.Head("X"), std::string(300'000, 'q'));
  pair.Run();
  EXPECT_EQ(pair.at_client.Take(), "0 replied Unimplemented: unknown method X body \n");
  EXPECT_TRUE(pair.server_status.ok() && pair.client_status.ok());
}

TEST(GrpcSessions, TooLargeMessagesFailAloneAndTheConnectionGoesOn) {
  session::SessionOptions small;
  small.limits.message_bytes = 1000;
  GrpcPair pair(session::SessionOptions(), small);
  pair.Call(pair.Head("Unary"), std::string(1001, 'q'));
  pair.Run();
  EXPECT_THAT(pair.at_client.Take(),
              HasSubstr("ResourceExhausted: expected a message of at most 1000 bytes, got one of 1001"));
  pair.Call(pair.Head("Unary"), std::string(1000, 'q'));
  pair.Run();
  EXPECT_THAT(pair.at_server.Take(), HasSubstr("body 1000 bytes"));
}

TEST(GrpcSessions, MetadataThatCannotTravelFailsItsCallOnly) {
  GrpcPair pair;
  Metadata metadata;
  metadata.Add(MetaKind::kPlain, "x-bad", "line\nbreak");
  session::CallHead head = pair.Head("Unary");
  head.metadata = &metadata;
  pair.Call(head, "q");
  EXPECT_THAT(pair.call_status.message(), HasSubstr("metadata x-bad: expected a value without control characters"));
  head.kind = MethodKind::kBidiStream;
  const CallId id = pair.Open(head);
  EXPECT_FALSE(pair.Send(id, "m").ok());
  EXPECT_EQ(pair.client.due(), TimePoint());
  ASSERT_TRUE(pair.client.OnTime(TimePoint(1), pair.at_client).ok());
  EXPECT_THAT(pair.at_client.Take(), HasSubstr("0 replied InvalidArgument: metadata x-bad"));

  pair.Call(pair.Head("Unary"), "q");
  pair.Run();
  ReplyHead reply;
  reply.backward = &metadata;
  EXPECT_THAT(pair.Answer(0, "a", reply).message(), HasSubstr("metadata x-bad"));
  pair.server.ReplyError(0, Internal("the reply cannot be encoded"), reply);
  pair.Run();
  EXPECT_THAT(pair.at_client.Take(), HasSubstr("replied Internal: the reply cannot be encoded"));
}

TEST(GrpcSessions, DrainingAnswersWhatWasSentBeforeTheClientKnew) {
  GrpcPair pair;
  pair.Call(pair.Head("Unary"), "before");
  pair.Run();
  pair.server.Drain();
  pair.Call(pair.Head("Unary"), "meanwhile");
  pair.RunToServer();
  EXPECT_THAT(pair.at_server.Take(), HasSubstr("body meanwhile"));
  pair.Run();
  EXPECT_GE(pair.at_client.going_away, 1);
  EXPECT_FALSE(pair.server.ended());
  pair.at_client.Take();
  ASSERT_TRUE(pair.Answer(0, "a").ok());
  ASSERT_TRUE(pair.Answer(1, "b").ok());
  pair.Run();
  EXPECT_EQ(pair.at_client.Take(), "0 replied ok body a\n1 replied ok body b\n");
  EXPECT_TRUE(pair.server.ended());
  pair.Call(pair.Head("Unary"), "after");
  EXPECT_EQ(pair.call_status.code(), Code::kUnavailable);
}

TEST(GrpcSessions, AClientThatDoesNotAcknowledgeTheDrainIsDrainedInTime) {
  session::SessionOptions options;
  GrpcPair pair(options);
  pair.Run();
  pair.server.Drain();
  EXPECT_EQ(pair.server.due(), TimePoint()) << "to learn what time it is";
  ASSERT_TRUE(pair.server.OnTime(TimePoint(1000), pair.at_server).ok());
  const TimePoint until = TimePoint(1000) + options.limits.frame_timeout;
  Wait(pair, until + Duration(-1));
  EXPECT_FALSE(pair.server.ended());
  Wait(pair, until);
  EXPECT_TRUE(pair.server.ended());
}

TEST(GrpcSessions, AnOldConnectionIsDrainedAndThenCut) {
  session::SessionOptions options;
  options.grpc.max_connection_age = 60s;
  options.grpc.max_connection_age_grace = 10s;
  GrpcPair pair(session::SessionOptions(), options);
  pair.Call(pair.Head("Unary"), "q");
  pair.Run();
  pair.at_server.Take();
  Wait(pair, TimePoint() + 59s);
  pair.Run();
  EXPECT_EQ(pair.at_client.going_away, 0);
  EXPECT_EQ(pair.server.due(), TimePoint() + 60s);
  Wait(pair, TimePoint() + 60s);
  pair.Run();
  EXPECT_GE(pair.at_client.going_away, 1);
  Wait(pair, TimePoint() + 69s);
  EXPECT_FALSE(pair.server.ended());
  EXPECT_FALSE(pair.server.OnTime(TimePoint() + 70s, pair.at_server).ok());
  EXPECT_THAT(pair.at_server.Take(), HasSubstr("0 cancelled Unavailable"));
  EXPECT_TRUE(pair.server.ended());
}

TEST(GrpcSessions, ASilentPeerIsAskedAndThenGivenUp) {
  session::SessionOptions options;
  options.grpc.keepalive = KeepaliveParams(40s, 20s, true);
  GrpcPair pair(options, session::SessionOptions());
  pair.Run();
  TimePoint now;
  for (int quarters = 0; quarters < 5; ++quarters) {
    now = pair.client.due();
    ASSERT_TRUE(pair.client.OnTime(now, pair.at_client).ok());
  }
  EXPECT_LE(now, TimePoint() + 50s);
  pair.client.Fill();
  EXPECT_GT(pair.client.output().size(), 0u) << "a PING";
  pair.client.output().Clear();
  EXPECT_THAT(pair.client.OnTime(pair.client.due(), pair.at_client).message(),
              HasSubstr("expected an answer to a PING within 20000 ms"));
}

TEST(GrpcSessions, CallsBeyondTheServersLimitWait) {
  session::SessionOptions few;
  few.limits.calls_per_connection = 2;
  GrpcPair pair(session::SessionOptions(), few);
  pair.Run();
  for (int i = 0; i < 3; ++i) pair.Call(pair.Head("Unary"), StrCat("q", i));
  pair.Run();
  EXPECT_EQ(pair.at_server.events, 2u);
  ASSERT_TRUE(pair.Answer(0, "a").ok());
  pair.Run();
  EXPECT_EQ(pair.at_server.events, 3u);
}

}  // namespace
}  // namespace elanus::protocol
