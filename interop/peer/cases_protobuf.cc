// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Values of Protobuf that come back as they were sent.
#include "interop/peer/all_cases.h"
#include "interop/peer/protobuf_values.h"

namespace peer {

using elanus::Task;
using interop::All;

namespace {

Task<Outcome> Echoes(World& world, All value) {
  auto reply = co_await world.protobuf().client().EchoPb(world.root(), value);
  Outcome outcome;
  outcome.Failed(reply.status());
  co_return outcome.Require(reply.ok() && Canonical(*reply) == Canonical(value), "the value that was sent");
}

}  // namespace

Task<Outcome> AllSet(World& world) { return Echoes(world, AllValues()); }
Task<Outcome> AllEmpty(World& world) { return Echoes(world, All()); }
Task<Outcome> AllZero(World& world) { return Echoes(world, AllZeroValues()); }

Task<Outcome> AllExtremes(World& world) {
  Outcome outcome;
  for (const All& value : AllExtremeValues()) {
    auto reply = co_await world.protobuf().client().EchoPb(world.root(), value);
    outcome.Failed(reply.status());
    outcome.Require(reply.ok() && Canonical(*reply) == Canonical(value), "the value that was sent");
    if (!outcome.ok()) break;
  }
  co_return outcome;
}

// Kitex's encoder drops what is set to nothing here; it is right not to.
Task<Outcome> PresenceLost(World& world) {
  All value;
  value.set_maybe_bin("");
  value.set_text("");
  auto reply = co_await world.protobuf().client().EchoPb(world.root(), value);
  Outcome outcome;
  outcome.Failed(reply.status()).Require(reply.ok(), "an answer");
  if (!reply.ok()) co_return outcome;
  const bool arm = reply->choice_case() == All::kText;
  co_return outcome.Got(Json({{"arm", arm}, {"bytes", reply->has_maybe_bin()}}));
}

}  // namespace peer
