// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Where trace and span ids come from.
#pragma once

#include <mutex>

#include "elanus/base/clock.h"
#include "elanus/telemetry/span_context.h"

namespace elanus {

// Called on any thread; must not block. Never gives an invalid id.
class IdGenerator {
 public:
  virtual ~IdGenerator() = default;
  virtual TraceId NewTraceId() = 0;
  virtual SpanId NewSpanId() = 0;
};

namespace telemetry {

// On a loop's thread it draws from the loop's own numbers (no lock, and a seeded test replays its ids), elsewhere
// from a generator behind a mutex. A process that forks after its first span and goes on tracing in the child would
// draw the same ids twice: start the provider after the fork.
class RandomIds final : public IdGenerator {
 public:
  explicit RandomIds(Random random) : random_(random) {}
  TraceId NewTraceId() override;
  SpanId NewSpanId() override;

 private:
  std::uint64_t Next();

  std::mutex mutex_;
  Random random_;
};

}  // namespace telemetry

}  // namespace elanus
