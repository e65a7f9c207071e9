// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What tracing hangs on a Context: the current span's identity, the baggage, and where spans that begin here belong.
#pragma once

#include <memory>

#include "elanus/rpc/context.h"
#include "elanus/telemetry/baggage.h"
#include "elanus/telemetry/local_root.h"
#include "elanus/telemetry/span_context.h"

namespace elanus::telemetry {

class Core;

// Constant once it is on a context; read from any thread.
class Node final : public TraceNode {
 public:
  // Null when there is none, or when it is of another kind of tracing.
  static const Node* Of(const Context& ctx);

  std::shared_ptr<const TraceNode> Share() const override;

  Core* core = nullptr;  // null: nobody to trace for, the ids and baggage travel only
  SpanContext context;
  std::shared_ptr<const Baggage> baggage;  // null: none
  LocalRoot* local_root = nullptr;         // null: a span that begins here is one
};

// A base class for contexts that bring a node along: a base is made before the Context that shows it.
class NodeHolder {
 protected:
  Node node;
};

}  // namespace elanus::telemetry
