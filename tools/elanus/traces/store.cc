// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A list in order of last change and an index into it: adding, evicting and finding are all O(1).
#include "tools/elanus/traces/store.h"

#include <algorithm>
#include <chrono>

namespace elanus::traces {
namespace {

// What a trace costs before its first span: list node, index, set.
constexpr std::size_t kEntryBytes = 512;
// Spans that came together share their origin; those of one trace come from few batches, so that a look at the
// last few spans finds it. A miss counts the origin twice, which is safe.
constexpr std::size_t kOriginLookback = 8;

}  // namespace

std::size_t Store::Cost(const Entry& entry, const Span& span) const {
  std::size_t cost = Footprint(span);
  const auto& spans = entry.trace.spans;
  auto from = spans.end() - static_cast<std::ptrdiff_t>(std::min(spans.size(), kOriginLookback));
  bool known = std::any_of(from, spans.end(), [&](const SpanPtr& other) { return other->origin == span.origin; });
  return known ? cost : cost + Footprint(*span.origin);
}

bool Store::Add(Span span, TimePoint now) {
  std::lock_guard lock(mutex_);
  ++stats_.spans_received;
  if (!span.trace.valid() || span.id == 0) {
    ++stats_.spans_invalid;
    return false;
  }
  if (!span.origin) span.origin = std::make_shared<Origin>();

  auto found = by_id_.find(span.trace);
  if (found == by_id_.end()) {
    order_.emplace_back();
    order_.back().trace.id = span.trace;
    order_.back().bytes = kEntryBytes;
    stats_.bytes += kEntryBytes;
    found = by_id_.emplace(span.trace, std::prev(order_.end())).first;
  } else {
    order_.splice(order_.end(), order_, found->second);
  }
  Entry& entry = *found->second;
  entry.last = now;
  if (!entry.ids.insert(span.id).second) {
    ++stats_.spans_duplicate;
    entry.trace.version = ++stats_.version;  // versions stay in the order of the list
    return true;
  }
  std::size_t cost = Cost(entry, span);
  if (entry.trace.spans.size() >= limits_.spans_per_trace || entry.bytes + cost > limits_.bytes_per_trace) {
    ++stats_.spans_dropped;
    ++entry.trace.dropped_spans;
    entry.ids.erase(span.id);
  } else {
    entry.trace.spans.push_back(std::make_shared<const Span>(std::move(span)));
    entry.bytes += cost;
    stats_.bytes += cost;
    ++stats_.spans_kept;
  }
  entry.trace.version = ++stats_.version;
  Evict();
  changed_.notify_all();
  return true;
}

void Store::Evict() {
  // The newest trace stays in any case: its own limits are below those of all.
  while (order_.size() > 1 && (order_.size() > limits_.traces || stats_.bytes > limits_.bytes)) {
    Entry& oldest = order_.front();
    stats_.bytes -= oldest.bytes;
    stats_.spans_kept -= oldest.trace.spans.size();
    stats_.spans_evicted += oldest.trace.spans.size();
    ++stats_.traces_evicted;
    by_id_.erase(oldest.trace.id);
    order_.pop_front();
  }
}

std::optional<Trace> Store::Get(TraceId id) const {
  std::lock_guard lock(mutex_);
  auto found = by_id_.find(id);
  if (found == by_id_.end()) return std::nullopt;
  return found->second->trace;
}

std::vector<Trace> Store::ChangedSince(std::uint64_t version) const {
  std::lock_guard lock(mutex_);
  std::vector<Trace> out;
  for (auto entry = order_.rbegin(); entry != order_.rend() && entry->trace.version > version; ++entry) {
    out.push_back(entry->trace);
  }
  return out;
}

std::vector<Trace> Store::TakeQuiet(TimePoint now, Duration quiet) {
  std::lock_guard lock(mutex_);
  std::vector<Trace> out;
  for (Entry& entry : order_) {
    if (now - entry.last < quiet) break;
    if (entry.taken) continue;
    entry.taken = true;
    out.push_back(entry.trace);
  }
  return out;
}

StoreStats Store::Stats(TimePoint now) const {
  std::lock_guard lock(mutex_);
  StoreStats stats = stats_;
  stats.limits = limits_;
  stats.traces_kept = order_.size();
  if (!order_.empty()) {
    stats.oldest_version = order_.front().trace.version;
    stats.oldest_age = std::max(Duration(0), now - order_.front().last);
  }
  return stats;
}

void Store::WaitChange(std::uint64_t version, Duration timeout) const {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, timeout, [&] { return awake_ || stats_.version > version; });
}

void Store::Wake() {
  std::lock_guard lock(mutex_);
  awake_ = true;
  changed_.notify_all();
}

}  // namespace elanus::traces
