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

// What a case wants beyond a Thrift transport.
enum class Needs : std::uint8_t {
  kNothing,
  kBizErrors,    // TTHeader and the meta handlers
  kNoBizErrors,  // that not
  kServerPid,    // a server that it may stop
  kProtobuf,
  kStreams,
  kGrpc,
};

class Case {
 public:
  std::string_view name;
  // Runs on the world's loop. Null where no transport of ours can have it yet.
  elanus::Task<Outcome> (*run)(World& world);
  Needs needs = Needs::kNothing;
};

std::span<const Case> AllCases();
// Null when there is none.
const Case* FindCase(std::string_view name);
// Why it cannot be run with these options; empty when it can.
std::string_view WhySkipped(const Case& c, const ClientOptions& options);

}  // namespace peer
