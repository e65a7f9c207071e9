// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Calls that nobody waits for, or not to their end.
#include <chrono>

#include "interop/peer/all_cases.h"
#include "interop/peer/error_kind.h"
#include "interop/peer/waiting.h"

namespace peer {

using elanus::Duration;
using elanus::Result;
using elanus::SleepFor;
using elanus::Status;
using elanus::Task;
using elanus::TimePoint;
using namespace std::chrono_literals;

namespace {

constexpr std::int32_t kSleepMillis = 500;

TimePoint Now() { return elanus::Clock::System().Now(); }

// What `timeout` and `cancel` have in common: Sleep ended early with an error of this kind, and the client goes on.
Task<Outcome> EndedEarly(World& world, TimePoint start, Status ended, std::string kind) {
  const auto after = std::chrono::duration_cast<std::chrono::milliseconds>(Now() - start).count();
  Outcome outcome;
  Json got;
  got["after_ms"] = after;
  outcome.Got(got).Failed(ended);
  outcome.Require(ErrorKind(ended) == kind, kind).Require(after < kSleepMillis, "an end before the answer could come");
  auto next = co_await world.calls().Ping(world.root(), "hi");
  outcome.RequireOk(next.status(), "the next call");
  (void)co_await SleepFor(600ms);
  auto later = co_await world.calls().Ping(world.root(), "hi");
  co_return outcome.RequireOk(later.status(), "the call after the late answer");
}

}  // namespace

Task<Outcome> Oneway(World& world) {
  const std::string key = RandomKey();
  Outcome outcome;
  for (int i = 0; i < 3 && outcome.ok(); ++i) {
    Status sent = co_await world.thrift().client().Notify(world.root(), key);
    outcome.Failed(sent).Require(sent.ok(), "a oneway call without error");
  }
  Result<std::int32_t> count = 0;
  for (const TimePoint end = Now() + 1s; outcome.ok() && *count < 3 && Now() < end;) {
    (void)co_await SleepFor(2ms);
    count = co_await world.thrift().client().Notified(world.root(), key);
    outcome.Failed(count.status()).Require(count.ok(), "a count");
  }
  if (count.ok()) outcome.Got(*count);
  // Kitex's servers do not serve oneway calls over gRPC.
  const bool none = world.options().grpc() && count.ok() && *count == 0;
  co_return outcome.Require(none || (count.ok() && *count == 3), "3 within a second");
}

Task<Outcome> Timeout(World& world) {
  const TimePoint start = Now();
  auto slept = co_await world.calls().Sleep(world.root(), kSleepMillis, elanus::CallOptions().Timeout(100ms));
  co_return co_await EndedEarly(world, start, slept.status(), "timeout");
}

Task<Outcome> Cancel(World& world) {
  const TimePoint start = Now();
  elanus::async::CancelSignal signal;
  const elanus::Context ctx = world.root().WithCancel(signal);
  elanus::Scope scope;
  scope.Spawn(FireAfter(signal, 50ms));
  auto slept = co_await world.calls().Sleep(ctx, kSleepMillis);
  Outcome outcome = co_await EndedEarly(world, start, slept.status(), "cancelled");
  co_await scope.Join();
  co_return outcome;
}

Task<Outcome> IdleReuse(World& world) {
  auto first = co_await world.calls().Ping(world.root(), "hi");
  (void)co_await SleepFor(1500ms);
  auto second = co_await world.calls().Ping(world.root(), "hi");
  Outcome outcome = Returns<std::string>(second, "hi");
  co_return outcome.RequireOk(first.status(), "the first call");
}

}  // namespace peer
