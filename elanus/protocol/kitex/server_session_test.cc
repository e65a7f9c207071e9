// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/server_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "elanus/protocol/kitex/test_support.h"

namespace elanus::protocol {
namespace {

using session::ReplyHead;
using session::SessionOptions;
using ::testing::HasSubstr;

// wire.md E1 and E9 to E13.
const std::string kPingBuffered = Unhex("8001 0001 00000004 50696e67 0000000b 00");
const std::string kPingFramed = Unhex("00000011") + kPingBuffered;
const std::string kPingTtHeader = Unhex(
    "0000003f 1000 0000 00000001 0009 0000 01 0001 0003 69736e 000b 4563686f53657276696365"
    "10 0001 0009 0004 50696e67 0000 80010001 00000004 50696e67 00000001 00");

class Server {
 public:
  explicit Server(const SessionOptions& options = {}) : session(options) {}

  Status Feed(std::string_view bytes, std::size_t chunk = SIZE_MAX) { return FeedIn(session, sink, bytes, chunk); }
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

TEST(KitexServer, AnswersInTheFramingOfTheRequest) {
  Server server;
  ASSERT_TRUE(server.Feed(kPingBuffered + kPingFramed + kPingTtHeader).ok());
  ASSERT_EQ(server.sink.calls.size(), 3u);
  EXPECT_EQ(server.sink.calls[0].text, "PurePayload /Ping #11 from / to  rip  timeout 0 size 17 body 00");
  EXPECT_EQ(server.sink.calls[1].text, "Framed /Ping #11 from / to  rip  timeout 0 size 21 body 00");
  EXPECT_EQ(server.sink.calls[2].text, "TTHeader EchoService/Ping #1 from / to  rip  timeout 0 size 67 body 00");
  const std::string stop(1, '\0');
  EXPECT_EQ(Hex(server.Reply(2, stop)),
            "00000027100000000000000100030000100001001600013200008001000200000004"
            "50696e670000000100");
  EXPECT_EQ(Hex(server.Reply(0, stop)), "800100020000000450696e670000000b00");
  EXPECT_EQ(Hex(server.Reply(1, stop)), "00000011800100020000000450696e670000000b00");
}

}  // namespace
}  // namespace elanus::protocol
