// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The cases of the contract by name, in its order.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "elanus/async/task.h"
#include "interop/peer/outcome.h"
#include "interop/peer/world.h"

namespace peer {

// What a case wants beside its payload.
enum class Needs : std::uint8_t {
  kNothing,
  kBizErrors,         // gRPC, or TTHeader and the meta handlers
  kNoBizErrors,       // that not
  kStreams,           // gRPC
  kServerPid,         // a server that it may stop
  kServerPidStreams,  // both
};

class Case {
 public:
  std::string_view name;
  // Run on the world's loop, with Thrift and with Protobuf payload. Null where the payload has no such thing.
  elanus::Task<Outcome> (*thrift)(World& world);
  elanus::Task<Outcome> (*protobuf)(World& world);
  Needs needs = Needs::kNothing;

  auto RunFor(const ClientOptions& options) const { return options.protobuf() ? protobuf : thrift; }
};

std::span<const Case> AllCases();
// Null when there is none.
const Case* FindCase(std::string_view name);
// Why it cannot be run with these options; empty when it can.
std::string_view WhySkipped(const Case& c, const ClientOptions& options);

}  // namespace peer
