// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/server_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/protocol/kitex/test_support.h"
#include "elanus/wire/crc32c.h"

namespace elanus::protocol {
namespace {

using session::ReplyHead;
using session::SessionOptions;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// wire.md E1 and E13.
const std::string kPingBuffered = Unhex("8001 0001 00000004 50696e67 0000000b 00");
const std::string kPingFramed = Unhex("00000011") + kPingBuffered;
const std::string kPingTtHeader = Unhex(
    "0000003f 1000 0000 00000001 0009 0000 01 0001 0003 69736e 000b 4563686f53657276696365"
    "10 0001 0009 0004 50696e67 0000 80010001 00000004 50696e67 00000001 00");
const std::string kStop(1, '\0');

class Server {
 public:
  explicit Server(const SessionOptions& options = {}) : session(options) {}

  Status Feed(std::string_view bytes) { return FeedIn(session, sink, bytes, SIZE_MAX); }
  std::string TakeOutput() {
    std::string out(session.output().view());
    session.output().Clear();
    return out;
  }
  std::string Reply(session::CallId id, std::string_view body, const ReplyHead& head = {}) {
    session.BeginReply(id, head).Append(body);
    EXPECT_EQ(session.EndReply(id).ToString(), "ok");
    return TakeOutput();
  }
  std::string Error(session::CallId id, const Status& status, const ReplyHead& head = {}) {
    session.ReplyError(id, status, head);
    return TakeOutput();
  }

  KitexServerSession session;
  ServerRecorder sink;
};

SessionOptions Options(bool meta_handlers, bool checksum) {
  SessionOptions options;
  options.meta_handlers = meta_handlers;
  options.checksum = checksum;
  return options;
}

TEST(KitexServer, AnswersInTheFramingOfTheRequest) {
  Server server;
  ASSERT_TRUE(server.Feed(kPingBuffered + kPingFramed + kPingTtHeader).ok());
  ASSERT_EQ(server.sink.calls.size(), 3u);
  EXPECT_EQ(server.sink.calls[0].text, "PurePayload /Ping #11 from / to  rip  timeout 0 size 17 body 00");
  EXPECT_EQ(server.sink.calls[1].text, "Framed /Ping #11 from / to  rip  timeout 0 size 21 body 00");
  EXPECT_EQ(server.sink.calls[2].text, "TTHeader EchoService/Ping #1 from / to  rip  timeout 0 size 67 body 00");
  EXPECT_EQ(
      server.Reply(2, kStop),
      Unhex("00000027 1000 0000 00000001 0003 0000 10 0001 0016 0001 32 0000 80010002 00000004 50696e67 00000001 00"));
  EXPECT_EQ(server.Reply(0, kStop), Unhex("80010002 00000004 50696e67 0000000b 00"));
  EXPECT_EQ(server.Reply(1, kStop), Unhex("00000011 80010002 00000004 50696e67 0000000b 00"));
  EXPECT_EQ(server.session.reply_size(), 21u);
}

TEST(KitexServer, ReadsWhateverAHeaderSays) {
  Server server;
  const std::string message = TtMessage(
      {.acl = "tok",
       .strings = {{"isn", "Svc"},
                   {"rip", "10.0.0.1:80"},
                   {"RPC_TRANSIT_t", "old"},
                   {"RPC_TRANSIT_t", "new"},
                   {"RPC_PERSIST_P", "1"},
                   {"RPC_PERSIST_", "x"},
                   {"K_ProcessAtTime", "7"},
                   {"PV_x", ""}},
       .ints = {{3, "caller"}, {6, "callee"}, {9, "ignored"}, {12, "250"}, {20, "Up"}, {22, "9"}, {999, "?"}}},
      kPingBuffered);
  ASSERT_TRUE(server.Feed(message).ok());
  ASSERT_EQ(server.sink.calls.size(), 1u);
  const SeenCall& call = server.sink.calls[0];
  EXPECT_THAT(call.text,
              HasSubstr("TTHeader Svc/Ping #11 from caller/Up to callee rip 10.0.0.1:80 timeout 250000000 "));
  EXPECT_EQ(call.metadata.Find(MetaKind::kTransient, "t"), "new");
  EXPECT_EQ(call.metadata.Find(MetaKind::kTransient, "gdpr-token"), "tok");
  EXPECT_EQ(call.metadata.Find(MetaKind::kPersistent, "P"), "1");
  EXPECT_EQ(call.metadata.Find(MetaKind::kPlain, "K_ProcessAtTime"), "7");
}

TEST(KitexServer, TransientValuesOfTheCallersCallerAreDropped) {
  for (const bool upstream_first : {true, false}) {
    const Strings::value_type up{"RPC_TRANSIT_UPSTREAM_k", "up"}, own{"RPC_TRANSIT_k", "own"};
    Server server;
    ASSERT_TRUE(server
                    .Feed(TtMessage({.strings = {{"isn", "S"},
                                                 upstream_first ? up : own,
                                                 upstream_first ? own : up,
                                                 {"RPC_TRANSIT_UPSTREAM_u", "1"},
                                                 {"RPC_PERSIST_p", "2"}}},
                                    kPingBuffered))
                    .ok());
    const Metadata& metadata = server.sink.calls.at(0).metadata;
    EXPECT_EQ(metadata.Find(MetaKind::kTransient, "k"), "own");
    EXPECT_EQ(metadata.Find(MetaKind::kPersistent, "p"), "2");
    EXPECT_EQ(metadata.size(), 2u);
    EXPECT_EQ(server.sink.calls.at(0).head.service, "S");
  }
}

TEST(KitexServer, TimeoutsThatAreNoneAreIgnored) {
  for (const char* text : {"", "0", "-5", "1.5", "1000x", " 1", "99999999999999999999"}) {
    Server server;
    ASSERT_TRUE(server.Feed(TtMessage({.ints = {{12, text}}}, kPingBuffered)).ok());
    EXPECT_EQ(server.sink.calls.at(0).head.timeout.count(), 0) << text;
  }
  Server server;
  ASSERT_TRUE(server.Feed(TtMessage({.ints = {{12, "9223372036854775807"}}}, kPingBuffered)).ok());
  EXPECT_GT(server.sink.calls.at(0).head.timeout, std::chrono::hours(24 * 365 * 200));
}

TEST(KitexServer, ReadsAMeshHeaderAndAnswersWithout) {
  Server server;
  const std::string mesh = Unhex("ffaf 0008 0001 0001 61 0001 62");
  ASSERT_TRUE(server.Feed(mesh + kPingFramed + mesh + kPingBuffered).ok());
  ASSERT_EQ(server.sink.calls.size(), 2u);
  EXPECT_EQ(server.sink.calls[0].text, "Framed /Ping #11 from / to  rip  timeout 0 size 33 [plain a=b] body 00");
  EXPECT_EQ(server.sink.calls[1].text, "PurePayload /Ping #11 from / to  rip  timeout 0 size 29 [plain a=b] body 00");
  EXPECT_EQ(server.Reply(0, kStop), Unhex("00000011 80010002 00000004 50696e67 0000000b 00"));
}

TEST(KitexServer, StopsWhenTheSinkHasEnough) {
  Server server;
  server.sink.stop_after = 2;
  Bytes in;
  in.Append(kPingFramed + kPingBuffered + kPingTtHeader + kPingFramed.substr(0, 10));
  ASSERT_TRUE(server.session.Feed(in, server.sink).ok());
  EXPECT_EQ(server.sink.calls.size(), 2u);
  EXPECT_EQ(in.size(), kPingTtHeader.size() + 10);
  ASSERT_TRUE(server.session.Feed(in, server.sink).ok());
  EXPECT_EQ(server.sink.calls.size(), 3u);
  EXPECT_EQ(in.size(), 10u);
  EXPECT_TRUE(server.session.InMessage(in));
}

TEST(KitexServer, OnewayIsToldAndDropped) {
  Server server;
  ASSERT_TRUE(server.Feed(Unhex("00000019 80010004 00000004 46697265 0000000c 0b 0001 00000001 66 00")).ok());
  EXPECT_TRUE(server.sink.calls.at(0).head.oneway);
  server.session.Drop(0);
  EXPECT_EQ(server.TakeOutput(), "");
  ASSERT_TRUE(server.Feed(kPingFramed).ok());
  EXPECT_EQ(server.sink.calls.at(1).id, 0u);  // the id is free again
  EXPECT_FALSE(server.sink.calls.at(1).head.oneway);
}

TEST(KitexServer, ThePayloadsSequenceIdHolds) {
  Server server;
  ASSERT_TRUE(server.Feed(TtMessage({.sequence_id = 99}, kPingBuffered)).ok());
  EXPECT_EQ(server.sink.calls.at(0).head.sequence_id, 11);
  EXPECT_THAT(Normal(server.Reply(0, kStop)), HasSubstr("seq 0000000b"));
}

TEST(KitexServer, RepliesCarryBusinessErrorAndBackwardValues) {
  const Biz biz(404, "not found", {{"k", "v"}});
  Metadata backward;
  backward.Add(MetaKind::kBackward, "bk", "bv");
  backward.Add(MetaKind::kBackward, "crrst", "1");  // the protocol's own key
  backward.Add(MetaKind::kTransient, "t", "not here");
  ReplyHead head;
  head.biz = &biz;
  head.backward = &backward;
  head.going_away = true;

  Server with;
  ASSERT_TRUE(with.Feed(kPingTtHeader + kPingFramed).ok());
  EXPECT_EQ(Normal(with.Reply(0, kStop, head)), Normal(TtMessage({.sequence_id = 1,
                                                                  .strings = {{"bk", "bv"},
                                                                              {"biz-status", "404"},
                                                                              {"biz-message", "not found"},
                                                                              {"biz-extra", R"({"k":"v"})"},
                                                                              {"crrst", "1"}},
                                                                  .ints = {{22, "2"}}},
                                                                 Unhex("80010002 00000004 50696e67 00000001 00"))));
  EXPECT_EQ(with.Reply(1, kStop, head), Unhex("00000011 80010002 00000004 50696e67 0000000b 00"));

  Server without(Options(false, false));
  ASSERT_TRUE(without.Feed(kPingTtHeader).ok());
  EXPECT_EQ(Normal(without.Reply(0, kStop, head)), Normal(TtMessage({.sequence_id = 1, .strings = {{"bk", "bv"}}},
                                                                    Unhex("80010002 00000004 50696e67 00000001 00"))));
}

TEST(KitexServer, ErrorsTravelWithTheirTypeAndText) {
  const auto exception = [](std::string_view type, std::string_view text) {
    const std::string body = Unhex("0b 0001") + Text32(text) + Unhex("08 0002") + Unhex(type) + kStop;
    return Unhex("80010003 00000004 50696e67 0000000b") + body;
  };
  Server server;
  ASSERT_TRUE(server.Feed(kPingBuffered + kPingBuffered + kPingBuffered).ok());
  EXPECT_EQ(server.Error(0, Internal("biz error: boom")), exception("00000006", "biz error: boom"));
  EXPECT_EQ(server.Error(1, ApplicationError(1, "unknown method")), exception("00000001", "unknown method"));
  EXPECT_EQ(server.Error(2, ApplicationError(-7, "")), exception("fffffff9", ""));
}

TEST(KitexServer, AReplyMayBeAbandonedForAnError) {
  Server server;
  ASSERT_TRUE(server.Feed(kPingFramed + kPingTtHeader).ok());
  const std::string first = server.Reply(0, kStop);
  server.session.output().Append(first);  // not yet written: pending replies stay
  server.session.BeginReply(1, {}).Append("half a bo");
  server.session.AbortReply(1);
  server.session.ReplyError(1, Internal("x"), {});
  const std::string out = server.TakeOutput();
  EXPECT_EQ(out.substr(0, first.size()), first);
  EXPECT_THAT(Normal(out.substr(first.size())), HasSubstr("int 22=3"));
  EXPECT_EQ(server.session.reply_size(), out.size() - first.size());
}

TEST(KitexServer, WhatDoesNotFitFailsAndAnErrorStillFits) {
  Metadata backward;
  backward.Add(MetaKind::kBackward, "big", std::string(65536, 'x'));
  ReplyHead head;
  head.backward = &backward;
  head.going_away = true;
  Server server;
  ASSERT_TRUE(server.Feed(kPingTtHeader).ok());
  server.session.BeginReply(0, head).Append(kStop);
  EXPECT_THAT(server.session.EndReply(0).message(), HasSubstr("65535"));
  EXPECT_EQ(server.TakeOutput(), "");
  const std::string error = Normal(server.Error(0, Internal("too long"), head));
  EXPECT_THAT(error, HasSubstr("crrst=1"));
  EXPECT_THAT(error, HasSubstr(Hex("too long")));
}

TEST(KitexServer, ChecksumsAreCheckedWhenTheyCame) {
  const std::string good(wire::View(wire::ToText(wire::Crc32c(kPingFramed))));
  ASSERT_NE(good.find_first_of("abcdef"), good.npos);
  std::string upper = good;
  for (char& c : upper) c = static_cast<char>(std::toupper(c));
  for (const auto& [text, fits] :
       Strings{{good, "yes"}, {"", "yes"}, {upper, ""}, {"00000000", ""}, {good + "0", ""}}) {
    Server server(Options(true, true));
    const Status status = server.Feed(TtMessage({.strings = {{"crc32c", text}}}, kPingFramed));
    EXPECT_EQ(status.ok(), fits == "yes") << text;
    EXPECT_EQ(server.sink.calls.size(), fits == "yes" ? 1u : 0u) << text;
    EXPECT_THAT(status.ToString(), HasSubstr(status.ok() ? "ok" : "payload validation error: expected crc32c " + good));
    Server lenient;
    EXPECT_TRUE(lenient.Feed(TtMessage({.strings = {{"crc32c", text}}}, kPingFramed)).ok());
  }
  Server server(Options(true, true));
  ASSERT_TRUE(server.Feed(kPingTtHeader).ok());
  const std::string reply = server.Reply(0, kStop);
  const std::string crc(wire::View(wire::ToText(wire::Crc32c(reply.substr(reply.size() - 17)))));
  EXPECT_THAT(Normal(reply), HasSubstr("crc32c=" + crc));
}

TEST(KitexServer, ADrainingConnectionSaysSoInEachReply) {
  Server server;
  ASSERT_TRUE(server.Feed(kPingTtHeader + kPingTtHeader).ok());
  EXPECT_EQ(Normal(server.Reply(0, kStop)).find("crrst"), std::string::npos);
  server.session.Drain();
  EXPECT_EQ(server.TakeOutput(), "");  // no control frame: the connection is not multiplexed
  EXPECT_THAT(Normal(server.Reply(1, kStop)), HasSubstr("crrst=1"));
  EXPECT_EQ(server.TakeOutput(), "");
}

TEST(KitexServer, MultiplexedCallsAreAnsweredInAnyOrderAndThenTheControlFrameComes) {
  Server server;
  const auto request = [](std::int32_t sequence_id) {
    return TtMessage({.flags = 1, .sequence_id = sequence_id},
                     Unhex("80010001 00000004 50696e67") + Big32(static_cast<std::uint32_t>(sequence_id)) + kStop);
  };
  ASSERT_TRUE(server.Feed(request(7) + request(8) + request(9)).ok());
  EXPECT_TRUE(server.sink.calls.at(0).head.concurrent);
  EXPECT_THAT(Normal(server.Reply(2, kStop)), HasSubstr("flags 0 seq 00000009"));
  server.session.Drain();
  EXPECT_EQ(server.TakeOutput(), "");
  EXPECT_THAT(Normal(server.Reply(0, kStop)), HasSubstr("crrst=1"));
  // wire.md 9, captured.
  const std::string control = Unhex(
      "0000002b 1000 0000 00000000 0004 00 00 01 0001 0005 6372727374 0001 31 00 80010002 00000004 6e6f6e65 00000000 "
      "00");
  const std::string last = server.Error(1, Internal("x"));
  EXPECT_EQ(last.substr(last.size() - control.size()), control);
  EXPECT_EQ(server.session.reply_size(), last.size() - control.size());
  ASSERT_TRUE(server.Feed(request(10)).ok());  // sent before the client could know
  EXPECT_THAT(Normal(server.Reply(server.sink.calls.back().id, kStop)), HasSubstr("seq 0000000a"));
}

TEST(KitexServer, LengthsThatEndBeforeTheBodyDoNotHurt) {
  std::string body = Unhex("0b 0001 00000003 616263 00");
  const std::string message = Unhex("80010001 00000004 50696e67 0000000b") + body;  // 16 bytes before the body
  const auto framed = [&](std::uint32_t length) { return Big32(length) + message; };
  const auto tt = [&](std::uint32_t length) {
    std::string bytes = TtMessage({}, message);
    return Big32(length) + bytes.substr(4);
  };
  for (std::uint32_t length : {0u, 1u, 8u, 16u}) {
    Server server;
    ASSERT_TRUE(server.Feed(framed(length) + tt(length) + tt(14 + length) + kPingFramed).ok()) << length;
    ASSERT_EQ(server.sink.calls.size(), 4u) << length;
    for (int i = 0; i < 3; ++i) EXPECT_EQ(server.sink.calls[i].body, body) << length;
  }
  // More than that is believed: the body ends early, and what follows it is no message.
  Server server;
  EXPECT_FALSE(server.Feed(framed(17) + kPingFramed).ok());
  ASSERT_EQ(server.sink.calls.size(), 1u);
  EXPECT_EQ(server.sink.calls[0].body, body.substr(0, 1));
}

// As in Kitex: the next message begins where the frame ends.
TEST(KitexServer, BeforeAFrameLengthDoesNotCount) {
  for (const std::uint32_t length : {0u, 10u, 20u, 34u, 36u, 1000u, 60'000'000u}) {
    Server server;
    const std::string message = Big32(length) + TtMessage({}, kPingFramed).substr(4);
    ASSERT_TRUE(server.Feed(message + kPingBuffered).ok());
    ASSERT_EQ(server.sink.calls.size(), 2u) << length;
    EXPECT_EQ(server.sink.calls[0].body, kStop);
  }
}

TEST(KitexServer, TellsOfRequestsWhoseRestDoesNotCome) {
  const std::string body = Unhex("0b 0001 00000003 616263 00");
  const std::string message = Unhex("80010001 00000004 50696e67 0000000b") + body;
  const Strings table = {
      {Text32(message), "call 0 /Ping #11: late"},
      {TtMessage({.strings = {{"isn", "S"}}}, message), "call 0 S/Ping #11: late"},
      {TtMessage({}, Text32(message)), "call 0 /Ping #11: late"},
      {message, ""},
  };
  for (const auto& [bytes, told] : table) {
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      Server server;
      Bytes in;
      in.Append(std::string_view(bytes).substr(0, size));
      ASSERT_TRUE(server.session.Feed(in, server.sink).ok());
      server.session.GiveUp(in, DeadlineExceeded("late"), server.sink);
      const bool expected = !told.empty() && size + body.size() >= bytes.size();  // all but the body is there
      ASSERT_EQ(server.sink.unreadable.size(), expected ? 1u : 0u) << size << " of " << Hex(bytes);
      if (expected) {
        EXPECT_EQ(server.sink.unreadable[0], told);
        EXPECT_FALSE(server.Error(0, ApplicationError(7, "late")).empty());
      }
    }
  }
}

TEST(KitexServer, NothingIsToldOfAPayloadWhoseChecksumIsStillOpen) {
  Server server(Options(true, true));
  const std::string bytes = TtMessage({}, kPingFramed);
  Bytes in;
  in.Append(std::string_view(bytes).substr(0, bytes.size() - 1));
  ASSERT_TRUE(server.session.Feed(in, server.sink).ok());
  server.session.GiveUp(in, DeadlineExceeded("late"), server.sink);
  EXPECT_TRUE(server.sink.unreadable.empty());
}

TEST(KitexServer, TellsOfBodiesThatCannotBeWalkedWhereALengthWasGiven) {
  const std::string bad = Unhex("80010001 00000004 50696e67 0000000b 05 0001 00");  // a field of type 5
  Server bare;
  EXPECT_FALSE(bare.Feed(bad).ok());
  EXPECT_TRUE(bare.sink.unreadable.empty());
  Server framed;
  EXPECT_FALSE(framed.Feed(Big32(0) + bad).ok());
  EXPECT_EQ(framed.sink.unreadable.size(), 1u);
}

TEST(KitexServer, TakesTypeFiveForACallWithoutSequenceId) {
  Server server;
  const std::string stream = Unhex("80010005 00000004 50696e67 0000000b 00");
  ASSERT_TRUE(server.Feed(stream + TtMessage({.sequence_id = 9}, stream)).ok());
  EXPECT_EQ(server.Reply(0, kStop), Unhex("80010002 00000004 50696e67 00000000 00"));
  EXPECT_THAT(server.Reply(1, kStop), HasSubstr(Unhex("80010002 00000004 50696e67 00000009 00")))
      << "that of the header, as there is one";
  EXPECT_EQ(server.sink.calls.at(1).head.sequence_id, 9) << "spans and replies name the same one";
}

TEST(KitexServer, RefusesWhatIsNoRequest) {
  for (const char* type : {"80010002", "80010003"}) {
    Server server;
    const Status status = server.Feed(Unhex(type) + Unhex("00000004 50696e67 0000000b 00"));
    EXPECT_THAT(status.message(), HasSubstr("expected a message of type 1 (call) or 4 (oneway), got "));
    EXPECT_EQ(status.app_exception(), 2);
  }
}

}  // namespace
}  // namespace elanus::protocol
