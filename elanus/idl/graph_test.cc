// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace elanus::idl {
namespace {

using Nodes = std::vector<Graph::Node>;

TEST(GraphTest, PutsWhatIsNeededFirstAndKeepsTheOrderOtherwise) {
  Graph graph(4);
  graph.Add(0, 3);
  graph.Add(2, 1);
  EXPECT_EQ(graph.Components(), (std::vector<Nodes>{{3}, {0}, {1}, {2}}));
}

TEST(GraphTest, FindsCycles) {
  Graph graph(5);
  graph.Add(0, 1);
  graph.Add(1, 2);
  graph.Add(2, 3);
  graph.Add(3, 1);
  graph.Add(4, 4);
  auto components = graph.Components();
  EXPECT_EQ(components, (std::vector<Nodes>{{1, 2, 3}, {0}, {4}}));
  EXPECT_TRUE(graph.IsCycle(components[0]));
  EXPECT_FALSE(graph.IsCycle(components[1]));
  EXPECT_TRUE(graph.IsCycle(components[2]));
  EXPECT_EQ(graph.FindCycle(components[0]), (Nodes{1, 2, 3}));
  EXPECT_EQ(graph.FindCycle(components[2]), (Nodes{4}));
}

TEST(GraphTest, CountsTheLongestPath) {
  Graph graph(4);
  graph.Add(0, 1);
  graph.Add(1, 2);
  graph.Add(0, 2);
  EXPECT_EQ(graph.Depths(), (std::vector<std::size_t>{3, 2, 1, 1}));
}

TEST(GraphTest, NeedsNoStackForLongChains) {
  constexpr std::size_t kNodes = 300000;
  Graph graph(kNodes);
  for (Graph::Node node = 0; node + 1 < kNodes; ++node) graph.Add(node, node + 1);
  EXPECT_EQ(graph.Depths().front(), kNodes);
  graph.Add(kNodes - 1, 0);
  EXPECT_EQ(graph.Components().size(), 1u);
}

// Against the definition: two nodes are in one component when each reaches the other.
TEST(GraphTest, AgreesWithReachability) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::size_t n = 1 + random() % 9;
    Graph graph(n);
    std::vector<std::vector<bool>> reach(n, std::vector<bool>(n));
    for (std::size_t edges = random() % (2 * n); edges > 0; --edges) {
      std::size_t from = random() % n;
      std::size_t to = random() % n;
      graph.Add(from, to);
      reach[from][to] = true;
    }
    for (std::size_t k = 0; k < n; ++k) {
      for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t b = 0; b < n; ++b) reach[a][b] = reach[a][b] || (reach[a][k] && reach[k][b]);
      }
    }
    auto components = graph.Components();
    std::vector<std::size_t> place(n);
    for (std::size_t i = 0; i < components.size(); ++i) {
      for (auto node : components[i]) place[node] = i;
      EXPECT_EQ(graph.IsCycle(components[i]), reach[components[i][0]][components[i][0]]);
    }
    for (std::size_t a = 0; a < n; ++a) {
      for (std::size_t b = 0; b < n; ++b) {
        EXPECT_EQ(place[a] == place[b], a == b || (reach[a][b] && reach[b][a]));
        EXPECT_TRUE(!reach[a][b] || place[a] >= place[b]);
      }
    }
  }
}

}  // namespace
}  // namespace elanus::idl
