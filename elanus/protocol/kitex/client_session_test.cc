// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/client_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/protocol/kitex/test_support.h"
#include "elanus/wire/crc32c.h"

namespace elanus::protocol {
namespace {

using session::CallHead;
using session::CallId;
using session::SessionOptions;
using ::testing::HasSubstr;

const std::string kStop(1, '\0');

std::string Message(std::uint8_t type, std::string_view method, std::int32_t sequence_id, std::string_view body) {
  return Unhex("8001 00") + static_cast<char>(type) + Text32(method) + Big32(static_cast<std::uint32_t>(sequence_id)) +
         std::string(body);
}
std::string Reply(std::int32_t sequence_id) { return Message(2, "Echo", sequence_id, kStop); }

class Client {
 public:
  explicit Client(Transport transport = Transport::kTTHeader, bool multiplexed = false,
                  const SessionOptions& options = {})
      : session(transport, options, multiplexed) {}

  CallId Call(std::int32_t sequence_id, std::string_view method = "Echo", bool oneway = false) {
    CallHead head;
    head.method = method;
    head.sequence_id = sequence_id;
    head.oneway = oneway;
    return Call(head);
  }
  CallId Call(const CallHead& head) {
    const CallId id = session.BeginCall(head);
    session.body().Append(kStop);
    EXPECT_EQ(session.EndCall(id).ToString(), "ok");
    return id;
  }
  std::string TakeOutput() {
    std::string out(session.output().view());
    session.output().Clear();
    return out;
  }
  Status Feed(std::string_view bytes) { return FeedIn(session, sink, bytes, SIZE_MAX); }

  KitexClientSession session;
  ClientRecorder sink;
};

// What a reply to "Echo" with sequence id 7 comes to.
std::string Answer(std::string_view reply, const SessionOptions& options = {}) {
  Client client(Transport::kTTHeader, false, options);
  client.Call(7);
  EXPECT_EQ(client.Feed(reply).ToString(), "ok");
  EXPECT_EQ(client.sink.replies.size(), 1u);
  return client.sink.replies.empty() ? "" : client.sink.replies[0].text;
}

CallHead FullHead(const Metadata& metadata) {
  CallHead head;
  head.service = "EchoService";
  head.method = "Echo";
  head.from_service = "svc.a";
  head.to_service = "svc.b";
  head.sequence_id = 3;
  head.timeout = std::chrono::seconds(1);
  head.connect_timeout = std::chrono::microseconds(50);
  head.metadata = &metadata;
  return head;
}

TEST(KitexClient, WritesEachFraming) {
  Metadata metadata;
  metadata.Add(MetaKind::kTransient, "t1", "tv1");
  metadata.Add(MetaKind::kPersistent, "p1", "pv1");
  metadata.Add(MetaKind::kTransient, "gdpr-token", "tok");
  metadata.Add(MetaKind::kBackward, "b", "not here");
  const CallHead head = FullHead(metadata);
  const std::string bare = Message(1, "Echo", 3, kStop);
  const std::string framed = Big32(17) + bare;
  TtFields fields = {
      .sequence_id = 3,
      .acl = "tok",
      .strings = {{"RPC_TRANSIT_t1", "tv1"}, {"RPC_PERSIST_p1", "pv1"}, {"isn", "EchoService"}},
      .ints = {{1, "unframed"}, {3, "svc.a"}, {6, "svc.b"}, {9, "Echo"}, {12, "1000"}, {17, "1"}, {20, ""}, {22, "1"}}};

  const auto written = [&](Transport transport, const SessionOptions& options = {}, bool multiplexed = false) {
    Client client(transport, multiplexed, options);
    client.Call(head);
    EXPECT_EQ(client.session.call_size(), client.session.output().size());
    return Normal(client.TakeOutput());
  };
  EXPECT_EQ(written(Transport::kBuffered), Hex(bare));
  EXPECT_EQ(written(Transport::kFramed), Hex(framed));
  EXPECT_EQ(written(Transport::kTTHeader), Normal(TtMessage(fields, bare)));
  fields.ints[0].second = "framed";
  fields.flags = 1;
  EXPECT_EQ(written(Transport::kTTHeaderFramed, {}, true), Normal(TtMessage(fields, framed)));
  fields.flags = 0;
  SessionOptions options;
  options.meta_handlers = false;
  options.checksum = true;
  fields.ints.clear();
  fields.strings.back() = {"crc32c", std::string(wire::View(wire::ToText(wire::Crc32c(framed))))};
  EXPECT_EQ(written(Transport::kTTHeaderFramed, options), Normal(TtMessage(fields, framed)));
}

TEST(KitexClient, AOnewayCallEndsWhenItIsWritten) {
  Client client(Transport::kFramed);
  const CallId id = client.Call(3, "Fire", true);
  EXPECT_EQ(client.TakeOutput(), Big32(17) + Message(4, "Fire", 3, kStop));
  EXPECT_EQ(client.Call(7), id);
  ASSERT_TRUE(client.Feed(Reply(7)).ok());
  EXPECT_EQ(client.sink.replies.size(), 1u);
}

TEST(KitexClient, TakesReplyInAnyFraming) {
  EXPECT_EQ(Answer(Reply(7)), "call 0 PurePayload #7 ok size 17 body 00");
  EXPECT_EQ(Answer(Text32(Reply(7))), "call 0 Framed #7 ok size 21 body 00");
  EXPECT_EQ(Answer(TtMessage({.sequence_id = 99}, Reply(7))), "call 0 TTHeader #7 ok size 35 body 00");
  EXPECT_EQ(Answer(TtMessage({.strings = {{"bk", "bv"}, {"RPC_TRANSIT_x", "y"}}}, Text32(Reply(7)))),
            "call 0 TTHeader|Framed #7 ok size 67 [backward RPC_TRANSIT_x=y] [backward bk=bv] body 00");
}

TEST(KitexClient, SerialRepliesComeInOrderAndForgottenOnesAreDropped) {
  Client client;
  const CallId first = client.Call(1), second = client.Call(2), third = client.Call(3);
  client.session.Forget(second);
  ASSERT_TRUE(client.Feed(Reply(1) + Text32(Reply(2)) + Reply(3)).ok());
  ASSERT_EQ(client.sink.replies.size(), 2u);
  EXPECT_EQ(client.sink.replies[0].id, first);
  EXPECT_EQ(client.sink.replies[1].id, third);
  EXPECT_FALSE(client.sink.replies[1].info.broken);
  EXPECT_THAT(client.Feed(Reply(4)).message(), HasSubstr("expected no reply"));
}

TEST(KitexClient, MultiplexedRepliesComeInAnyOrder) {
  Client client(Transport::kTTHeader, true);
  const CallId first = client.Call(1), second = client.Call(2), third = client.Call(3);
  client.session.Forget(second);
  const auto reply = [](std::int32_t id) { return TtMessage({.sequence_id = id}, Reply(id)); };
  ASSERT_TRUE(client.Feed(reply(3) + reply(2) + reply(77) + reply(1) + reply(1)).ok());
  ASSERT_EQ(client.sink.replies.size(), 2u);
  EXPECT_EQ(client.sink.replies[0].id, third);
  EXPECT_EQ(client.sink.replies[1].id, first);
  EXPECT_TRUE(client.sink.replies[1].info.status.ok());
  const CallId next = client.Call(4);
  ASSERT_TRUE(client.Feed(TtMessage({.sequence_id = 4}, Reply(5))).ok());  // a frame for another's payload
  ASSERT_EQ(client.sink.replies.size(), 3u);
  EXPECT_EQ(client.sink.replies[2].id, next);
  EXPECT_TRUE(client.sink.replies[2].info.broken);
}

TEST(KitexClient, TheControlFrameSaysThatThePeerGoesAway) {
  const std::string control = Unhex(
      "0000002b 1000 0000 00000000 0004 00 00 01 0001 0005 6372727374 0001 31 00 80010002 00000004 6e6f6e65 00000000 "
      "00");
  for (const bool multiplexed : {true, false}) {
    Client client(Transport::kTTHeader, multiplexed);
    client.Call(7);
    ASSERT_TRUE(client.Feed(control + TtMessage({.sequence_id = 7}, Reply(7))).ok());
    EXPECT_EQ(client.sink.going_away, 1);
    ASSERT_EQ(client.sink.replies.size(), 1u);
    EXPECT_TRUE(client.sink.replies[0].info.status.ok());
  }
}

TEST(KitexClient, ReplyThatDoesNotFitBreaksTheConnection) {
  EXPECT_EQ(Answer(Reply(8)),
            "call 0 PurePayload #8 Internal: expected the reply with sequence id 7, got 8 broken size 17 body 00");
  EXPECT_EQ(Answer(Message(2, "Ohce", 7, kStop)),
            "call 0 PurePayload #7 Internal: expected a reply to Echo, got one to Ohce broken size 17 body 00");
  EXPECT_THAT(Answer(Message(1, "Echo", 7, kStop)), HasSubstr("type 2 (reply) or 3 (exception), got 1 broken"));
}

TEST(KitexClient, ExceptionsAreTakenWhateverTheirSequenceIdAndMethod) {
  const std::string text = Unhex("0b 0001") + Text32("boom"), type = Unhex("08 0002 00000006");
  for (const std::string& body : {text + type + kStop, type + text + kStop}) {
    for (const std::int32_t sequence_id : {7, 0, 12345}) {
      Client client;
      client.Call(7);
      ASSERT_TRUE(client.Feed(Message(3, "Other", sequence_id, body)).ok());
      const session::ReplyInfo& info = client.sink.replies.at(0).info;
      EXPECT_EQ(info.status.app_exception(), 6);
      EXPECT_EQ(info.status.message(), "boom");
      EXPECT_TRUE(info.status.remote());
      EXPECT_FALSE(info.broken);
    }
  }
  for (const char* method : {"Echo", ""}) {
    EXPECT_THAT(Answer(Message(3, method, 7, Unhex("0b 0001 00000000 08 0002 00000007 00"))),
                HasSubstr("unknown protocol error size"));
  }
  EXPECT_THAT(Answer(Text32(Message(3, "Echo", 7, Unhex("0b 0001 000000ff 61")))), HasSubstr(" broken size"));
}

TEST(KitexClient, BusinessErrorsComeFromTheHeader) {
  const auto answer = [](const Strings& strings, std::string_view message = Reply(7)) {
    return Answer(TtMessage({.strings = strings}, message));
  };
  EXPECT_THAT(answer({{"biz-status", "404"}, {"biz-message", "not found"}}), HasSubstr(" BizError: not found size"));
  EXPECT_THAT(answer({{"biz-status", "-1"}}), HasSubstr(" BizError"));
  for (const char* none : {"0", "", "x", "1x", "99999999999"}) {
    EXPECT_THAT(answer({{"biz-status", none}, {"biz-message", "not found"}}), HasSubstr(" ok size")) << none;
  }
  EXPECT_THAT(answer({{"biz-status", "404"}}, Message(3, "Echo", 7, Unhex("0b 0001 00000001 78 08 0002 00000006 00"))),
              HasSubstr(" Internal: x size"));

  for (const auto& [json, size] : Strings{{R"({"k":"v"})", "1"}, {R"({"k":1})", "0"}, {"", "0"}}) {
    Client client;
    client.Call(7);
    ASSERT_TRUE(client.Feed(TtMessage({.strings = {{"biz-status", "404"}, {"biz-extra", json}}}, Reply(7))).ok());
    const Biz* biz = client.sink.replies.at(0).info.status.biz();
    ASSERT_NE(biz, nullptr);
    EXPECT_EQ(biz->code, 404);
    EXPECT_EQ(std::to_string(biz->extra.size()), size) << json;
  }
}

TEST(KitexClient, ThePresenceOfCrrstCounts) {
  for (const char* value : {"1", "", "0"}) {
    EXPECT_THAT(Answer(TtMessage({.strings = {{"crrst", value}}}, Reply(7))), HasSubstr(" ok going away size"));
  }
}

TEST(KitexClient, ChecksumsAreChecked) {
  SessionOptions options;
  options.checksum = true;
  const std::string good(wire::View(wire::ToText(wire::Crc32c(Reply(7)))));
  EXPECT_THAT(Answer(TtMessage({.strings = {{"crc32c", good}}}, Reply(7)), options), HasSubstr(" ok size"));
  const std::string bad = TtMessage({.strings = {{"crc32c", "12345678"}}}, Reply(7));
  EXPECT_THAT(Answer(bad, options), HasSubstr(" DataLoss: payload validation error: expected crc32c " + good));
  EXPECT_THAT(Answer(bad, options), HasSubstr(" broken "));
  EXPECT_THAT(Answer(bad), HasSubstr(" ok size"));
}

TEST(KitexClient, ACallMayBeAbandonedAndATooLongOneFails) {
  Client client;
  const CallId id = client.session.BeginCall(CallHead());
  client.session.body().Append("half");
  client.session.AbortCall(id);
  EXPECT_EQ(client.TakeOutput(), "");

  Metadata metadata;
  metadata.Add(MetaKind::kPersistent, "big", std::string(65536, 'x'));
  CallHead head = FullHead(metadata);
  const CallId big = client.session.BeginCall(head);
  EXPECT_EQ(big, id);
  EXPECT_THAT(client.session.EndCall(big).message(), HasSubstr("65535"));
  EXPECT_EQ(client.TakeOutput(), "");

  EXPECT_EQ(client.Call(7), id);
  ASSERT_TRUE(client.Feed(Reply(7)).ok());
  EXPECT_TRUE(client.sink.replies.at(0).info.status.ok());
}

TEST(KitexClient, SaysWhatAForeignPeerSpeaks) {
  Client client;
  client.Call(7);
  EXPECT_THAT(client.Feed("HTTP/1.1 400 Bad Request\r\n").message(), HasSubstr("speaks HTTP/1"));
}

}  // namespace
}  // namespace elanus::protocol
