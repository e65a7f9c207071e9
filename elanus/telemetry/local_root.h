// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The first span of a trace in this process: it has no parent, or a remote one. All spans under it end through it, so
// that what decides late which spans to keep (every failed or slow call) has one place to hold them. Today it passes
// them on at once.
#pragma once

#include <string_view>

namespace elanus::telemetry {

class BatchProcessor;

// Lives in the span that is the root, or in the detached context that goes on without it. Called on any thread, by
// several spans at once.
class LocalRoot {
 public:
  // `processor` may be null: then spans end for nothing.
  explicit LocalRoot(BatchProcessor* processor) : processor_(processor) {}

  // A span has ended. `encoded` is its field in OTLP's ScopeSpans and lasts for the call; spans that were recorded
  // without being sampled end here.
  void Finished(std::string_view encoded, bool sampled) const;

 private:
  BatchProcessor* processor_;
};

}  // namespace elanus::telemetry
