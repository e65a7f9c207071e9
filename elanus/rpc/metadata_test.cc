// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/rpc/metadata.h"

#include <gtest/gtest.h>

#include <string>

namespace elanus {
namespace {

TEST(Metadata, FindsTheLastValueOfItsKind) {
  Metadata metadata;
  metadata.Add(MetaKind::kTransient, "k", "1");
  metadata.Add(MetaKind::kPersistent, "k", "2");
  metadata.Add(MetaKind::kTransient, "k", "3");
  EXPECT_EQ(metadata.Find(MetaKind::kTransient, "k"), "3");
  EXPECT_EQ(metadata.Find(MetaKind::kPersistent, "k"), "2");
  EXPECT_EQ(metadata.Find(MetaKind::kBackward, "k"), "");
  EXPECT_EQ(metadata.size(), 3u);
}

TEST(Metadata, SetReplaces) {
  Metadata metadata;
  metadata.Set(MetaKind::kBackward, "k", "1");
  metadata.Set(MetaKind::kBackward, "k", "longer");
  EXPECT_EQ(metadata.size(), 1u);
  EXPECT_EQ(metadata.Find(MetaKind::kBackward, "k"), "longer");
}

TEST(Metadata, DropsEmptyKeysAndValuesAsKitexDoes) {
  Metadata metadata;
  metadata.Add(MetaKind::kTransient, "", "v");
  metadata.Add(MetaKind::kTransient, "k", "");
  EXPECT_TRUE(metadata.empty());
}

TEST(Metadata, KeepsBytesAcrossGrowthAndMove) {
  Metadata metadata;
  const std::string large(10'000, 'x');
  metadata.Add(MetaKind::kPlain, std::string_view("a\0b", 3), "v");
  for (int i = 0; i < 100; ++i) metadata.Add(MetaKind::kPlain, "key" + std::to_string(i), large);
  Metadata moved = std::move(metadata);
  EXPECT_EQ(moved.Find(MetaKind::kPlain, std::string_view("a\0b", 3)), "v");
  EXPECT_EQ(moved.Find(MetaKind::kPlain, "key99"), large);
  const Metadata copy = moved.Copy();
  moved.Clear();
  EXPECT_EQ(copy.at(1).key, "key0");
  EXPECT_EQ(copy.at(1).value.size(), large.size());
}

}  // namespace
}  // namespace elanus
