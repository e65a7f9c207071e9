// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/pooled_malloc.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>

#include "elanus/base/pool.h"

namespace elanus::protocol {
namespace {

TEST(PooledMallocTest, ABlockOfTheSameSizeComesBack) {
  base::Pool pool;
  const base::Pool::Use use(pool);
  void* const first = MallocFromPool(100, nullptr);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(first) % alignof(std::max_align_t), 0u);
  FreeToPool(first, nullptr);
  EXPECT_EQ(MallocFromPool(100, nullptr), first);
  FreeToPool(first, nullptr);
  FreeToPool(nullptr, nullptr);
}

TEST(PooledMallocTest, AGrownBlockKeepsWhatWasInIt) {
  void* memory = ReallocFromPool(nullptr, 5, nullptr);
  std::memcpy(memory, "12345", 5);
  memory = ReallocFromPool(memory, 10000, nullptr);
  EXPECT_EQ(std::string(static_cast<char*>(memory), 5), "12345");
  memory = ReallocFromPool(memory, 3, nullptr);
  EXPECT_EQ(std::string(static_cast<char*>(memory), 3), "123");
  FreeToPool(memory, nullptr);
}

TEST(PooledMallocTest, ZerosAreZero) {
  base::Pool pool;
  const base::Pool::Use use(pool);
  void* const used = MallocFromPool(64, nullptr);
  std::memset(used, 1, 64);
  FreeToPool(used, nullptr);
  void* const zeros = CallocFromPool(8, 8, nullptr);
  EXPECT_EQ(zeros, used);
  EXPECT_EQ(std::string(static_cast<char*>(zeros), 64), std::string(64, '\0'));
  FreeToPool(zeros, nullptr);
}

TEST(PooledMallocTest, WhatHasNoSizeIsNoBlock) {
  EXPECT_EQ(MallocFromPool(SIZE_MAX, nullptr), nullptr);
  EXPECT_EQ(CallocFromPool(SIZE_MAX / 2, 3, nullptr), nullptr);
}

}  // namespace
}  // namespace elanus::protocol
