// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What attackers of HTTP/2 servers send, frame by frame: each is closed after a named limit, or fails alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "elanus/protocol/grpc/limits.h"
#include "elanus/protocol/grpc/test_frames.h"
#include "elanus/protocol/grpc/test_support.h"
#include "elanus/wire/compress/gzip.h"

namespace elanus::protocol {
namespace {

using session::CallId;
using testing::HasSubstr;

// One connection of somebody who does not read what it is answered.
class Attacker {
 public:
  explicit Attacker(const session::SessionOptions& options = {}) : server(options) { Say(Hello()); }

  void Say(std::string_view bytes) {
    if (!status.ok()) return;
    Bytes in;
    in.Append(bytes);
    status = server.Feed(in, sink);
    rest = in.size();
    server.Fill();
    if (status.ok() && server.ended()) status = server.OnTime(TimePoint(), sink);
    if (server.output().size() > 1 << 20) server.output().Clear();
  }
  // Until the server has enough; how often that took.
  std::int64_t Until(std::int64_t most, const std::function<std::string(std::uint32_t stream)>& frames) {
    for (std::int64_t i = 0; i < most; ++i) {
      Say(frames(stream));
      if (!status.ok()) return i + 1;
      stream += 2;
    }
    return most + 1;
  }
  // What the client would read; all of it so far.
  std::string Answer() {
    server.Fill();
    return std::string(server.output().view());
  }

  GrpcServerSession server;
  GrpcServerRecorder sink;
  Status status;
  std::size_t rest = 0;
  std::uint32_t stream = 1;
};

constexpr int kEndHeaders = 4, kEndStream = 1;
const std::string kMessage = std::string("\0\0\0\0\1q", 6);

std::string Request(std::uint32_t stream, int flags = kEndHeaders) {
  return Frame(1, flags, stream, CallHeaders("/pack.Service/Bidi"));
}

TEST(GrpcAttack, RapidReset) {
  Attacker attacker;
  const std::int64_t took =
      attacker.Until(10'000, [](std::uint32_t stream) { return Request(stream) + Frame(3, 0, stream, Big32(8)); });
  EXPECT_EQ(took, grpc_limits::kResets / grpc_limits::kResetAtOnceCounts + 1);
  EXPECT_THAT(attacker.status.message(), HasSubstr("expected at most 1000 streams to be reset"));
  EXPECT_TRUE(attacker.server.ended());
  EXPECT_THAT(attacker.Answer(), HasSubstr("streams to be reset"));  // GOAWAY says why
}

TEST(GrpcAttack, RapidResetInReadsOfItsOwn) {
  Attacker attacker;
  const std::int64_t took = attacker.Until(10'000, [&](std::uint32_t stream) {
    attacker.Say(Request(stream));
    return Frame(3, 0, stream, Big32(8));
  });
  EXPECT_EQ(took, grpc_limits::kResets + 1);
}

TEST(GrpcAttack, RapidResetOfCallsThatAreAnsweredAtOnce) {
  Attacker attacker;
  attacker.sink.on_open = [&](CallId id, std::string_view) { attacker.server.ReplyError(id, Internal("no"), {}); };
  const std::int64_t took =
      attacker.Until(10'000, [](std::uint32_t stream) { return Request(stream) + Frame(3, 0, stream, Big32(8)); });
  EXPECT_LE(took, grpc_limits::kResets + 1);
}

// Resets come back with time, and with each call that is answered.
TEST(GrpcAttack, ManyCancellationsAmongAnsweredCallsAreNoAttack) {
  GrpcPair pair;
  for (int i = 0; i < 5000; ++i) {
    const CallId a = pair.Call(pair.Head("Unary"), "q");
    const CallId b = pair.Call(pair.Head("Unary"), "q");
    pair.Run();
    pair.client.Forget(i % 2 == 0 ? a : b);
    pair.Run();
    ASSERT_TRUE(pair.server_status.ok()) << i << pair.server_status.message();
    ASSERT_TRUE(pair.Answer(i % 2 == 0 ? b : a, "a").ok());
    pair.Run();
  }
  Attacker slow;
  TimePoint now(1);
  for (int seconds = 0; seconds < 100; ++seconds) {
    for (int i = 0; i < grpc_limits::kResetsPerSecond; ++i, slow.stream += 2) {
      slow.Say(Request(slow.stream));
      slow.Say(Frame(3, 0, slow.stream, Big32(8)));
    }
    now = now + std::chrono::seconds(1);
    ASSERT_TRUE(slow.server.OnTime(now, slow.sink).ok());
  }
  EXPECT_TRUE(slow.status.ok()) << slow.status.message();
}

// The server is made to reset: six ways (CVE-2025-8671).
TEST(GrpcAttack, MadeYouReset) {
  const std::pair<const char*, std::function<std::string(std::uint32_t)>> ways[] = {
      {"window overflow", [](std::uint32_t s) { return Request(s) + Frame(8, 0, s, Big32(0x7fffffff)); }},
      {"zero increment", [](std::uint32_t s) { return Request(s) + Frame(8, 0, s, Big32(0)); }},
      {"HEADERS after the end",
       [](std::uint32_t s) { return Request(s, kEndHeaders | kEndStream) + Request(s, kEndHeaders | kEndStream); }},
      {"DATA after the end",
       [](std::uint32_t s) { return Request(s, kEndHeaders | kEndStream) + Frame(0, 0, s, kMessage); }},
      {"PRIORITY of 6 bytes", [](std::uint32_t s) { return Request(s) + Frame(2, 0, s, "\0\0\0\1\1\1"); }},
      {"depends on itself", [](std::uint32_t s) { return Request(s) + Frame(2, 0, s, Big32(s) + "\1"); }},
  };
  for (const auto& [name, frames] : ways) {
    Attacker attacker;
    const std::int64_t took = attacker.Until(10'000, frames);
    EXPECT_LE(took, grpc_limits::kResets + 1) << name;
    EXPECT_FALSE(attacker.status.ok()) << name;
  }
}

TEST(GrpcAttack, ContinuationFlood) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{100}}) {
    Attacker attacker;
    attacker.Say(Frame(1, 0, 1, CallHeaders()));
    const std::string more = size == 0 ? "" : Literal("x", std::string(size, 'x'));
    const std::int64_t took = attacker.Until(1000, [&](std::uint32_t) { return Frame(9, 0, 1, more); });
    EXPECT_EQ(took, grpc_limits::kContinuations + 1);
    EXPECT_THAT(attacker.status.message(), HasSubstr("at most 8 CONTINUATION frames"));
  }
}

TEST(GrpcAttack, FloodsOfFramesWithoutWork) {
  const std::pair<const char*, std::string> floods[] = {
      {"PING", Frame(6, 0, 0, "01234567")},
      {"PING answers", Frame(6, 1, 0, "01234567")},
      {"SETTINGS", Frame(4, 0, 0, "")},
      {"PRIORITY", Frame(2, 0, 1, Big32(3) + "\1")},
      {"WINDOW_UPDATE", Frame(8, 0, 0, Big32(1))},
      {"empty DATA", Frame(0, 0, 1, "")},
      {"unknown", Frame(0x77, 0, 0, "")},
  };
  for (const auto& [name, frame] : floods) {
    session::SessionOptions options;
    options.grpc.min_ping_interval = Duration(0);  // that is another rule
    Attacker attacker(options);
    attacker.Say(Request(1));
    std::string many;
    for (int i = 0; i < 10; ++i) many += frame;
    const std::int64_t took = attacker.Until(10'000, [&](std::uint32_t) { return many; });
    EXPECT_LE(took, grpc_limits::kControlFrames / 10 + 1) << name;
    EXPECT_TRUE(attacker.server.ended()) << name;
  }
}

TEST(GrpcAttack, AnswersToPingsAreBoundedWhenNobodyReadsThem) {
  session::SessionOptions options;
  options.grpc.min_ping_interval = Duration(0);
  GrpcServerSession server(options);
  GrpcServerRecorder sink;
  Bytes in;
  in.Append(Hello());
  for (std::size_t i = 0; i <= grpc_limits::kWaitingAcks; ++i) in.Append(Frame(6, 0, 0, "01234567"));
  EXPECT_FALSE(server.Feed(in, sink).ok());
}

TEST(GrpcAttack, PingsThatComeTooEarly) {
  Attacker attacker;
  const std::string ping = Frame(6, 0, 0, "01234567");
  TimePoint now(1);
  for (int i = 0; i < 3; ++i) {
    attacker.Say(ping);
    EXPECT_EQ(attacker.server.due(), TimePoint()) << "to learn what time it is";
    EXPECT_TRUE(attacker.server.OnTime(now, attacker.sink).ok());
    now = now + std::chrono::seconds(1);
  }
  attacker.Say(ping);
  EXPECT_EQ(attacker.server.OnTime(now, attacker.sink).message(), "too_many_pings");
  EXPECT_THAT(attacker.Answer(), HasSubstr("too_many_pings"));

  Attacker patient;
  for (int i = 0; i < 10; ++i) {
    patient.Say(ping);
    now = now + std::chrono::hours(2);
    EXPECT_TRUE(patient.server.OnTime(now, patient.sink).ok());
  }
}

// A large entry of HPACK's table, named again and again: a byte each.
TEST(GrpcAttack, HpackBomb) {
  Attacker attacker;
  std::string block = CallHeaders();
  const std::string value(3500, 'v');
  block += '\x40';  // literal, with indexing
  block += Literal("bomb", value).substr(1);
  block += std::string(8000, '\xbe');  // the newest entry
  attacker.Say(Frame(1, kEndHeaders, 1, block));
  EXPECT_FALSE(attacker.status.ok());
  EXPECT_THAT(attacker.status.message(), HasSubstr("expected a header list of at most 65536 bytes and 256 fields"));
  EXPECT_TRUE(attacker.sink.log.empty());
}

TEST(GrpcAttack, ManySmallFields) {
  Attacker attacker;
  std::string block = CallHeaders();
  for (int i = 0; i < 2000; ++i) block += Literal("a", "");
  attacker.Say(Frame(1, kEndHeaders, 1, block));
  EXPECT_FALSE(attacker.status.ok());
}

// Refused, and the table of names and values is still the same on both sides.
TEST(GrpcAttack, AHeaderListThatIsSomewhatTooLargeFailsAlone) {
  Attacker attacker;
  const std::string entry = '\x40' + Literal("x-large", std::string(3000, 'v')).substr(1);
  std::string block = CallHeaders("/pack.Service/Unary") + entry + std::string(30, '\xbe');
  attacker.Say(Frame(1, kEndHeaders, 1, block) + Frame(0, kEndStream, 1, kMessage));
  ASSERT_TRUE(attacker.status.ok());
  EXPECT_EQ(attacker.sink.Take(), "");
  EXPECT_THAT(attacker.Answer(), HasSubstr("8"));
  attacker.Say(Frame(1, kEndHeaders, 3, CallHeaders("/pack.Service/Unary", "\xbe")) +
               Frame(0, kEndStream, 3, kMessage));
  EXPECT_TRUE(attacker.status.ok());
  EXPECT_THAT(attacker.sink.Take(), HasSubstr("[plain x-large=" + std::string(3000, 'v') + "]"));
}

// Whatever libnghttp2 finds wrong with a connection: its calls end.
TEST(GrpcAttack, ABrokenConnectionTakesItsCallsAlong) {
  const std::string broken[] = {
      Frame(0, 0, 0, kMessage),                                  // DATA without a stream
      std::string("\xff\xff\xff\0\0\0\0\0\1", 9),                // a frame of 16 MiB
      Frame(1, kEndHeaders, 3, "\xff\xff\xff\xff\xff\xff\xff"),  // no HPACK
      Frame(4, 0, 0, "12345"),                                   // SETTINGS of 5 bytes
      Frame(1, kEndHeaders, 2, CallHeaders()),                   // an even stream
      Frame(8, 0, 0, Big32(0)),                                  // a window by nothing
      Frame(5, kEndHeaders, 1, Big32(2)),                        // a push
  };
  for (const std::string& bytes : broken) {
    Attacker attacker;
    attacker.Say(Request(1));
    attacker.sink.Take();
    attacker.Say(bytes);
    EXPECT_FALSE(attacker.status.ok()) << Hex(bytes);
    EXPECT_TRUE(attacker.server.ended()) << Hex(bytes);
    EXPECT_THAT(attacker.sink.Take(), HasSubstr("0 cancelled Unavailable: the connection was closed")) << Hex(bytes);
  }
}

TEST(GrpcAttack, SlowLoris) {
  Attacker attacker;
  attacker.Say(Frame(1, kEndHeaders, 1, CallHeaders()).substr(0, 20));
  EXPECT_EQ(attacker.rest, 20u) << "the connection keeps it, and gives it five seconds";

  Attacker block;
  block.Say(Frame(1, 0, 1, CallHeaders()));
  EXPECT_EQ(block.rest, 0u);
  EXPECT_TRUE(block.server.InMessage(Bytes())) << "a header block without its end";
  block.server.GiveUp(Bytes(), DeadlineExceeded("the rest did not come"), block.sink);
  EXPECT_TRUE(block.server.ended());
  EXPECT_THAT(block.Answer(), HasSubstr("the rest did not come"));
}

TEST(GrpcAttack, CompressionBomb) {
  session::SessionOptions options;
  options.limits.message_bytes = 1 << 20;
  Attacker attacker(options);
  Bytes packed;
  ASSERT_TRUE(wire::Gzip(std::string(std::size_t{20} << 20, '\0'), packed).ok());
  std::string message = "\1" + Text32(packed.view());
  std::string frames = Frame(4, 1, 0, "");  // our window is known, and larger than the first one
  frames += Frame(1, kEndHeaders, 1, CallHeaders("/pack.Service/Unary", Literal("grpc-encoding", "gzip")));
  for (; !message.empty(); message.erase(0, 16384)) frames += Frame(0, 0, 1, message.substr(0, 16384));
  attacker.Say(frames);
  EXPECT_TRUE(attacker.status.ok());
  EXPECT_EQ(attacker.sink.Take(), "");
  EXPECT_THAT(attacker.Answer(), HasSubstr(Frame(1, kEndHeaders | kEndStream, 1, "").substr(3)));  // status 8
}

TEST(GrpcAttack, AnnouncedBytesTakeNoMemory) {
  Attacker attacker;
  for (std::uint32_t stream = 1; stream < 200; stream += 2) {
    attacker.Say(Frame(1, kEndHeaders, stream, CallHeaders()) +
                 Frame(0, 0, stream, std::string("\0\3\xff\xff\xff", 5)));  // nearly 64 MiB
  }
  EXPECT_TRUE(attacker.status.ok());
  EXPECT_EQ(attacker.sink.Take(), "");
}

// Many unfinished messages: one after the other may grow, the rest waits within its window.
TEST(GrpcAttack, UnfinishedMessagesShareOneLimit) {
  session::SessionOptions options;
  options.limits.message_bytes = 1 << 20;
  options.grpc.stream_window = 65'535;
  GrpcPair pair(options);
  const std::string large(1 << 20, 'x');
  for (int i = 0; i < 20; ++i) {
    const CallId id = pair.client.BeginCall(pair.Head("Unary"));
    pair.client.body().Append(large);
    ASSERT_TRUE(pair.client.EndCall(id).ok());
  }
  pair.Run();
  EXPECT_EQ(pair.at_server.events, 20u) << "all arrive in the end";
  EXPECT_LE(pair.server.most_unfinished(), 2 * large.size() + 20 * 65'535u);
}

// Above what it was told: refused one by one, and the others go on. From a flood of them on it is closed.
TEST(GrpcAttack, CallsAboveTheLimitAreRefused) {
  session::SessionOptions options;
  options.limits.calls_per_connection = 3;
  Attacker attacker(options);
  FrameText text;
  EXPECT_THAT(attacker.Answer(), HasSubstr(std::string("\0\3\0\0\0\3", 6))) << "MAX_CONCURRENT_STREAMS";
  attacker.Say(Frame(4, 1, 0, ""));  // it knows
  std::string requests;
  for (std::uint32_t stream = 1; stream <= 9; stream += 2) requests += Request(stream);
  attacker.Say(requests);
  EXPECT_TRUE(attacker.status.ok()) << attacker.status.message();
  EXPECT_EQ(attacker.sink.events, 3u);
  EXPECT_EQ(text.Read(attacker.Answer()), "7 reset 7\n9 reset 7\n");
  attacker.server.output().Clear();
  attacker.Say(Frame(0, kEndStream, 7, kMessage));  // was on its way
  attacker.Say(Frame(3, 0, 1, Big32(8)) + Request(11));
  EXPECT_TRUE(attacker.status.ok()) << attacker.status.message();
  EXPECT_EQ(attacker.sink.events, 5u) << attacker.sink.log;
  EXPECT_EQ(text.Read(attacker.Answer()), "");

  attacker.stream = 13;
  EXPECT_LE(attacker.Until(10'000, [](std::uint32_t stream) { return Request(stream); }), grpc_limits::kResets + 1);
  EXPECT_THAT(attacker.Answer(), HasSubstr("streams to be reset"));

  Attacker at_once(options);
  at_once.Say(Frame(4, 1, 0, ""));
  std::string many;
  for (std::uint32_t i = 0; i < 4 + grpc_limits::kRefusedAtOnce; ++i) many += Request(1 + 2 * i);
  at_once.Say(many);
  EXPECT_FALSE(at_once.status.ok());
}

// Answers that nobody takes: further calls are refused.
TEST(GrpcAttack, AnswersThatNobodyTakesAreBounded) {
  session::SessionOptions options;
  options.limits.message_bytes = 1 << 20;
  Attacker attacker(options);
  attacker.Say(Frame(4, 0, 0, std::string("\0\4\0\0\0\0", 6)));  // a window of nothing
  int opened = 0;
  attacker.sink.on_open = [&](CallId id, std::string_view) {
    ++opened;
    attacker.server.BeginReply(id, {}).Append(std::string(100'000, 'a'));
    ASSERT_TRUE(attacker.server.EndReply(id).ok());
  };
  attacker.Until(
      200, [](std::uint32_t s) { return Frame(1, kEndHeaders, s, CallHeaders()) + Frame(0, kEndStream, s, kMessage); });
  EXPECT_GE(opened, 10);
  EXPECT_LE(opened, 12);
}

}  // namespace
}  // namespace elanus::protocol
