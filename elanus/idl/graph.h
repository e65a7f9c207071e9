// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Who needs whom among declarations: finds cycles and an order that puts what is needed first. Without recursion,
// since the length of a chain is up to whoever wrote the IDL.
#pragma once

#include <cstddef>
#include <vector>

namespace elanus::idl {

class Graph {
 public:
  using Node = std::size_t;
  explicit Graph(std::size_t nodes) : edges_(nodes) {}

  std::size_t size() const { return edges_.size(); }
  // `from` needs `to`. May be said more than once.
  void Add(Node from, Node to) { edges_[from].push_back(to); }

  // The strongly connected components, each behind those that it needs; where the edges leave a choice, in
  // the order of the nodes. The nodes of a component are sorted.
  std::vector<std::vector<Node>> Components() const;
  // Whether a component of Components() is a cycle: more than one node, or a node that needs itself.
  bool IsCycle(const std::vector<Node>& component) const;
  // A cycle within such a component: each node needs the next, the last one the first.
  std::vector<Node> FindCycle(const std::vector<Node>& component) const;
  // For each node how many nodes the longest path that starts at it has, itself included. There must be no cycles.
  std::vector<std::size_t> Depths() const;

 private:
  std::vector<std::vector<Node>> edges_;
};

}  // namespace elanus::idl
