// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "bench/span_bench/counted_new.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

// A counter a thread, a cache line each; threads that come later share the last.
constexpr int kThreads = 64;
struct alignas(64) Counter {
  std::atomic<std::int64_t> count = 0;
};
Counter counters[kThreads];
std::atomic<int> next_thread = 0;

Counter& Mine() {
  thread_local constinit Counter* mine = nullptr;
  if (mine == nullptr) {
    const int thread = next_thread.fetch_add(1);
    mine = &counters[thread < kThreads ? thread : kThreads - 1];
  }
  return *mine;
}

void* Allocate(std::size_t size, std::size_t align) {
  std::atomic<std::int64_t>& count = Mine().count;
  count.store(count.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  void* block = align == 0 ? std::malloc(size) : std::aligned_alloc(align, (size + align - 1) / align * align);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}

}  // namespace

namespace span_bench {

std::int64_t Allocations() {
  std::int64_t sum = 0;
  for (const Counter& counter : counters) sum += counter.count.load(std::memory_order_relaxed);
  return sum;
}

}  // namespace span_bench

[[gnu::noinline]] void* operator new(std::size_t size) { return Allocate(size, 0); }
[[gnu::noinline]] void* operator new(std::size_t size, std::align_val_t align) {
  return Allocate(size, static_cast<std::size_t>(align));
}
[[gnu::noinline]] void operator delete(void* block) noexcept { std::free(block); }
[[gnu::noinline]] void operator delete(void* block, std::size_t) noexcept { std::free(block); }
[[gnu::noinline]] void operator delete(void* block, std::align_val_t) noexcept { std::free(block); }
[[gnu::noinline]] void operator delete(void* block, std::size_t, std::align_val_t) noexcept { std::free(block); }
