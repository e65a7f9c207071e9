// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/span_queue.h"

#include <utility>

#include <pthread.h>

#include "elanus/wire/protobuf/reader.h"

namespace elanus::telemetry {

namespace {

// Where this thread begins to look: spread over the parts, the same each time.
std::size_t FirstPart() { return static_cast<std::uint64_t>(::pthread_self()) * 0x9E3779B97F4A7C15u >> 61; }

// Bytes of the field at the front, its tag and length included. The queue holds nothing but what our encoder wrote.
std::size_t FirstSpan(std::string_view bytes) {
  wire::ProtoReader reader(bytes);
  wire::ProtoField field;
  reader.Next(field);
  reader.ReadBytes();
  return reader.offset();
}

}  // namespace

SpanQueue::Added SpanQueue::Add(std::string_view span) {
  // Room is taken first and given back when it is not there: so the bounds hold with any number of threads.
  if (spans_.fetch_add(1, std::memory_order_relaxed) >= max_spans_) {
    spans_.fetch_sub(1, std::memory_order_relaxed);
    return Added::kTooMany;
  }
  Added outcome = Added::kTooManyBytes;
  if (bytes_.fetch_add(span.size(), std::memory_order_relaxed) + span.size() <= max_bytes_) {
    outcome = Added::kBusy;
    const std::size_t first = FirstPart();
    for (std::size_t i = 0; i < kParts; ++i) {
      Part& part = parts_[(first + i) % kParts];
      std::unique_lock lock(part.mutex, std::try_to_lock);
      if (!lock) continue;
      part.bytes.Append(span);
      ++part.spans;
      return Added::kYes;
    }
  }
  bytes_.fetch_sub(span.size(), std::memory_order_relaxed);
  spans_.fetch_sub(1, std::memory_order_relaxed);
  return outcome;
}

void SpanQueue::Collect() {
  for (Part& part : parts_) {
    std::lock_guard lock(part.mutex);
    if (part.spans == 0) continue;
    collected_spans_ += std::exchange(part.spans, 0);
    if (collected_.empty()) {
      std::swap(collected_, part.bytes);
    } else {
      collected_.Append(part.bytes.view());
      part.bytes.Clear();
    }
    if (part.bytes.capacity() > kKeptBytes) part.bytes.Release();
  }
}

SpanQueue::Slice SpanQueue::NextSlice(std::size_t max_spans, std::size_t max_bytes) const {
  Slice slice;
  while (slice.spans < max_spans && slice.spans < collected_spans_) {
    const std::size_t next = FirstSpan(collected_.view().substr(slice.bytes));
    if (slice.spans > 0 && slice.bytes + next > max_bytes) break;
    slice.bytes += next;
    ++slice.spans;
  }
  return slice;
}

void SpanQueue::Drop(const Slice& slice) {
  collected_.Consume(slice.bytes);
  collected_spans_ -= slice.spans;
  if (collected_.empty() && collected_.capacity() > kKeptBytes) collected_.Release();
  bytes_.fetch_sub(slice.bytes, std::memory_order_relaxed);
  spans_.fetch_sub(slice.spans, std::memory_order_relaxed);
}

}  // namespace elanus::telemetry
