// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Values that come back as they were sent, and Payload.
#include <bit>
#include <cmath>
#include <cstdint>

#include "interop/peer/all_cases.h"
#include "interop/peer/error_kind.h"
#include "interop/peer/payload.h"
#include "interop/peer/values.h"

namespace peer {

using elanus::Result;
using elanus::Task;
using interop::Everything;

namespace {

Task<Outcome> Echoes(World& world, Everything value) {
  auto reply = co_await world.thrift().client().EchoEverything(world.root(), value);
  co_return Returns(reply, value);
}

Task<Outcome> EchoesNew(World& world, interop::New value) {
  auto reply = co_await world.thrift().client().EchoNew(world.root(), value);
  co_return Returns(reply, value);
}

Task<Outcome> Pays(World& world, std::int32_t size) {
  const std::string request = PayloadAnswer("\x03", size);
  auto reply = co_await world.calls().Payload(world.root(), request, size);
  Outcome outcome;
  outcome.Failed(reply.status());
  if (reply.ok()) outcome.Got(Json({{"bytes", reply->size()}}));
  co_return outcome.Require(reply.ok() && *reply == request, elanus::StrCat(size, " bytes that count on from 3"));
}

// NaN equals itself here, and 0 is not -0.
bool Same(Everything a, Everything b) {
  const bool same =
      std::isnan(a.d) ? std::isnan(b.d) : std::bit_cast<std::uint64_t>(a.d) == std::bit_cast<std::uint64_t>(b.d);
  a.d = b.d = 0;
  return same && a == b;
}

std::string Name(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  return std::signbit(value) ? "-0" : "0";
}

}  // namespace

Task<Outcome> Ping(World& world) {
  auto reply = co_await world.calls().Ping(world.root(), "hi");
  co_return Returns<std::string>(reply, "hi");
}

Task<Outcome> EverythingSet(World& world) { return Echoes(world, EverythingValues()); }
Task<Outcome> OptionalAbsent(World& world) { return Echoes(world, EmptyValues()); }
Task<Outcome> OptionalZero(World& world) { return Echoes(world, ZeroValues()); }

Task<Outcome> EverythingEmpty(World& world) {
  auto reply = co_await world.thrift().client().EchoEverything(world.root(), EmptyValues());
  Outcome outcome = Returns(reply, EmptyValues());
  co_return outcome.Require(reply.ok() && reply->with_default == 42 && reply->with_text == "default", "the defaults");
}

// The bytes of an `inner` without its name: our own struct could not be sent so.
Task<Outcome> EverythingNil(World& world) {
  const absent::EverythingNil nil("M");
  auto reply = co_await world.thrift().misfit().EchoEverything(world.root(), nil);
  Outcome outcome;
  outcome.Got(nullptr).Failed(reply.status());
  co_return outcome.Require(ErrorKind(reply.status()) == "application" && ErrorCode(reply.status()) == 7,
                            "an application error of type 7");
}

Task<Outcome> Extremes(World& world) {
  Outcome outcome;
  std::string names;
  for (const Everything& value : ExtremeValues()) {
    auto reply = co_await world.thrift().client().EchoEverything(world.root(), value);
    outcome.Failed(reply.status());
    outcome.Require(reply.ok() && Same(*reply, value), "the value that was sent");
    if (!outcome.ok()) break;
    if (!names.empty()) names += " ";
    names += Name(reply->d);
  }
  co_return outcome.Got(names);
}

// The client writes a New, the server reads an Old, and what the client reads is a New again.
Task<Outcome> UnknownFields(World& world) {
  interop::New grown(1);
  grown.b = "b";
  grown.c.emplace()["c"] = {interop::Inner("c1"), interop::Inner("c2")};
  grown.d = {4, 5};
  grown.e.emplace().set_text("e");
  auto reply = co_await world.thrift().misfit().EchoOld(world.root(), grown);
  co_return Returns(reply, interop::New(1));
}

Task<Outcome> UnionText(World& world) {
  interop::New value(2);
  value.e.emplace().set_text("text");
  return EchoesNew(world, value);
}

Task<Outcome> UnionInner(World& world) {
  interop::New value(2);
  value.e.emplace().set_inner(interop::Inner("arm"));
  return EchoesNew(world, value);
}

Task<Outcome> JoinArguments(World& world) {
  const interop::Inner inner("n");
  auto reply = co_await world.thrift().client().Join(world.root(), "a", 9, inner);
  co_return Returns<std::string>(reply, "a:9:n:7");
}

Task<Outcome> Nothing(World& world) {
  elanus::Status status = co_await world.thrift().client().Nothing(world.root());
  Outcome outcome;
  co_return outcome.Failed(status).Require(status.ok(), "no result and no error");
}

Task<Outcome> Payload64k(World& world) { return Pays(world, 64 << 10); }
Task<Outcome> Payload1m(World& world) { return Pays(world, 1 << 20); }
Task<Outcome> Payload16m(World& world) { return Pays(world, 16 << 20); }

}  // namespace peer
