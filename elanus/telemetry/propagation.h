// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// How the trace travels with a call: as transient metainfo under the names that Kitex's suites use (conventions.md A.6,
// A.7), over gRPC as plain headers too.
#pragma once

#include <string_view>

#include "elanus/rpc/call_info.h"
#include "elanus/rpc/metadata.h"
#include "elanus/telemetry/core.h"
#include "elanus/telemetry/node.h"

namespace elanus::telemetry {

// Client: writes the node's context and baggage, and who calls. Also for spans that are not sampled: what comes behind
// would begin a new trace otherwise.
void Inject(const Core& core, const Node& node, Transport transport, Metadata& outgoing);

// What came with a call. The views point into the metadata.
class Incoming {
 public:
  std::string_view trace_parent;
  std::string_view trace_state;
  std::string_view baggage;
  std::string_view service;
  std::string_view service_namespace;
  std::string_view environment;
};

// Server: finds the entries; keys are matched without regard to case, and `_` counts as `-` (what gRPC makes of them).
// Over gRPC a plain traceparent that is valid comes before the transient one: the latter may be left over from two hops
// up (conventions.md A.6.4).
Incoming FindIncoming(const Metadata& metadata, Transport transport);
// Makes `node` the remote parent that came in; left empty where nothing valid did.
void Extract(const Propagation& propagation, const Incoming& incoming, Node& node);

}  // namespace elanus::telemetry
