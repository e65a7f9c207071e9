// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/id_generator.h"

#include "elanus/async/loop.h"

namespace elanus::telemetry {

std::uint64_t RandomIds::Next() {
  if (async::Loop* loop = async::Loop::Current()) return loop->random().Next();
  std::lock_guard lock(mutex_);
  return random_.Next();
}

TraceId RandomIds::NewTraceId() {
  TraceId id;
  while (!id.valid()) id = TraceId(Next(), Next());
  return id;
}

SpanId RandomIds::NewSpanId() {
  SpanId id;
  while (!id.valid()) id = SpanId(Next());
  return id;
}

}  // namespace elanus::telemetry
