// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One loop on the calling thread, a clock that counts how often it is read, and a network in memory: the same
// instructions each time it runs.
#pragma once

#include <memory>
#include <vector>

#include "elanus/elanus.h"
#include "orders/orders.h"
#include "tests/counted/network.h"

namespace elanus {

// A microsecond later at each look.
class CountingClock final : public Clock {
 public:
  TimePoint Now() const override {
    ++reads_;
    return start_ + std::chrono::microseconds(reads_);
  }
  std::int64_t WallNanos(TimePoint at) const override { return ManualClock::kEpochNanos + at.nanos(); }
  std::int64_t reads() const { return reads_; }
  void Pass(Duration time) { start_ = start_ + time; }

 private:
  TimePoint start_{1'000'000'000};
  mutable std::int64_t reads_ = 0;
};

class Machine {
 public:
  Machine() : runtime_(Runtime::Manual(clock_, 1)), network_(std::make_shared<CountedNetwork>(loop())) {}

  Runtime& runtime() { return *runtime_; }
  async::Loop& loop() { return runtime_->loop(0); }
  const CountingClock& clock() const { return clock_; }
  const std::shared_ptr<CountedNetwork>& network() { return network_; }

  // To its end; time passes when nothing is ready.
  void Run(Task<void> task);

 private:
  CountingClock clock_;
  std::unique_ptr<Runtime> runtime_;
  std::shared_ptr<CountedNetwork> network_;
};

// The server of a machine; one at a time.
class MachineServer {
 public:
  explicit MachineServer(Machine& machine, std::vector<ServerOption> options = {});
  ~MachineServer();
  MachineServer(const MachineServer&) = delete;
  MachineServer& operator=(const MachineServer&) = delete;

 private:
  Machine& machine_;
  Server server_;
};

orders::OrdersClient MachineClient(Machine& machine, std::vector<ClientOption> options = {});

}  // namespace elanus
