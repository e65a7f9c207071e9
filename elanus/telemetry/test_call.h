// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For the tests of this folder: calls as a client and a server would run them, with the stats that Kitex's own gather.
#pragma once

#include <chrono>
#include <initializer_list>
#include <string>
#include <utility>

#include "elanus/rpc/exchange.h"

namespace elanus::telemetry {

inline constexpr Method kEchoMethod = {.name = "Echo", .kind = MethodKind::kUnary, .payload = Payload::kThrift};
inline const ServiceInfo kEchoService = {"EchoService", "echo", std::span(&kEchoMethod, 1)};

class TestCall final : public Exchange {
 public:
  TestCall(Role role, const Context& parent, ManualClock& clock)
      : Exchange(kEchoService, kEchoMethod, role, parent), clock_(clock) {
    info().to.service = "user-service";
    info().from.service = "user-client";
    info().stats = CallStats(StatsLevel::kDetailed);
    Happens(StatsEvent::kRpcStart);
  }

  // A millisecond after what happened before.
  void Happens(StatsEvent event, const Status& failure = Status()) {
    clock_.Advance(std::chrono::milliseconds(1));
    info().stats.Record(event, clock_, failure);
  }
  void Happen(std::initializer_list<StatsEvent> events) {
    for (const StatsEvent event : events) Happens(event);
  }
  void Sizes(std::uint64_t received, std::uint64_t sent) {
    info().stats.recv_size = received;
    info().stats.send_size = sent;
  }
  // Gives what this call sends to the call at the server.
  void SendTo(TestCall& server) const {
    for (std::size_t i = 0; i < const_cast<TestCall*>(this)->outgoing().size(); ++i) {
      const Metadata::Entry entry = const_cast<TestCall*>(this)->outgoing().at(i);
      server.mutable_incoming().Add(entry.kind, entry.key, entry.value);
    }
  }

 protected:
  const void* RawArgument(std::size_t) const override { return nullptr; }
  void* RawResult() override { return nullptr; }

 private:
  ManualClock& clock_;
};

}  // namespace elanus::telemetry
