// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One line about a trace: what the list shows and its filter box looks at.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/elanus/traces/layout.h"
#include "tools/elanus/traces/model.h"

namespace elanus::traces {

class Summary {
 public:
  Summary() = default;
  TraceId id;
  std::string name;                   // of the root, or of the first span below a missing one
  std::string service;                // likewise
  std::vector<std::string> services;  // in order of first appearance, at most kMaxNames
  std::vector<std::string> names;     // of the spans, distinct, at most kMaxNames
  std::string protocol;               // the first "request.protocol"
  std::string reason;                 // the first "sampling.reason": why a tail sampler kept it
  std::uint64_t start = 0;            // nanoseconds since the Unix epoch
  std::uint64_t length = 0;
  std::uint64_t version = 0;
  std::size_t spans = 0;
  std::size_t errors = 0;
  std::size_t missing_parents = 0;
  std::uint64_t dropped_spans = 0;
};

inline constexpr std::size_t kMaxNames = 32;

Summary Summarize(const Trace& trace, const Layout& layout);

}  // namespace elanus::traces
