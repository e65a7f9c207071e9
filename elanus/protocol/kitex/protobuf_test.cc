// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Kitex-Protobuf through both sessions: what differs from Thrift. What does not differ is held by their own tests.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/protocol/kitex/client_session.h"
#include "elanus/protocol/kitex/server_session.h"
#include "elanus/protocol/kitex/test_support.h"

namespace elanus::protocol {
namespace {

using session::CallHead;
using session::CallId;
using session::ReplyHead;
using session::SessionOptions;
using ::testing::HasSubstr;

// An envelope in its frame.
std::string Message(std::uint8_t type, std::string_view method, std::int32_t sequence_id, std::string_view body) {
  return Text32(Unhex("9001 00") + static_cast<char>(type) + Text32(method) +
                Big32(static_cast<std::uint32_t>(sequence_id)) + std::string(body));
}
const std::string kThriftPing = Unhex("00000011 8001 0001 00000004 50696e67 0000000b 00");
const std::string kHi = "\n\2hi";

std::string TakeOutput(Bytes& output) {
  std::string out(output.view());
  output.Clear();
  return out;
}

TEST(KitexProtobufServer, AnswersInTheFormOfTheRequest) {
  KitexServerSession server{SessionOptions()};
  ServerRecorder sink;
  const std::string tt = TtMessage({.strings = {{"isn", "Svc"}}}, Message(1, "Ping", 4, ""));
  ASSERT_TRUE(FeedIn(server, sink, Message(1, "Ping", 3, kHi) + tt + kThriftPing, SIZE_MAX).ok());
  ASSERT_EQ(sink.calls.size(), 3u);
  EXPECT_EQ(sink.calls[0].text, "Framed /Ping #3 from / to  rip  timeout 0 size 24 body 0a026869");
  EXPECT_THAT(sink.calls[1].text, HasSubstr("TTHeader|Framed Svc/Ping #4"));
  EXPECT_EQ(sink.calls[0].head.payload, Payload::kProtobuf);
  EXPECT_EQ(sink.calls[1].head.payload, Payload::kProtobuf);
  EXPECT_EQ(sink.calls[2].head.payload, Payload::kThrift);

  server.BeginReply(0, ReplyHead()).Append(kHi);
  ASSERT_TRUE(server.EndReply(0).ok());
  EXPECT_EQ(Hex(TakeOutput(server.output())), Hex(Message(2, "Ping", 3, kHi)));
  server.ReplyError(1, Internal("boom"), ReplyHead());
  EXPECT_EQ(Normal(TakeOutput(server.output())),
            Normal(TtMessage({.sequence_id = 4, .ints = {{22, "3"}}}, Message(3, "Ping", 4,
                                                                              "\x08\x06\x12\x04"
                                                                              "boom"))));
  server.ReplyError(2, Internal("boom"), ReplyHead());
  EXPECT_THAT(Hex(TakeOutput(server.output())), HasSubstr("80010003"));
}

TEST(KitexProtobufServer, AnErrorAlwaysFits) {
  KitexServerSession server{SessionOptions()};
  ServerRecorder sink;
  ASSERT_TRUE(FeedIn(server, sink, TtMessage({}, Message(1, "Ping", 3, "")), SIZE_MAX).ok());
  Metadata backward;
  backward.Add(MetaKind::kBackward, "k", std::string(70'000, 'x'));
  ReplyHead head;
  head.backward = &backward;
  server.ReplyError(0, Internal(std::string(100, 'y')), head);
  EXPECT_THAT(TakeOutput(server.output()), HasSubstr(std::string(100, 'y')));
}

TEST(KitexProtobufServer, TellsOfRequestsWhoseRestDoesNotCome) {
  const std::string message = Message(1, "Ping", 3, kHi);
  for (const std::size_t size : {20u, 23u}) {
    KitexServerSession server{SessionOptions()};
    ServerRecorder sink;
    Bytes in;
    in.Append(std::string_view(message).substr(0, size));
    ASSERT_TRUE(server.Feed(in, sink).ok());
    server.GiveUp(in, Unavailable("too late"), sink);
    ASSERT_EQ(sink.unreadable.size(), 1u) << size;
    EXPECT_EQ(sink.unreadable[0], "call 0 /Ping #3: too late");
    server.ReplyError(0, ApplicationError(AppException::kProtocolError, "cut"), ReplyHead());
    EXPECT_EQ(Hex(TakeOutput(server.output())), Hex(Message(3, "Ping", 3,
                                                            "\x08\x07\x12\x03"
                                                            "cut")));
  }
}

TEST(KitexProtobufServer, RefusesWhatIsNoRequest) {
  for (const int type : {2, 3}) {
    KitexServerSession server{SessionOptions()};
    ServerRecorder sink;
    EXPECT_THAT(FeedIn(server, sink, Message(static_cast<std::uint8_t>(type), "Ping", 3, ""), SIZE_MAX).message(),
                HasSubstr(StrCat("expected a message of type 1 (call) or 4 (oneway), got ", type)));
  }
}

class Client {
 public:
  explicit Client(Transport transport = Transport::kTTHeaderFramed) : session(transport, SessionOptions(), false) {}
  std::string Call(std::int32_t sequence_id, std::string_view body, Payload payload = Payload::kProtobuf) {
    CallHead head;
    head.service = "Svc";
    head.method = "Ping";
    head.sequence_id = sequence_id;
    head.payload = payload;
    const CallId id = session.BeginCall(head);
    session.body().Append(body);
    EXPECT_EQ(session.EndCall(id).ToString(), "ok");
    return TakeOutput(session.output());
  }
  std::string Answer(std::string_view reply) {
    EXPECT_EQ(FeedIn(session, sink, reply, SIZE_MAX).ToString(), "ok");
    if (sink.replies.empty()) return "";
    return StrCat(sink.replies.back().info.status.ToString(), sink.replies.back().info.broken ? ", broken" : "");
  }
  KitexClientSession session;
  ClientRecorder sink;
};

TEST(KitexProtobufClient, WritesItsRequestInAFrame) {
  Client framed(Transport::kFramed);
  EXPECT_EQ(Hex(framed.Call(7, kHi)), Hex(Message(1, "Ping", 7, kHi)));
  Client tt;
  EXPECT_THAT(Normal(tt.Call(7, kHi)), HasSubstr(Hex(Message(1, "Ping", 7, kHi))));
}

TEST(KitexProtobufClient, TakesRepliesOfEachKind) {
  const auto answer = [](const std::string& reply) {
    Client client;
    client.Call(7, kHi);
    return client.Answer(reply);
  };
  EXPECT_EQ(answer(Message(2, "Ping", 7, kHi)), "ok");
  EXPECT_EQ(answer(TtMessage({.strings = {{"biz-status", "404"}, {"biz-message", "none"}}}, Message(2, "Ping", 7, ""))),
            "BizError: none");
  // Of an exception neither sequence id nor method count.
  EXPECT_EQ(answer(Message(3, "Other", 99, "\x08\x01\x12\x01x")), "Unimplemented: x");
  EXPECT_EQ(answer(kThriftPing.substr(0, 6) + Unhex("0003") + kThriftPing.substr(8)),
            "Internal: unknown application exception");
  EXPECT_THAT(answer(Message(3, "Ping", 7, "\x08")), HasSubstr(", broken"));
  EXPECT_THAT(answer(Message(2, "Ping", 8, "")), HasSubstr("expected the reply with sequence id 7, got 8, broken"));
  EXPECT_THAT(answer(kThriftPing.substr(0, 6) + Unhex("0002") + kThriftPing.substr(8)),
              HasSubstr("expected a reply in Protobuf, got one in Thrift, broken"));
}

TEST(KitexProtobufClient, AThriftCallGetsNoReplyInProtobuf) {
  Client client(Transport::kFramed);
  client.Call(7, std::string(1, '\0'), Payload::kThrift);
  EXPECT_THAT(client.Answer(Message(2, "Ping", 7, "")), HasSubstr("expected a reply in Thrift, got one in Protobuf"));
}

TEST(KitexProtobuf, PiecesDoNotMatter) {
  const std::string bytes = Message(1, "Ping", 3, kHi) + TtMessage({}, Message(1, "Ping", 4, "")) + kThriftPing;
  for (std::size_t chunk = 1; chunk <= bytes.size(); ++chunk) {
    KitexServerSession server{SessionOptions()};
    ServerRecorder sink;
    ASSERT_EQ(FeedIn(server, sink, bytes, chunk).ToString(), "ok") << chunk;
    ASSERT_EQ(sink.calls.size(), 3u) << chunk;
    EXPECT_EQ(sink.calls[0].body, kHi);
  }
}

}  // namespace
}  // namespace elanus::protocol
