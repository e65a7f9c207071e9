// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A Graph whose nodes are declarations.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "elanus/base/strcat.h"
#include "elanus/idl/ast.h"
#include "elanus/idl/graph.h"

namespace elanus::idl {

class DeclarationGraph {
 public:
  explicit DeclarationGraph(std::vector<const Declaration*> nodes) : nodes_(std::move(nodes)), graph_(nodes_.size()) {
    for (Graph::Node node = 0; node < nodes_.size(); ++node) numbers_.emplace(nodes_[node], node);
  }

  // Ignored unless both are nodes.
  void Add(const Declaration* from, const Declaration* to) {
    auto a = numbers_.find(from);
    auto b = numbers_.find(to);
    if (a != numbers_.end() && b != numbers_.end()) graph_.Add(a->second, b->second);
  }
  const Declaration* at(Graph::Node node) const { return nodes_[node]; }
  const Graph& graph() const { return graph_; }

  // Calls found(declaration, "A -> B -> A") for one cycle of each component that has any.
  template <class Found>
  void ForEachCycle(Found found) const {
    for (const auto& component : graph_.Components()) {
      if (!graph_.IsCycle(component)) continue;
      auto cycle = graph_.FindCycle(component);
      found(*at(cycle.front()), Describe(cycle));
    }
  }

 private:
  static constexpr std::size_t kShown = 10;

  std::string Describe(const std::vector<Graph::Node>& cycle) const {
    std::string text;
    for (std::size_t i = 0; i < cycle.size() && i < kShown; ++i) text += StrCat(at(cycle[i])->name, " -> ");
    if (cycle.size() > kShown) text += "... -> ";
    return StrCat(text, at(cycle.front())->name);
  }

  std::vector<const Declaration*> nodes_;
  std::unordered_map<const Declaration*, Graph::Node> numbers_;
  Graph graph_;
};

// All declarations of a kind in a program, as nodes: NodesOf(program, &File::typedefs).
template <class Member>
std::vector<const Declaration*> NodesOf(const Program& program, Member member) {
  std::vector<const Declaration*> nodes;
  for (const auto& file : program.files) {
    for (const auto& declaration : (*file).*member) nodes.push_back(declaration.get());
  }
  return nodes;
}

}  // namespace elanus::idl
