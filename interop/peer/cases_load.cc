// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Many calls at once.
#include <signal.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>

#include "interop/peer/all_cases.h"
#include "interop/peer/error_kind.h"

namespace peer {

using elanus::Scope;
using elanus::SleepFor;
using elanus::StrCat;
using elanus::Task;
using namespace std::chrono_literals;

namespace {

// What callers count together; all of them are on one loop.
class Tally {
 public:
  int callers = 0;
  int right = 0;
  std::map<std::string, int> answered;
  elanus::Status failure;  // the first one that is not right
  bool stop = false;
};

// One of the mixed calls; each has its own answer.
Task<bool> OneOfMany(World& world, int caller, int i) {
  const interop::InteropClient& client = world.thrift().client();
  const std::string text = StrCat(caller, "-", i);
  switch (i % 5) {
    case 0: {
      auto reply = co_await client.Ping(world.root(), text);
      co_return reply.ok() && *reply == text;
    }
    case 1: {
      interop::Inner inner(text);
      inner.count = i;
      auto reply = co_await client.Join(world.root(), text, caller, inner);
      co_return reply.ok() && *reply == StrCat(text, ":", caller, ":", text, ":", i);
    }
    case 2: {
      auto reply = co_await client.EchoOld(world.root(), interop::Old(caller * 1'000 + i));
      co_return reply.ok() && reply->a == caller * 1'000 + i;
    }
    case 3: {
      auto reply = co_await client.Raise(world.root(), 1);
      co_return reply.As<interop::NotFound>() != nullptr;
    }
    default: {
      const std::string data(1, static_cast<char>(caller));
      auto reply = co_await client.Payload(world.root(), data, 100 + i);
      co_return reply.ok() && reply->size() == static_cast<std::size_t>(100 + i) && reply->front() == data.front();
    }
  }
}

Task<void> CallerOfMany(World& world, int caller, Tally& tally) {
  for (int i = 0; i < 40; ++i) {
    const bool right = co_await OneOfMany(world, caller, i);
    if (right) ++tally.right;
  }
}

Task<void> SleepLong(World& world, elanus::Result<std::string>& slept, bool& ended) {
  slept = co_await world.calls().Sleep(world.root(), 2'000);
  ended = true;
}

Task<void> PingOnce(World& world, Tally& tally) {
  auto reply = co_await world.calls().Ping(world.root(), "hi");
  if (reply.ok()) ++tally.right;
}

// Calls until the server has gone; counts what was answered.
Task<void> CallUntilItFails(World& world, Tally& tally) {
  Calls& calls = world.calls();
  elanus::Status status;
  while (status.ok() && !tally.stop) {
    auto slept = co_await calls.Sleep(world.root(), 20);
    status = slept.status();
    if (!status.ok()) break;
    ++tally.answered[world.options().protobuf() ? "SleepPb" : "Sleep"];
    auto ping = co_await calls.Ping(world.root(), "hi");
    status = ping.status();
    if (status.ok()) ++tally.answered[world.options().protobuf() ? "PingPb" : "Ping"];
  }
  if (!status.ok() && ErrorKind(status) != "connection" && tally.failure.ok()) tally.failure = status;
  --tally.callers;
}

}  // namespace

Task<Outcome> Many(World& world) {
  constexpr int kCallers = 50;
  Tally tally;
  Scope scope;
  for (int caller = 0; caller < kCallers; ++caller) scope.Spawn(CallerOfMany(world, caller, tally));
  co_await scope.Join();
  Outcome outcome;
  co_return outcome.Got(Json({{"right", tally.right}})).Require(tally.right == kCallers * 40, "2000 right answers");
}

Task<Outcome> SlowAndFast(World& world) {
  elanus::Result<std::string> slept;
  bool slow_ended = false;
  Tally tally;
  Scope slow;
  slow.Spawn(SleepLong(world, slept, slow_ended));
  Scope fast;
  for (int i = 0; i < 100; ++i) fast.Spawn(PingOnce(world, tally));
  co_await fast.Join();
  Outcome outcome;
  outcome.Got(Json({{"pings", tally.right}})).Require(tally.right == 100, "100 right answers");
  outcome.Require(!slow_ended, "the Pings to end first");
  co_await slow.Join();
  co_return outcome.RequireOk(slept.status(), "Sleep");
}

Task<Outcome> ServerStops(World& world) {
  constexpr int kCallers = 20;
  Tally tally;
  tally.callers = kCallers;
  Scope scope;
  for (int i = 0; i < kCallers; ++i) scope.Spawn(CallUntilItFails(world, tally));
  (void)co_await SleepFor(300ms);
  Outcome outcome;
  const bool told = kill(world.options().server_pid, SIGTERM) == 0;
  outcome.Require(told, StrCat("to stop the process ", world.options().server_pid, ": ", std::strerror(errno)));
  // Longer than any server drains.
  for (int i = 0; told && i < 1'000 && tally.callers > 0; ++i) (void)co_await SleepFor(10ms);
  outcome.Require(tally.callers == 0, "the server to stop within 10 s");
  tally.stop = true;
  co_await scope.Join();
  Json got;
  got["answered"] = tally.answered;
  outcome.Got(got).Failed(tally.failure).Require(tally.failure.ok(), "connection errors only");
  if (!outcome.ok()) co_return outcome;
  auto later = co_await world.calls().Ping(world.root(), "hi");
  outcome.Failed(later.status());
  co_return outcome.Require(ErrorKind(later.status()) == "connection", "no connection once the server has stopped");
}

}  // namespace peer
