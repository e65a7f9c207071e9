// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// JSON that the viewer answers with.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/elanus/traces/model.h"
#include "tools/elanus/traces/store.h"
#include "tools/elanus/traces/summary.h"

namespace elanus::traces {

// What the receiver saw, beside what the store says.
class ReceiverStats {
 public:
  ReceiverStats() = default;
  std::uint64_t requests = 0;
  std::uint64_t refused = 0;  // malformed, too large, wrong type
  std::uint64_t ignored = 0;  // metrics and logs: answered, not kept
};

// OTLP/JSON (a TracesData message: hex ids, lowerCamel keys, 64-bit integers as strings), as other tools import it.
// Text that is no UTF-8 gets replacement characters.
std::string OtlpJson(const Trace& trace);
// {"summary", "rows", "otlp"}: all that the page draws of one trace. Times are nanoseconds since the trace's start.
std::string TraceJson(const Trace& trace);
// {"traces": [summaries], "stats": {...}}: a line of the live list.
std::string ListJson(const std::vector<Trace>& traces, const StoreStats& stats, const ReceiverStats& receiver);

}  // namespace elanus::traces
