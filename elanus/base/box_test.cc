// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/box.h"

#include <gtest/gtest.h>

#include <string>

namespace elanus {
namespace {

class Node {
 public:
  Node() = default;
  explicit Node(int id) : id(id) {}
  int id = 0;
  Box<Node> next;
  bool operator==(const Node& other) const { return id == other.id && next == other.next; }
  bool operator<(const Node& other) const { return id < other.id || (id == other.id && next < other.next); }
};

Node Chain(int length) {
  Node node(length);
  if (length > 1) node.next = Chain(length - 1);
  return node;
}

TEST(Box, IsEmptyAtFirst) {
  Box<int> box;
  EXPECT_FALSE(box);
  box.emplace(3);
  ASSERT_TRUE(box.has_value());
  EXPECT_EQ(*box, 3);
  box.reset();
  EXPECT_FALSE(box);
}

TEST(Box, CopiesWhatItHolds) {
  const Node chain = Chain(3);
  Node copy = chain;
  EXPECT_EQ(copy, chain);
  copy.next->id = 7;
  EXPECT_NE(copy, chain);
  EXPECT_EQ(chain.next->id, 2);
}

TEST(Box, AMovedOneIsEmpty) {
  Box<std::string> from(std::string("x"));
  const Box<std::string> to = std::move(from);
  EXPECT_EQ(*to, "x");
  EXPECT_FALSE(from);  // NOLINT: that is what is tested
}

TEST(Box, TakesWhatItHoldsItself) {
  Box<Node> list(Chain(3));
  list = std::move(list->next);
  EXPECT_EQ(list->id, 2);
  list = Box<Node>(*list->next);
  EXPECT_EQ(list->id, 1);
  Box<Node>& same = list;
  list = same;
  EXPECT_EQ(list->id, 1);
}

TEST(Box, EmptyOnesAreEqualAndFirst) {
  EXPECT_EQ(Box<int>(), Box<int>());
  EXPECT_NE(Box<int>(), Box<int>(0));
  EXPECT_LT(Box<int>(), Box<int>(0));
  EXPECT_FALSE(Box<int>(0) < Box<int>());
  EXPECT_LT(Box<int>(1), Box<int>(2));
  EXPECT_FALSE(Box<int>() < Box<int>());
}

TEST(BoxDeathTest, AnEmptyOneHasNoValue) {
  Box<int> box;
  EXPECT_DEATH(static_cast<void>(*box), "the value of an empty Box was used");
}

}  // namespace
}  // namespace elanus
