// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/hostile/largest.h"

#include <atomic>

namespace elanus::hostile {

namespace {
std::atomic<std::size_t> largest = 0;
}  // namespace

void NoteAllocation(std::size_t size) {
  std::size_t known = largest.load(std::memory_order_relaxed);
  while (size > known && !largest.compare_exchange_weak(known, size, std::memory_order_relaxed)) {
  }
}

std::size_t TakeLargestAllocation() { return largest.exchange(0); }

}  // namespace elanus::hostile
