// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/bytes.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <utility>

#include "elanus/base/clock.h"
#include "elanus/base/pool.h"

namespace elanus {
namespace {

TEST(Bytes, IsAQueue) {
  Bytes bytes;
  EXPECT_TRUE(bytes.empty());
  EXPECT_EQ(bytes.view(), "");
  EXPECT_EQ(bytes.capacity(), 0U);
  bytes.Append("hello ");
  bytes.Append("");
  bytes.Append("world");
  EXPECT_EQ(bytes.view(), "hello world");
  EXPECT_EQ(bytes.capacity(), 4096U);
  bytes.Consume(6);
  EXPECT_EQ(bytes.view(), "world");
  bytes.Truncate(3);
  EXPECT_EQ(bytes.view(), "wor");
  bytes.Consume(3);
  EXPECT_TRUE(bytes.empty());
  EXPECT_EQ(bytes.room(), 4096U) << "an emptied one starts at the front again";
}

TEST(Bytes, ReserveCommitAndPatchInPlace) {
  Bytes bytes;
  char* to = bytes.Reserve(8);
  EXPECT_GE(bytes.room(), 8U);
  EXPECT_TRUE(bytes.empty()) << "Reserve alone adds nothing";
  std::memcpy(to, "????body", 8);
  bytes.Commit(8);
  std::memcpy(bytes.data(), "len=", 4);
  EXPECT_EQ(bytes.view(), "len=body");
}

TEST(Bytes, GrowsByDoublingAndKeepsItsContents) {
  Bytes bytes;
  std::string model;
  for (int i = 0; i < 100'000; ++i) {
    const char c = static_cast<char>(i * 7);
    bytes.Append(std::string_view(&c, 1));
    model.push_back(c);
  }
  EXPECT_EQ(bytes.view(), model);
  EXPECT_EQ(bytes.capacity(), 131'072U);
}

TEST(Bytes, OneLargeReserveTakesTheNextPowerOfTwo) {
  Bytes bytes;
  bytes.Append("x");
  bytes.Reserve(100'000);
  EXPECT_EQ(bytes.capacity(), 131'072U);
  EXPECT_EQ(bytes.view(), "x");
}

TEST(Bytes, CompactsInsteadOfGrowingWhenMostIsConsumed) {
  Bytes bytes;
  bytes.Append(std::string(4000, 'a'));
  bytes.Consume(3000);
  bytes.Append(std::string(500, 'b'));
  EXPECT_EQ(bytes.capacity(), 4096U);
  EXPECT_EQ(bytes.view(), std::string(1000, 'a') + std::string(500, 'b'));
}

TEST(Bytes, AQueueThatStaysSmallStaysInItsBlock) {
  Bytes bytes;
  for (int i = 0; i < 10'000; ++i) {
    bytes.Append(std::string(300, 'x'));
    if (i > 0) bytes.Consume(300);
  }
  EXPECT_EQ(bytes.size(), 300U);
  EXPECT_EQ(bytes.capacity(), 4096U);
}

TEST(Bytes, MovesItsMemory) {
  Bytes from;
  from.Append("contents");
  const char* data = from.data();
  Bytes to = std::move(from);
  EXPECT_EQ(to.data(), data);
  EXPECT_EQ(to.view(), "contents");
  EXPECT_EQ(from.capacity(), 0U);  // NOLINT: what a move leaves is part of the contract
  from.Append("again");
  from = std::move(to);
  EXPECT_EQ(from.view(), "contents");
  Bytes& same = from;
  from = std::move(same);
  EXPECT_EQ(from.view(), "contents");
}

TEST(Bytes, ReleaseGivesTheMemoryBack) {
  base::Pool pool;
  const base::Pool::Use use(pool);
  Bytes bytes;
  bytes.Append("x");
  const char* block = bytes.data();
  bytes.Clear();
  EXPECT_EQ(bytes.capacity(), 4096U) << "Clear keeps it";
  bytes.Release();
  EXPECT_EQ(bytes.capacity(), 0U);
  Bytes next;
  EXPECT_EQ(next.Reserve(1), block) << "it was not in the pool";
}

TEST(BytesDeathTest, RefusesWhatNoMemoryCanHold) {
  Bytes bytes;
  bytes.Append("x");
  EXPECT_DEATH(bytes.Reserve(SIZE_MAX), "room for 18446744073709551615 bytes behind 1 was asked for");
}

TEST(Bytes, AgreesWithAStringForRandomOperations) {
  Random random(1);
  Bytes bytes;
  std::string model;
  for (int i = 0; i < 20'000; ++i) {
    switch (random.Below(6)) {
      case 0:
      case 1:
      case 2: {
        const std::string piece(random.Below(1'500), static_cast<char>(i));
        bytes.Append(piece);
        model += piece;
        break;
      }
      case 3:
      case 4: {
        const std::size_t n = random.Below(model.size() + 1);
        bytes.Consume(n);
        model.erase(0, n);
        break;
      }
      case 5: {
        const std::size_t n = model.size() - random.Below(model.size() / 8 + 1);
        bytes.Truncate(n);
        model.resize(n);
        break;
      }
    }
    ASSERT_EQ(bytes.view(), model) << i;
  }
}

}  // namespace
}  // namespace elanus
