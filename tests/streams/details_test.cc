// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Facts that a failure carries for programs: over gRPC they arrive as they were given, behind unary calls and streams.
#include <gtest/gtest.h>

#include "tests/streams/relay_handler.h"

namespace elanus {
namespace {

using relay::RelayClient;

// A google.rpc.Status of code 9 and no text, with bytes that no header could hold as they are.
const std::string kDetails("\x08\x09\x1a\x03\x00\xff\n", 7);

Status NotYet(const std::string& details) { return FailedPrecondition("come again later").WithDetails(details); }

class BusyHandler final : public RelayHandler {
 public:
  Task<Status> List(const Context&, relay::Ask, StreamWriter<relay::Item>& out) override {
    const relay::Item item = Item(1);
    Status sent = co_await out.Send(item);
    co_return sent.ok() ? NotYet(kDetails) : sent;
  }
  Task<Result<std::string>> Say(const Context&, std::string) override { co_return NotYet(kDetails); }
};

using BusyPair = TestPair<relay::Relay, RelayClient>;

Task<Status> Ask(RelayClient& client) {
  auto said = co_await client.Say(Context(), "hello");
  co_return said.status();
}

Task<Status> Read(RelayClient& client) {
  const ContextRoot ctx(async::Loop::Current()->clock());
  auto items = client.List(ctx, relay::Ask());
  relay::Item item;
  while (co_await items.Recv(item)) continue;
  co_return items.status();
}

TEST(Details, ComeWithTheStatus) {
  BusyPair pair(std::make_shared<BusyHandler>());
  for (const Status& status : {pair.Run(Ask(pair.client())), pair.Run(Read(pair.client()))}) {
    EXPECT_EQ(status.code(), Code::kFailedPrecondition);
    EXPECT_EQ(status.message(), "come again later");
    EXPECT_EQ(status.details(), kDetails);
  }
}

}  // namespace
}  // namespace elanus
