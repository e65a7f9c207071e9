// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/deferred_spans.h"

#include <cstring>
#include <new>
#include <utility>

#include "elanus/base/pool.h"

namespace elanus::telemetry {

HeldSpan* DeferredSpans::Hold(std::string_view encoded) {
  const std::size_t size = sizeof(HeldSpan) + encoded.size();
  // Room is taken first and given back when it is not there: so the bound holds with any number of threads.
  if (bytes_.fetch_add(size, std::memory_order_relaxed) + size > options_.held_bytes) {
    bytes_.fetch_sub(size, std::memory_order_relaxed);
    return nullptr;
  }
  auto* span = new (base::Pool::Allocate(size)) HeldSpan;
  span->size = encoded.size();
  std::memcpy(span + 1, encoded.data(), encoded.size());
  return span;
}

void DeferredSpans::SendAll(HeldSpan* first) {
  for (const HeldSpan* span = first; span != nullptr; span = span->next) Send(span->encoded());
  Forget(first);
}

void DeferredSpans::Forget(HeldSpan* first) {
  std::size_t bytes = 0;
  while (first != nullptr) {
    HeldSpan* span = std::exchange(first, first->next);
    bytes += span->block_size();
    base::Pool::Free(span, span->block_size());
  }
  if (bytes > 0) bytes_.fetch_sub(bytes, std::memory_order_relaxed);
}

}  // namespace elanus::telemetry
