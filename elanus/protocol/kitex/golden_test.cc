// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Against what a real Kitex client and server said to each other: our sessions take the place of each. Whatever they
// read, they must write again as it was, the order of a header's entries aside; and the pieces in which bytes come
// must not matter.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "elanus/protocol/kitex/client_session.h"
#include "elanus/protocol/kitex/server_session.h"
#include "elanus/protocol/kitex/test_support.h"

namespace elanus::protocol {
namespace {

using session::SessionOptions;

class Connection {
 public:
  std::string to_server;
  std::string to_client;
};

// Lines are "1 > hex", "1 < hex" and "1 > CLOSE EOF".
std::map<std::string, Connection> ReadTape(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file.good()) << path;
  std::map<std::string, Connection> connections;
  std::string number, direction, hex;
  for (std::string line; std::getline(file, line);) {
    const std::size_t space = line.find(' ');
    if (line.starts_with('#') || space == line.npos || line.find("CLOSE") != line.npos) continue;
    Connection& connection = connections[line.substr(0, space)];
    (line[space + 1] == '>' ? connection.to_server : connection.to_client) += Unhex(line.substr(space + 2));
  }
  EXPECT_FALSE(connections.empty()) << path;
  return connections;
}

// The options with which the message must have been written.
SessionOptions WrittenWith(const std::string& normal) {
  SessionOptions options;
  options.meta_handlers = normal.find("int 22=") != normal.npos;
  options.checksum = normal.find("crc32c=") != normal.npos;
  return options;
}

Duration ConnectTimeout(const std::string& normal) {
  const std::size_t at = normal.find("int 17=");
  return std::chrono::milliseconds(at == normal.npos ? 0 : std::atoi(normal.c_str() + at + 7));
}

SessionOptions Checking() {
  SessionOptions options;
  options.checksum = true;
  return options;
}

std::string Describe(const ServerRecorder& sink) {
  std::string out;
  for (const SeenCall& call : sink.calls) out += call.text + "\n";
  return out;
}

// One request of the tape, written again by a client's session.
std::string WriteAgain(const SeenCall& call, const std::string& normal) {
  KitexClientSession client(call.head.transport, WrittenWith(normal), call.head.concurrent);
  session::CallHead head;
  head.service = call.head.service;
  head.method = call.head.method;
  head.from_service = call.head.from_service;
  head.from_method = call.head.from_method;
  head.to_service = call.head.to_service;
  head.sequence_id = call.head.sequence_id;
  head.timeout = call.head.timeout;
  head.connect_timeout = ConnectTimeout(normal);
  head.payload = call.head.payload;
  head.oneway = call.head.oneway;
  head.metadata = &call.metadata;
  const session::CallId id = client.BeginCall(head);
  client.body().Append(call.body);
  EXPECT_EQ(client.EndCall(id).ToString(), "ok");
  EXPECT_EQ(client.call_size(), client.output().size());
  return std::string(client.output().view());
}

// A client that has made the calls of the tape.
std::unique_ptr<KitexClientSession> ClientThatCalled(const ServerRecorder& server) {
  auto client =
      std::make_unique<KitexClientSession>(server.calls[0].head.transport, Checking(), server.calls[0].head.concurrent);
  for (const SeenCall& call : server.calls) {
    session::CallHead head;
    head.method = call.head.method;
    head.sequence_id = call.head.sequence_id;
    head.payload = call.head.payload;
    head.oneway = call.head.oneway;
    EXPECT_TRUE(client->EndCall(client->BeginCall(head)).ok());
  }
  return client;
}

// One reply of the tape, written again by the session of the server that got the call.
std::string ReplyAgain(std::string_view request, const SeenReply& reply, const std::string& normal) {
  KitexServerSession server(WrittenWith(normal));
  ServerRecorder sink;
  EXPECT_EQ(FeedIn(server, sink, request, SIZE_MAX).ToString(), "ok");
  session::ReplyHead head;
  head.backward = &reply.metadata;
  head.going_away = reply.info.going_away;
  head.biz = reply.info.status.biz();
  if (reply.info.status.ok() || head.biz != nullptr) {
    server.BeginReply(sink.calls[0].id, head).Append(reply.body);
    EXPECT_EQ(server.EndReply(sink.calls[0].id).ToString(), "ok");
  } else {
    server.ReplyError(sink.calls[0].id, reply.info.status, head);
  }
  EXPECT_EQ(server.reply_size(), server.output().size());
  return std::string(server.output().view());
}

class Golden : public ::testing::TestWithParam<std::string> {
 protected:
  std::map<std::string, Connection> tape_ = ReadTape(StrCat(ELANUS_SOURCE_DIR, "/tests/golden/", GetParam(), ".txt"));
};

TEST_P(Golden, RequestsAreReadAndWrittenAgain) {
  for (const auto& [number, connection] : tape_) {
    KitexServerSession server(Checking());
    ServerRecorder sink;
    ASSERT_EQ(FeedIn(server, sink, connection.to_server, SIZE_MAX).ToString(), "ok");
    std::string_view rest = connection.to_server;
    for (const SeenCall& call : sink.calls) {
      const std::string normal = Normal(rest.substr(0, call.head.wire_size));
      EXPECT_EQ(Normal(WriteAgain(call, normal)), normal) << call.text;
      rest.remove_prefix(call.head.wire_size);
    }
    EXPECT_TRUE(rest.empty());
  }
}

TEST_P(Golden, RepliesAreReadAndWrittenAgain) {
  for (const auto& [number, connection] : tape_) {
    KitexServerSession server(Checking());
    ServerRecorder calls;
    ASSERT_EQ(FeedIn(server, calls, connection.to_server, SIZE_MAX).ToString(), "ok");
    auto client = ClientThatCalled(calls);
    ClientRecorder sink;
    ASSERT_EQ(FeedIn(*client, sink, connection.to_client, SIZE_MAX).ToString(), "ok");
    std::map<std::int32_t, std::string_view> requests;
    std::string_view rest = connection.to_server;
    for (const SeenCall& call : calls.calls) {
      requests[call.head.sequence_id] = rest.substr(0, call.head.wire_size);
      rest.remove_prefix(call.head.wire_size);
    }
    std::string_view replies = connection.to_client;
    for (const SeenReply& reply : sink.replies) {
      EXPECT_FALSE(reply.info.broken) << reply.text;
      const std::string normal = Normal(replies.substr(0, reply.info.wire_size));
      EXPECT_EQ(Normal(ReplyAgain(requests.at(reply.info.sequence_id), reply, normal)), normal);
      replies.remove_prefix(reply.info.wire_size);
    }
    EXPECT_EQ(sink.going_away, replies.empty() ? 0 : 1);  // the control frame is all that may be left
  }
}

TEST_P(Golden, PiecesDoNotMatter) {
  for (const auto& [number, connection] : tape_) {
    KitexServerSession whole(Checking());
    ServerRecorder expected;
    ASSERT_EQ(FeedIn(whole, expected, connection.to_server, SIZE_MAX).ToString(), "ok");
    ClientRecorder replies;
    ASSERT_EQ(FeedIn(*ClientThatCalled(expected), replies, connection.to_client, SIZE_MAX).ToString(), "ok");
    for (std::size_t chunk = 1; chunk < connection.to_server.size(); ++chunk) {
      KitexServerSession server(Checking());
      ServerRecorder sink;
      sink.stop_after = 1;
      ASSERT_EQ(FeedIn(server, sink, connection.to_server, chunk).ToString(), "ok") << chunk;
      ASSERT_EQ(Describe(sink), Describe(expected)) << chunk;
    }
    for (std::size_t chunk = 1; chunk < connection.to_client.size(); ++chunk) {
      ClientRecorder sink;
      ASSERT_EQ(FeedIn(*ClientThatCalled(expected), sink, connection.to_client, chunk).ToString(), "ok") << chunk;
      ASSERT_EQ(sink.replies.size(), replies.replies.size()) << chunk;
      for (std::size_t i = 0; i < sink.replies.size(); ++i) ASSERT_EQ(sink.replies[i].text, replies.replies[i].text);
      ASSERT_EQ(sink.going_away, replies.going_away);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Captures, Golden,
                         ::testing::Values("buffered", "framed", "framed_biz", "framed_err", "framed_full",
                                           "framed_myerr", "framed_nil", "framed_oneway", "framed_panic", "framed_ping",
                                           "framed_timeout", "grace", "mux", "muxshutdown", "pbk_biz", "pbk_err",
                                           "pbk_framed", "pbk_tthf", "tth_biz", "tth_biz_nosvr", "tth_crc",
                                           "tth_default_or", "tth_err", "tth_gdpr", "tth_meta", "tth_nohandler",
                                           "tth_oneway", "tthf_meta", "x_retry", "x_tthf_crc"),
                         [](const auto& param) { return param.param; });

// What the tapes above say, so that both ends cannot be wrong in the same way.
TEST(GoldenText, RequestWithEverything) {
  KitexServerSession server(Checking());
  ServerRecorder sink;
  const auto tape = ReadTape(StrCat(ELANUS_SOURCE_DIR, "/tests/golden/tth_meta.txt"));
  ASSERT_TRUE(FeedIn(server, sink, tape.at("1").to_server, SIZE_MAX).ok());
  ASSERT_EQ(sink.calls.size(), 1u);
  EXPECT_EQ(sink.calls[0].text.substr(0, sink.calls[0].text.find(" body")),
            "TTHeader EchoService/Echo #16 from svc.a/ to svc.b rip  timeout 1000000000 size 241"
            " [persistent p1=pv1] [transient t1=tv1]");
}

TEST(GoldenText, RepliesOfEachKind) {
  const std::map<std::string, std::string> first_reply = {
      {"pbk_err",
       "call 0 TTHeader|Framed #2 Internal: biz error: boom size 65 body 0806120f62697a206572726f723a20626f6f6d"},
      {"pbk_biz", "call 0 TTHeader|Framed #3 BizError: not found size 110 body "},
      {"tth_biz", R"(call 0 TTHeader #18 BizError: not found size 107 body 00)"},
      {"framed_err",
       "call 0 Framed #5 Internal: biz error: boom size 50 body "
       "0b00010000000f62697a206572726f723a20626f6f6d0800020000000600"},
      {"tth_meta",
       "call 0 TTHeader #16 ok size 80 [backward bk=bv] body "
       "0c00000800ff000000c80b00010000000772653a6d6574610000"},
  };
  for (const auto& [name, text] : first_reply) {
    const auto tape = ReadTape(StrCat(ELANUS_SOURCE_DIR, "/tests/golden/", name, ".txt"));
    KitexServerSession server(Checking());
    ServerRecorder calls;
    ASSERT_TRUE(FeedIn(server, calls, tape.at("1").to_server, SIZE_MAX).ok());
    ClientRecorder sink;
    ASSERT_TRUE(FeedIn(*ClientThatCalled(calls), sink, tape.at("1").to_client, SIZE_MAX).ok());
    ASSERT_EQ(sink.replies.size(), 1u);
    EXPECT_EQ(sink.replies[0].text, text);
  }
}

}  // namespace
}  // namespace elanus::protocol
