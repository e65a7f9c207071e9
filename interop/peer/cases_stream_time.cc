// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Streams that nobody waits for any more: the server learns of it.
#include <chrono>
#include <memory>
#include <string>

#include "interop/peer/all_cases.h"
#include "interop/peer/error_kind.h"
#include "interop/peer/waiting.h"

namespace peer {

using elanus::Context;
using elanus::SleepFor;
using elanus::Status;
using elanus::StrCat;
using elanus::Task;
using elanus::TimePoint;
using namespace std::chrono_literals;

namespace {

TimePoint Now() { return elanus::Clock::System().Now(); }

// How the stream of that name has ended; what it says after a second when it runs on.
Task<std::string> EndOf(World& world, Calls& server, std::string key) {
  std::string said;
  for (const TimePoint end = Now() + 1s; Now() < end;) {
    auto reply = co_await server.Ended(world.root(), key);
    said = reply.ok() ? *reply : reply.status().ToString();
    if (!said.empty() && !said.starts_with("running")) break;
    (void)co_await SleepFor(5ms);
  }
  co_return said;
}

// Takes three items, and cancels while the fourth is awaited. The status; `more` counts what came afterwards.
Task<Status> CancelAfterThree(World& world, const Wish& wish, int& more) {
  elanus::async::CancelSignal signal;
  const Context ctx = world.root().WithCancel(signal);
  const auto stream = world.calls().ServerStream(ctx, wish);
  Item item;
  for (int i = 0; i < 3; ++i) {
    const bool came = co_await stream->Recv(item);
    if (!came) co_return stream->status();
  }
  elanus::Scope scope;
  scope.Spawn(FireAfter(signal, 5ms));
  while (co_await stream->Recv(item)) ++more;
  co_await scope.Join();
  co_return stream->status();
}

}  // namespace

Task<Outcome> StreamCancelByClient(World& world) {
  const std::string key = RandomKey();
  const Wish wish(50, 10, "slow", key);
  int more = 0;
  const Status status = co_await CancelAfterThree(world, wish, more);
  const std::string server = co_await EndOf(world, world.calls(), key);
  Outcome outcome;
  Json got;
  got["more"] = more;
  got["server"] = server;
  outcome.Got(got).StreamFailed(status).Require(ErrorKind(status) == "cancelled", "cancelled");
  co_return outcome.Require(server.starts_with("cancelled"), "the server's stream to be cancelled within a second");
}

Task<Outcome> StreamHopCancel(World& world) {
  const ClientOptions& options = world.options();
  const std::string key = RandomKey();
  const std::string far = options.hops.empty() ? options.connect : options.hops.front();
  const bool named = far.find('@') != std::string::npos;
  const Wish wish(50, 10, StrCat("via ", named ? "" : options.transport_name + "@", far), key);
  int more = 0;
  const Status status = co_await CancelAfterThree(world, wish, more);
  const std::string at_near = co_await EndOf(world, world.calls(), key);
  const std::string at_far = co_await EndOf(world, world.far(), key + ".2");
  Outcome outcome;
  Json got;
  got["far"] = at_far;
  got["near"] = at_near;
  outcome.Got(got).StreamFailed(status).Require(ErrorKind(status) == "cancelled", "cancelled");
  co_return outcome.Require(at_near.starts_with("cancelled") && at_far.starts_with("cancelled"),
                            "both servers' streams to be cancelled within a second");
}

Task<Outcome> StreamClientTimeout(World& world) {
  const std::string key = RandomKey();
  const TimePoint start = Now();
  const Context ctx = world.root().WithTimeout(200ms);
  Status status;
  {
    const auto stream = world.calls().ServerStream(ctx, Wish(50, 10, "slow", key));
    Item item;
    while (co_await stream->Recv(item)) {
    }
    status = stream->status();
  }
  const auto after = std::chrono::duration_cast<std::chrono::milliseconds>(Now() - start).count();
  const std::string server = co_await EndOf(world, world.calls(), key);
  Outcome outcome;
  Json got;
  got["after_ms"] = after;
  got["server"] = server;
  outcome.Got(got).StreamFailed(status);
  // The server has the deadline too; where its handler is first, Kitex answers with its error.
  const bool handler = ErrorCode(status) == 13 && status.message().find("deadline exceeded") != std::string::npos;
  outcome.Require(ErrorKind(status) == "timeout" || handler, "timeout")
      .Require(after < 1000, "an end before the stream's");
  co_return outcome.Require(server.starts_with("cancelled"), "the server's stream to be cancelled within a second");
}

Task<Outcome> StreamRecvTimeout(World& world) {
  const std::string key = RandomKey();
  const auto options = elanus::CallOptions().RecvTimeout(100ms);
  int items = 0;
  Status status;
  {
    const auto stream = world.calls().ServerStream(world.root(), Wish(3, 10, "stall", key), options);
    Item item;
    while (co_await stream->Recv(item)) ++items;
    status = stream->status();
  }
  const std::string server = co_await EndOf(world, world.calls(), key);
  Outcome outcome;
  Json got;
  got["items"] = items;
  got["server"] = server;
  outcome.Got(got).StreamFailed(status).Require(ErrorKind(status) == "timeout" && items == 3,
                                                "three items and a timeout");
  co_return outcome.Require(server.starts_with("cancelled"), "the server's stream to be cancelled within a second");
}

}  // namespace peer
