// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Finished spans on their way from the threads that end them to the one that exports them: encoded, one behind the
// other, bounded in number and in bytes.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string_view>

#include "elanus/base/bytes.h"

namespace elanus::telemetry {

// Add never waits: the queue has several parts, each behind a mutex that is only tried, and a thread whose own part is
// taken goes to the next. The buffers go back and forth between both sides, so a warm queue allocates nothing.
class SpanQueue {
 public:
  enum class Added : std::uint8_t { kYes, kTooMany, kTooManyBytes, kBusy };

  SpanQueue(std::size_t max_spans, std::size_t max_bytes) : max_spans_(max_spans), max_bytes_(max_bytes) {}

  // From any thread. `span` is one length-delimited field of OTLP's ScopeSpans, tag included.
  Added Add(std::string_view span);
  // Spans that are waiting, collected ones included.
  std::size_t size() const { return spans_.load(std::memory_order_relaxed); }

  // One consumer only, this and all below. Takes over what the parts hold; what was added before is then collected.
  void Collect();
  std::size_t collected() const { return collected_spans_; }
  // Cuts up to `max_spans` spans and `max_bytes` bytes (one span at least) from what was collected and gives them to
  // `take(view, count)`; they leave the queue. False when nothing is collected.
  template <class Take>
  bool Cut(std::size_t max_spans, std::size_t max_bytes, Take&& take) {
    if (collected_spans_ == 0) return false;
    const Slice slice = NextSlice(max_spans, max_bytes);
    take(collected_.view().substr(0, slice.bytes), slice.spans);
    Drop(slice);
    return true;
  }

 private:
  struct alignas(64) Part {
    std::mutex mutex;
    Bytes bytes;  // guarded by mutex
    std::size_t spans = 0;
  };
  struct Slice {
    std::size_t bytes = 0;
    std::size_t spans = 0;
  };
  static constexpr std::size_t kParts = 8;
  // Buffers that a burst made larger than this are given back.
  static constexpr std::size_t kKeptBytes = std::size_t{1} << 20;

  Slice NextSlice(std::size_t max_spans, std::size_t max_bytes) const;
  void Drop(const Slice& slice);

  const std::size_t max_spans_;
  const std::size_t max_bytes_;
  std::atomic<std::size_t> spans_ = 0;
  std::atomic<std::size_t> bytes_ = 0;
  std::array<Part, kParts> parts_;
  Bytes collected_;
  std::size_t collected_spans_ = 0;
};

}  // namespace elanus::telemetry
