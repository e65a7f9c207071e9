// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The first span of a trace in this process: it has no parent, a remote one, or one that was detached. All spans under
// it end through it. Sampled ones are passed on at once; when sampling is deferred, the others wait here until one of
// them fails or the local root ends, and then all are sent, or none.
#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

#include "elanus/base/clock.h"

namespace elanus::telemetry {

class BatchProcessor;
class DeferredSpans;
class HeldSpan;

// Lives in the span that is the root. Spans that begin under it may end on any thread, several at once, and also
// between the root's end and its destruction: then they do as was decided, but one that failed is sent in any case,
// and what ends behind it.
class LocalRoot {
 public:
  // For spans that are no local root, and before Begin.
  LocalRoot() = default;
  LocalRoot(const LocalRoot&) = delete;
  LocalRoot& operator=(const LocalRoot&) = delete;

  // Once, before anything else. `processor` may be null: then spans end for nothing. `deferred` null: the sampler's
  // word is the last one.
  void Begin(BatchProcessor* processor, DeferredSpans* deferred) {
    processor_ = processor;
    deferred_ = deferred;
  }

  // Whether spans are recorded that the sampler does not want.
  bool deferred() const { return deferred_ != nullptr; }
  // What End would decide, now.
  bool WouldKeep(bool failed, Duration took) const;

  // The root span has ended: decides. The root's own Finished comes behind it.
  void End(bool failed, Duration took);
  // A span has ended. `encoded` is its field in OTLP's ScopeSpans and lasts for the call.
  void Finished(std::string_view encoded, bool sampled, bool failed);
  // False: Finished would forget the span.
  bool Wants(bool sampled, bool failed) const;

 private:
  void Keep();
  void Drop();
  void Hold(std::string_view encoded);
  void Miss();

  BatchProcessor* processor_ = nullptr;
  DeferredSpans* deferred_ = nullptr;
  // The spans that wait, the last one first; or what was decided (local_root.cc).
  std::atomic<HeldSpan*> held_ = nullptr;
  std::atomic<std::uint32_t> count_ = 0;   // that wait
  std::atomic<std::uint32_t> missed_ = 0;  // for which there was no room
};

}  // namespace elanus::telemetry
