// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Large streams, slow readers, many streams, and a server that stops under them.
#include <signal.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <string>

#include "interop/peer/all_cases.h"
#include "interop/peer/error_kind.h"
#include "interop/peer/payload.h"
#include "interop/peer/serve_streams.h"
#include "interop/peer/waiting.h"

namespace peer {

using elanus::SleepFor;
using elanus::Status;
using elanus::StrCat;
using elanus::Task;
using namespace std::chrono_literals;

namespace {

Task<void> EchoTwenty(World& world, int stream_number, int& right) {
  const auto stream = world.calls().Bidi(world.root());
  for (int i = 0; i < 20; ++i) {
    const Item item(i, StrCat(stream_number, "-", i), PayloadAnswer("x", 100));
    Status sent = co_await stream->Send(item);
    Item back;
    const bool came = co_await stream->Recv(back);
    if (!sent.ok() || !came || !(back == item)) co_return;
  }
  (void)stream->CloseSend();
  Item more;
  const bool came = co_await stream->Recv(more);
  if (!came && stream->status().ok()) ++right;
}

// A slow stream of so many items; the server is told to stop while it runs.
Task<Status> StopDuring(World& world, int count, int& items, Outcome& outcome) {
  const auto stream = world.calls().ServerStream(world.root(), Wish(count, 10, "slow"));
  Item item;
  bool came = co_await stream->Recv(item);
  items += came ? 1 : 0;
  (void)co_await SleepFor(300ms);
  const bool told = kill(world.options().server_pid, SIGTERM) == 0;
  outcome.Require(told, StrCat("to stop the process ", world.options().server_pid, ": ", std::strerror(errno)));
  while (came) {
    came = co_await stream->Recv(item);
    items += came ? 1 : 0;
  }
  co_return stream->status();
}

}  // namespace

Task<Outcome> StreamBigItems(World& world) {
  constexpr std::size_t kMegabyte = 1 << 20;
  const auto stream = world.calls().Bidi(world.root());
  Outcome outcome;
  for (int i = 0; i < 3; ++i) {
    const Item item(i, std::string(kMegabyte, static_cast<char>('a' + i)), PayloadAnswer("b", kMegabyte));
    Status sent = co_await stream->Send(item);
    Item back;
    const bool came = co_await stream->Recv(back);
    outcome.RequireOk(sent, "Send").Require(came && back == item, StrCat("item ", i, " to come back"));
  }
  (void)stream->CloseSend();
  Item more;
  const bool came = co_await stream->Recv(more);
  co_return outcome.Require(!came && stream->status().ok(), "the end of the stream");
}

Task<Outcome> StreamSlowReader(World& world) {
  const std::string key = RandomKey();
  const Wish wish(1'000, 16 << 10, "", key);
  const auto stream = world.calls().ServerStream(world.root(), wish);
  Item item;
  Outcome outcome;
  // The first operation opens the stream.
  bool came = co_await stream->Recv(item);
  (void)co_await SleepFor(1s);
  auto paused = co_await world.calls().Ended(world.root(), key);
  int count = 0;
  while (came) {
    outcome.Require(item == NthItem(wish, count), StrCat("item ", count));
    ++count;
    came = co_await stream->Recv(item);
  }
  const Status status = stream->status();
  Json got;
  got["items"] = count;
  got["paused"] = paused.ok() ? *paused : paused.status().ToString();
  co_return outcome.Got(got).StreamFailed(status).Require(status.ok() && count == 1'000, "1000 items in their order");
}

Task<Outcome> ManyStreams(World& world) {
  constexpr int kStreams = 50;
  int right = 0;
  elanus::Scope scope;
  for (int i = 0; i < kStreams; ++i) scope.Spawn(EchoTwenty(world, i, right));
  co_await scope.Join();
  Outcome outcome;
  co_return outcome.Got(Json({{"right", right}})).Require(right == kStreams, "50 right streams");
}

Task<Outcome> ServerStopsStream(World& world) {
  Outcome outcome;
  int items = 0;
  const Status status = co_await StopDuring(world, 50, items, outcome);
  outcome.Got(Json({{"items", items}})).StreamFailed(status).Require(status.ok() && items == 50, "all 50 items");
  if (!outcome.ok()) co_return outcome;
  const auto later = world.calls().ServerStream(world.root(), Wish(1, 1));
  Item item;
  const bool came = co_await later->Recv(item);
  const Status refused = later->status();
  outcome.StreamFailed(refused);
  co_return outcome.Require(!came && ErrorKind(refused) == "connection", "no stream once the server has stopped");
}

Task<Outcome> ServerStopsLongStream(World& world) {
  Outcome outcome;
  int items = 0;
  const Status status = co_await StopDuring(world, 400, items, outcome);
  outcome.Got(Json({{"items", items}})).StreamFailed(status);
  co_return outcome.Require(ErrorKind(status) == "connection" && items < 400, "a connection error before the end");
}

}  // namespace peer
