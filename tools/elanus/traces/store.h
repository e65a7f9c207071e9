// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The traces that are still remembered: bounded in traces, spans and bytes. The trace that has been quiet for
// longest makes room; every span that is not kept is counted somewhere.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "elanus/base/clock.h"
#include "tools/elanus/traces/model.h"

namespace elanus::traces {

class StoreLimits {
 public:
  StoreLimits() = default;
  std::size_t traces = 1000;
  std::size_t bytes = std::size_t{64} << 20;
  // One endless trace must not push out all others.
  std::size_t spans_per_trace = 10'000;
  std::size_t bytes_per_trace = std::size_t{16} << 20;
};

// received = kept + evicted + dropped + duplicate + invalid, at any moment.
class StoreStats {
 public:
  StoreStats() = default;
  std::uint64_t spans_received = 0;
  std::uint64_t spans_kept = 0;
  std::uint64_t spans_evicted = 0;    // with a trace that made room
  std::uint64_t spans_dropped = 0;    // over a limit of their trace
  std::uint64_t spans_duplicate = 0;  // an exporter sent them again
  std::uint64_t spans_invalid = 0;    // without a trace id or a span id
  std::uint64_t traces_kept = 0;
  std::uint64_t traces_evicted = 0;
  std::uint64_t bytes = 0;
  std::uint64_t version = 0;         // of the newest change
  std::uint64_t oldest_version = 0;  // traces with a smaller version are gone
  Duration oldest_age{0};            // since the oldest kept trace was last heard of
  StoreLimits limits;
};

// Thread-safe. Time is passed in and must not go back.
class Store {
 public:
  explicit Store(StoreLimits limits = {}) : limits_(limits) {}

  // Takes a span. False when it has no trace id or no span id; a span that is a duplicate or does not fit is
  // counted, but was well formed.
  bool Add(Span span, TimePoint now);

  // Nothing when the trace is not (or no longer) here.
  std::optional<Trace> Get(TraceId id) const;
  // The traces that changed after `version`, newest change first.
  std::vector<Trace> ChangedSince(std::uint64_t version) const;
  // The traces that have had no new span for `quiet`, oldest first; each is returned once in its life.
  std::vector<Trace> TakeQuiet(TimePoint now, Duration quiet);
  StoreStats Stats(TimePoint now) const;

  // Waits until something changed after `version`, Wake was called, or `timeout` passed.
  void WaitChange(std::uint64_t version, Duration timeout) const;
  // Ends all waits, present and future: the viewer is closing.
  void Wake();

 private:
  class Entry {
   public:
    Entry() = default;
    Trace trace;
    std::unordered_set<SpanId> ids;
    std::size_t bytes = 0;
    TimePoint last;
    bool taken = false;
  };
  using Order = std::list<Entry>;  // the one that was quiet for longest first

  std::size_t Cost(const Entry& entry, const Span& span) const;
  void Evict();

  const StoreLimits limits_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  Order order_;
  std::unordered_map<TraceId, Order::iterator, TraceIdHash> by_id_;
  StoreStats stats_;
  bool awake_ = false;
};

}  // namespace elanus::traces
