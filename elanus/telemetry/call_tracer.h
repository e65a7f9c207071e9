// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One span a call, on either side, made from what the call's stats say: no middleware, so a call without tracing pays
// nothing for it.
#pragma once

#include <memory>
#include <vector>

#include "elanus/rpc/tracer.h"
#include "elanus/telemetry/core.h"
#include "elanus/telemetry/span_encoder.h"
#include "elanus/telemetry/suite_options.h"

namespace elanus::telemetry {

// Clients: a CLIENT span under the context's, whose identity is written into the call's outgoing metainfo. Servers: a
// SERVER span under what came with the call, and the context of the handler. Retries and backup requests are inside
// the client's span: all attempts carry one identity.
class CallTracer final : public Tracer {
 public:
  CallTracer(std::shared_ptr<Core> core, const SuiteOptions& options);
  void* Start(Exchange& call) override;
  StatsLevel Needs(const void* state) const override;
  void Finish(Exchange& call, void* state, const Status& status) override;

 private:
  const std::shared_ptr<Core> core_;
  const SuiteOptions options_;
  std::vector<PreparedEvent> succeeded_;  // by StatsEvent
};

}  // namespace elanus::telemetry
