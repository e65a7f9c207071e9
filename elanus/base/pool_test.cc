// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/pool.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <thread>
#include <vector>

// There under AddressSanitizer only.
extern "C" __attribute__((weak)) void __asan_init();

namespace elanus::base {
namespace {

// One size class is used again for another size of the same class.
TEST(Pool, GivesOutAgainWhatWasFreed) {
  Pool pool;
  const Pool::Use use(pool);
  void* first = Pool::Allocate(65);
  void* second = Pool::Allocate(128);
  EXPECT_NE(first, second);
  Pool::Free(first, 65);
  Pool::Free(second, 128);
  EXPECT_EQ(Pool::Allocate(100), second) << "the last one freed comes first: it is in the cache";
  EXPECT_EQ(Pool::Allocate(100), first);
  Pool::Free(first, 100);
  Pool::Free(second, 100);
}

TEST(Pool, EverySizeIsUsableAndAligned) {
  Pool pool;
  const Pool::Use use(pool);
  for (int round = 0; round < 2; ++round) {
    std::vector<void*> blocks;
    for (std::size_t size = 0; size <= Pool::kLargest + 100; size += 13) {
      void* block = Pool::Allocate(size);
      ASSERT_EQ(reinterpret_cast<std::uintptr_t>(block) % __STDCPP_DEFAULT_NEW_ALIGNMENT__, 0U);
      std::memset(block, round, size);
      blocks.push_back(block);
    }
    for (std::size_t size = 0; size <= Pool::kLargest + 100; size += 13) {
      Pool::Free(blocks[size / 13], size);
    }
  }
}

TEST(Pool, KeepsLargeBuffersUpToABound) {
  Pool pool;
  const Pool::Use use(pool);
  for (std::size_t size = 2 * Pool::kLargest; size <= Pool::kLargestBuffer; size *= 2) {
    void* block = Pool::Allocate(size);
    std::memset(block, 1, size);
    Pool::Free(block, size);
    void* other = Pool::Allocate(size - 1);
    EXPECT_NE(other, block) << "only powers of two are kept";
    EXPECT_EQ(Pool::Allocate(size), block);
    Pool::Free(block, size);
    Pool::Free(other, size - 1);
  }
  std::vector<void*> blocks;
  for (std::size_t i = 0; i < 2 * Pool::kKeptBuffers / Pool::kLargestBuffer; ++i) {
    blocks.push_back(Pool::Allocate(Pool::kLargestBuffer));
  }
  for (void* block : blocks) Pool::Free(block, Pool::kLargestBuffer);
}

TEST(Pool, WithoutAPoolBlocksComeFromTheHeap) {
  void* outside = Pool::Allocate(1);
  Pool pool;
  {
    const Pool::Use use(pool);
    Pool::Free(outside, 1);  // whoever frees it keeps it
    void* again = Pool::Allocate(64);
    EXPECT_EQ(again, outside);
    outside = again;
  }
  Pool::Free(outside, 64);
}

TEST(Pool, UsesNest) {
  Pool outer;
  Pool inner;
  const Pool::Use use_outer(outer);
  void* block = Pool::Allocate(10);
  Pool::Free(block, 10);
  {
    const Pool::Use use_inner(inner);
    void* other = Pool::Allocate(10);
    EXPECT_NE(other, block);
    Pool::Free(other, 10);
  }
  void* again = Pool::Allocate(10);
  EXPECT_EQ(again, block);
  Pool::Free(again, 10);
}

TEST(Pool, BlocksMayBeFreedOnAnotherThread) {
  Pool pool;
  const Pool::Use use(pool);
  std::vector<void*> blocks;
  for (int i = 0; i < 1'000; ++i) blocks.push_back(Pool::Allocate(200));
  std::thread([&] {
    Pool its_own;
    const Pool::Use its_use(its_own);
    for (void* block : blocks) Pool::Free(block, 200);
  }).join();
}

// Without the bound a burst of calls would hold its memory for ever.
TEST(Pool, KeepsABoundedAmount) {
  Pool pool;
  const Pool::Use use(pool);
  constexpr std::size_t kKept = Pool::kKeptBytes / Pool::kLargest;
  std::vector<void*> blocks;
  for (std::size_t i = 0; i < 2 * kKept; ++i) blocks.push_back(Pool::Allocate(Pool::kLargest));
  for (void* block : blocks) Pool::Free(block, Pool::kLargest);
  // The first ones that were freed are kept, the last of them on top.
  for (std::size_t i = kKept; i > 0; --i) {
    void* block = Pool::Allocate(Pool::kLargest);
    EXPECT_EQ(block, blocks[i - 1]);
  }
  for (std::size_t i = 0; i < kKept; ++i) Pool::Free(blocks[i], Pool::kLargest);
}

// The free lists must not hide from it what operator delete would show.
TEST(PoolDeathTest, AddressSanitizerSeesAUseAfterFree) {
  if (__asan_init == nullptr) GTEST_SKIP() << "only AddressSanitizer sees it";
  Pool pool;
  const Pool::Use use(pool);
  auto* block = static_cast<volatile char*>(Pool::Allocate(100));
  Pool::Free(const_cast<char*>(block), 100);
  EXPECT_DEATH(block[50] = 1, "use-after-poison");
}

class Thing final : public Pooled {
 public:
  int value = 7;
};

TEST(Pool, ServesClassesAndContainers) {
  Pool pool;
  const Pool::Use use(pool);
  auto* thing = new Thing();
  const void* block = thing;
  delete thing;
  auto* next = new Thing();
  EXPECT_EQ(static_cast<const void*>(next), block);
  EXPECT_EQ(next->value, 7);
  delete next;
  std::vector<int, PoolAllocator<int>> numbers(1'000, 3);
  numbers.resize(10'000, 4);
  EXPECT_EQ(numbers[999] + numbers[9'999], 7);
}

}  // namespace
}  // namespace elanus::base
