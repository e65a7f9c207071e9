// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/idl/graph.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

namespace elanus::idl {
namespace {

using Node = Graph::Node;
constexpr std::size_t kUnseen = std::numeric_limits<std::size_t>::max();

// Tarjan's algorithm with a stack of its own.
class Tarjan {
 public:
  explicit Tarjan(const std::vector<std::vector<Node>>& edges)
      : edges_(edges), index_(edges.size(), kUnseen), low_(edges.size()), on_stack_(edges.size()) {}

  std::vector<std::vector<Node>> Run() {
    for (Node node = 0; node < edges_.size(); ++node) {
      if (index_[node] == kUnseen) Visit(node);
    }
    return std::move(components_);
  }

 private:
  class Frame {
   public:
    Node node;
    std::size_t next_edge;
  };

  void Enter(Node node) {
    index_[node] = low_[node] = count_++;
    stack_.push_back(node);
    on_stack_[node] = true;
    frames_.push_back({node, 0});
  }

  void Visit(Node root) {
    Enter(root);
    while (!frames_.empty()) {
      auto& [node, next_edge] = frames_.back();
      if (next_edge < edges_[node].size()) {
        Node to = edges_[node][next_edge++];
        if (index_[to] == kUnseen) {
          Enter(to);  // `node` and `next_edge` are gone after this
        } else if (on_stack_[to]) {
          low_[node] = std::min(low_[node], index_[to]);
        }
        continue;
      }
      Leave(node);
    }
  }

  void Leave(Node node) {
    frames_.pop_back();
    if (!frames_.empty()) {
      Node parent = frames_.back().node;
      low_[parent] = std::min(low_[parent], low_[node]);
    }
    if (low_[node] != index_[node]) return;
    auto& component = components_.emplace_back();
    Node member;
    do {
      member = stack_.back();
      stack_.pop_back();
      on_stack_[member] = false;
      component.push_back(member);
    } while (member != node);
    std::sort(component.begin(), component.end());
  }

  const std::vector<std::vector<Node>>& edges_;
  std::vector<std::size_t> index_;
  std::vector<std::size_t> low_;
  std::vector<bool> on_stack_;
  std::vector<Node> stack_;
  std::vector<Frame> frames_;
  std::size_t count_ = 0;
  std::vector<std::vector<Node>> components_;
};

}  // namespace

std::vector<std::vector<Node>> Graph::Components() const { return Tarjan(edges_).Run(); }

bool Graph::IsCycle(const std::vector<Node>& component) const {
  const auto& first = edges_[component.front()];
  return component.size() > 1 || std::find(first.begin(), first.end(), component.front()) != first.end();
}

std::vector<Node> Graph::FindCycle(const std::vector<Node>& component) const {
  std::vector<Node> path;
  std::unordered_map<Node, std::ptrdiff_t> place;
  Node node = component.front();
  while (place.emplace(node, static_cast<std::ptrdiff_t>(path.size())).second) {
    path.push_back(node);
    // In a strongly connected component every node has an edge that stays inside.
    node = *std::find_if(edges_[node].begin(), edges_[node].end(),
                         [&component](Node to) { return std::binary_search(component.begin(), component.end(), to); });
  }
  path.erase(path.begin(), path.begin() + place[node]);
  return path;
}

std::vector<std::size_t> Graph::Depths() const {
  std::vector<std::size_t> depths(size(), 1);
  for (const auto& component : Components()) {
    Node node = component.front();
    for (Node to : edges_[node]) depths[node] = std::max(depths[node], depths[to] + 1);
  }
  return depths;
}

}  // namespace elanus::idl
