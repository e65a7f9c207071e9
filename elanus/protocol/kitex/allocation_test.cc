// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// In steady state a unary call allocates nothing in either session: the memory of one call serves the next.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "elanus/base/pool.h"
#include "elanus/protocol/kitex/kitex.h"
#include "elanus/protocol/kitex/test_support.h"

namespace {

std::atomic<std::size_t> allocations{0};

}  // namespace

void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  void* p = std::malloc(size);
  if (p == nullptr) throw std::bad_alloc();
  return p;
}
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }

namespace elanus::protocol {
namespace {

// Answers each request at once with what it asked, and a backward value.
class Echo final : public session::ServerSink {
 public:
  explicit Echo(session::ServerSession& session) : session_(session) {
    backward_.Add(MetaKind::kBackward, "bk", "bv");
    head_.backward = &backward_;
  }
  bool Opened(session::CallId id, const session::RequestHead&, Metadata& metadata, std::string_view body) override {
    calls += metadata.size() == 2 ? 1 : 0;
    session_.BeginReply(id, head_).Append(body);
    EXPECT_TRUE(session_.EndReply(id).ok());
    return true;
  }
  void Unreadable(session::CallId, const session::RequestHead&, const Status& why) override {
    ADD_FAILURE() << why.ToString();
  }
  int calls = 0;

 private:
  session::ServerSession& session_;
  Metadata backward_;
  session::ReplyHead head_;
};

class Counter final : public session::ClientSink {
 public:
  void Replied(session::CallId, const session::ReplyInfo& info, Metadata& metadata, std::string_view) override {
    const Metadata taken = std::move(metadata);
    replies += info.status.ok() && taken.size() == (info.transport >= Transport::kTTHeader ? 1 : 0) ? 1 : 0;
  }
  void GoingAway() override {}
  int replies = 0;
};

void Move(Bytes& from, Bytes& to) {
  to.Append(from.view());
  from.Clear();
}

std::size_t AllocationsOf(Transport transport, bool multiplexed, std::size_t in_flight) {
  base::Pool pool;
  const base::Pool::Use use(pool);
  session::SessionOptions options;
  options.checksum = true;
  auto server = KitexProtocol().NewServerSession(options);
  auto client = NewClientSession(transport, options, multiplexed);
  Echo echo(*server);
  Counter counter;
  Metadata metadata;
  metadata.Add(MetaKind::kTransient, "traceparent", std::string(55, 'x'));
  metadata.Add(MetaKind::kPersistent, "user", "7");
  session::CallHead head;
  head.service = "UserService";
  head.method = "GetUser";
  head.from_service = "a";
  head.to_service = "b";
  head.timeout = std::chrono::seconds(1);
  head.metadata = &metadata;
  Bytes to_server, to_client;
  std::size_t before = 0;
  constexpr int kWarm = 100, kRounds = 1000;
  for (int round = 0; round < kWarm + kRounds; ++round) {
    if (round == kWarm) before = allocations;
    for (std::size_t i = 0; i < in_flight; ++i) {
      ++head.sequence_id;
      const session::CallId id = client->BeginCall(head);
      client->body().Append(std::string_view("\x0b\0\1\0\0\0\2hi\0", 10));
      EXPECT_TRUE(client->EndCall(id).ok());
    }
    Move(client->output(), to_server);
    EXPECT_TRUE(server->Feed(to_server, echo).ok());
    Move(server->output(), to_client);
    EXPECT_TRUE(client->Feed(to_client, counter).ok());
  }
  const std::size_t during = allocations - before;
  EXPECT_EQ(counter.replies, static_cast<int>(in_flight) * (kWarm + kRounds));
  EXPECT_EQ(echo.calls, transport >= Transport::kTTHeader ? counter.replies : 0);
  return during;
}

TEST(Allocation, NoneInSteadyState) {
  for (const std::size_t in_flight : {1u, 25u}) {
    EXPECT_EQ(AllocationsOf(Transport::kBuffered, false, in_flight), 0u);
    EXPECT_EQ(AllocationsOf(Transport::kFramed, false, in_flight), 0u);
    EXPECT_EQ(AllocationsOf(Transport::kTTHeader, false, in_flight), 0u);
    EXPECT_EQ(AllocationsOf(Transport::kTTHeaderFramed, true, in_flight), 0u);
  }
}

}  // namespace
}  // namespace elanus::protocol
