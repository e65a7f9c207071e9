// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Which spans are sent although their trace was not sampled: a sampler decides when a span begins, and nobody knows
// then whether it will fail.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "elanus/base/clock.h"

namespace elanus {

// Spans that are not sampled are recorded all the same and held until their local root ends: the first span of the
// trace in this process, or under a detached context. All of them are sent when one of them failed (its status is
// Error) or when the local root was slow, and forgotten otherwise. What travels to other processes stays what the
// sampler said, and so do the flags of what is sent.
class DeferredSampling {
 public:
  // A local root that took at least this long is kept; Duration::max(): none is kept for that.
  Duration slow = std::chrono::milliseconds(500);
  // How much may be held: spans of one local root, and bytes in all. What is above is dropped, and counted
  // (SpanCounters::deferred_full) when it should have been sent.
  std::uint32_t held_spans = 1000;
  std::size_t held_bytes = std::size_t{64} << 20;
};

}  // namespace elanus
