// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Every row of the table, in memory with a manual clock and over TCP. After each, the server answers an honest call on
// a new connection, and on the same one where that stays open; and no block was larger than the bytes that came
// explain.
#include <gtest/gtest.h>

#include <memory>

#include "elanus/base/log.h"
#include "elanus/server/server.h"
#include "elanus/testing.h"
#include "tests/hostile/bytes.h"
#include "tests/hostile/handler.h"
#include "tests/hostile/largest.h"
#include "tests/hostile/table.h"
#include "tests/hostile/tcp_peer.h"

namespace elanus::hostile {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const std::string kHonest = FramedMessage(Ping(99));
const std::string kAnswered = "reply Ping 99";

std::string Then(const std::string& answers, const std::string& last) {
  return answers.empty() ? last : StrCat(answers, "; ", last);
}

std::string Expected(const Row& row) { return Then(row.answers, row.ends == Ends::kOpen ? kAnswered : "closed"); }

// What a server allocates for one connection, whatever it says, and what its bytes may add: they are copied, and
// buffers double.
std::size_t Explained(const Row& row) { return (std::size_t{256} << 10) + 4 * row.bytes.size(); }

class TableTest : public testing::TestWithParam<int> {
 protected:
  TableTest() {
    SetLogSink([](LogLevel, std::string_view) {});
  }
  ~TableTest() override { SetLogSink(nullptr); }
  const Group& group() const { return Table()[static_cast<std::size_t>(GetParam())]; }
};

class Memory {
 public:
  explicit Memory(bool checksum) : pair_(std::make_shared<Handler>(), 1, {WithPayloadChecksum(checksum)}) {}
  std::string Run(const Row& row) {
    RawPeer peer(pair_.loop(), pair_.network(), "server:8888");
    peer.Send(row.bytes);
    if (row.half_closed) peer.CloseWrite();
    pair_.loop().Advance(milliseconds(20));
    if (row.ends == Ends::kOpen) peer.Send(kHonest);
    if (row.ends == Ends::kClosedAfterFirstBytes) Pass(peer, seconds(15), row);
    if (row.ends == Ends::kClosedAfterFrame) Pass(peer, seconds(5), row);
    return peer.Outcome();
  }
  std::string Honest() {
    RawPeer peer(pair_.loop(), pair_.network(), "server:8888");
    peer.Send(kHonest);
    return peer.Outcome();
  }

 private:
  void Pass(RawPeer& peer, Duration timeout, const Row& row) {
    pair_.loop().Advance(timeout - milliseconds(40));
    EXPECT_FALSE(peer.closed()) << row.name << " ended too early";
    pair_.loop().Advance(milliseconds(40));
  }

  TestPair<interop::Interop, interop::InteropClient> pair_;
};

TEST_P(TableTest, InMemory) {
  Memory memory(group().checksum);
  EXPECT_EQ(memory.Honest(), kAnswered);
  for (const Row& row : group().rows) {
    (void)TakeLargestAllocation();
    EXPECT_EQ(memory.Run(row), Expected(row)) << row.name;
    EXPECT_LE(TakeLargestAllocation(), Explained(row)) << row.name;
    EXPECT_EQ(memory.Honest(), kAnswered) << "after " << row.name;
  }
}

// Rows that wait for a timeout meet a server with short ones.
class Tcp {
 public:
  explicit Tcp(bool checksum) : patient_(NewServer(Limits(), checksum)), hasty_(NewServer(Short(), checksum)) {
    for (Server* server : {&patient_, &hasty_}) EXPECT_TRUE(server->Start().ok());
  }
  std::string Run(const Row& row) {
    const bool waits = row.ends == Ends::kClosedAfterFirstBytes || row.ends == Ends::kClosedAfterFrame;
    TcpPeer peer((waits ? hasty_ : patient_).address().port());
    peer.Send(row.bytes);
    if (row.half_closed) peer.CloseWrite();
    if (row.ends == Ends::kOpen) {
      (void)peer.ReadUntil(row.answers);
      peer.Send(kHonest);
    }
    return peer.ReadUntil(Expected(row));
  }
  std::string Honest() {
    TcpPeer peer(patient_.address().port());
    peer.Send(kHonest);
    return peer.ReadUntil(kAnswered);
  }

 private:
  static Limits Short() {
    Limits limits;
    limits.first_bytes_timeout = milliseconds(60);
    limits.frame_timeout = milliseconds(30);
    return limits;
  }
  Server NewServer(const Limits& limits, bool checksum) {
    return interop::NewServer(std::make_shared<Handler>(), WithServiceAddr("127.0.0.1:0"), WithLimits(limits),
                              WithPayloadChecksum(checksum), WithRuntime(runtime_));
  }

  Runtime runtime_;
  Server patient_;
  Server hasty_;
};

TEST_P(TableTest, OverTcp) {
  Tcp tcp(group().checksum);
  EXPECT_EQ(tcp.Honest(), kAnswered);
  for (const Row& row : group().rows) {
    (void)TakeLargestAllocation();
    EXPECT_EQ(tcp.Run(row), Expected(row)) << row.name;
    EXPECT_LE(TakeLargestAllocation(), Explained(row)) << row.name;
    EXPECT_EQ(tcp.Honest(), kAnswered) << "after " << row.name;
  }
}

std::string GroupName(const testing::TestParamInfo<int>& info) {
  std::string out;
  for (const char c : Table()[static_cast<std::size_t>(info.param)].name) {
    if (c != ' ') out += c;
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(Hostile, TableTest, testing::Range(0, static_cast<int>(Table().size())), GroupName);

}  // namespace
}  // namespace elanus::hostile
