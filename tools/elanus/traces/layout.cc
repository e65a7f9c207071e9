// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Links spans to their parents, orders them, and measures the gaps between clients and servers. Nothing is
// recursive: a hostile trace may be a chain of ten thousand spans.
#include "tools/elanus/traces/layout.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "tools/elanus/traces/critical_path.h"

namespace elanus::traces {
namespace {

using Children = std::vector<std::vector<int>>;

// Nodes are the spans, then one node for each parent that is missing.
class Forest {
 public:
  std::vector<Row> nodes;
  Children children;
  std::vector<int> tops;
};

std::size_t Index(int i) { return static_cast<std::size_t>(i); }

// The axis begins at the earliest span. A span without a start (zero) does not stretch the axis to 1970.
void Measure(const Trace& trace, Layout& layout) {
  std::uint64_t start = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t end = 0;
  for (const SpanPtr& span : trace.spans) {
    if (span->start == 0) continue;
    start = std::min(start, span->start);
    end = std::max(end, span->start + span->duration());
  }
  if (end < start) return;
  layout.start = start;
  layout.length = end - start;
}

Stretch OnAxis(const Span& span, const Layout& layout) {
  std::uint64_t from = span.start > layout.start ? span.start - layout.start : 0;
  from = std::min(from, layout.length);
  return Stretch(from, from + std::min(span.duration(), layout.length - from));
}

// The parent of each span as a node, -1 for none. Makes the nodes of missing parents.
std::vector<int> FindParents(const Trace& trace, Forest& forest) {
  std::unordered_map<SpanId, int> by_id;
  for (std::size_t i = 0; i < trace.spans.size(); ++i) by_id.emplace(trace.spans[i]->id, static_cast<int>(i));
  std::vector<int> parents(trace.spans.size(), -1);
  for (std::size_t i = 0; i < trace.spans.size(); ++i) {
    SpanId parent = trace.spans[i]->parent;
    if (parent == 0 || parent == trace.spans[i]->id) continue;
    auto [found, missing] = by_id.emplace(parent, static_cast<int>(forest.nodes.size()));
    if (missing) {
      Row row;
      row.id = parent;
      forest.nodes.push_back(std::move(row));
    }
    parents[i] = found->second;
  }
  return parents;
}

// A span that is its own ancestor becomes a top row: cuts each cycle at one place.
void CutCycles(std::vector<int>& parents) {
  std::vector<char> state(parents.size(), 0);  // 0 new, 1 on the present way up, 2 reaches the top
  for (std::size_t i = 0; i < parents.size(); ++i) {
    std::vector<std::size_t> way;
    std::size_t at = i;
    while (at < parents.size() && state[at] == 0) {
      state[at] = 1;
      way.push_back(at);
      if (parents[at] < 0) break;
      std::size_t up = Index(parents[at]);
      if (up < parents.size() && state[up] == 1) {
        parents[at] = -1;
        break;
      }
      at = up;
    }
    for (std::size_t step : way) state[step] = 2;
  }
}

// A missing parent lasted at least as long as its children.
void Cover(Forest& forest, int node) {
  Stretch& time = forest.nodes[Index(node)].time;
  bool first = true;
  for (int child : forest.children[Index(node)]) {
    const Stretch& part = forest.nodes[Index(child)].time;
    time.from = first ? part.from : std::min(time.from, part.from);
    time.to = first ? part.to : std::max(time.to, part.to);
    first = false;
  }
}

Forest Plant(const Trace& trace, const Layout& layout) {
  Forest forest;
  for (const SpanPtr& span : trace.spans) {
    Row row;
    row.span = span.get();
    row.id = span->id;
    row.time = OnAxis(*span, layout);
    forest.nodes.push_back(std::move(row));
  }
  std::vector<int> parents = FindParents(trace, forest);
  CutCycles(parents);
  forest.children.resize(forest.nodes.size());
  for (std::size_t i = 0; i < parents.size(); ++i) {
    (parents[i] < 0 ? forest.tops : forest.children[Index(parents[i])]).push_back(static_cast<int>(i));
  }
  for (std::size_t i = trace.spans.size(); i < forest.nodes.size(); ++i) {
    Cover(forest, static_cast<int>(i));
    forest.tops.push_back(static_cast<int>(i));
  }
  auto earlier = [&](int a, int b) {
    const Stretch& left = forest.nodes[Index(a)].time;
    const Stretch& right = forest.nodes[Index(b)].time;
    if (left.from != right.from) return left.from < right.from;
    return left.to != right.to ? left.to > right.to : a < b;
  };
  for (auto& siblings : forest.children) std::sort(siblings.begin(), siblings.end(), earlier);
  std::sort(forest.tops.begin(), forest.tops.end(), earlier);
  return forest;
}

// The way there is that of the first attempt, the way back that of the attempt that ended last (retries, backup
// requests). A server that outlives its client (a timeout) has no way back.
void MeasureNetwork(Row& client, const Row& server) {
  if (!client.span || !server.span) return;
  if (client.span->kind != SpanKind::kClient || server.span->kind != SpanKind::kServer) return;
  if (server.time.from < client.time.from) {
    client.skewed = true;
    return;
  }
  if (!client.request && server.time.from <= client.time.to)
    client.request = Stretch(client.time.from, server.time.from);
  if (server.time.to <= client.time.to && (!client.response || client.response->from < server.time.to)) {
    client.response = Stretch(server.time.to, client.time.to);
  }
}

// Rows in order of display; children of rows, as rows.
Children Unfold(Forest& forest, Layout& layout) {
  class Step {
   public:
    Step(int node, int parent, int depth, bool last) : node(node), parent(parent), depth(depth), last(last) {}
    int node, parent, depth;
    bool last;
  };
  std::vector<Step> work;
  auto push = [&](const std::vector<int>& nodes, int parent, int depth) {
    for (std::size_t i = nodes.size(); i-- > 0;) work.emplace_back(nodes[i], parent, depth, i + 1 == nodes.size());
  };
  Children children(forest.nodes.size());
  push(forest.tops, -1, 0);
  while (!work.empty()) {
    Step step = work.back();
    work.pop_back();
    int at = static_cast<int>(layout.rows.size());
    Row row = std::move(forest.nodes[Index(step.node)]);
    row.parent = step.parent;
    row.depth = step.depth;
    row.last = step.last;
    row.children = static_cast<int>(forest.children[Index(step.node)].size());
    layout.rows.push_back(std::move(row));
    if (step.parent >= 0) {
      children[Index(step.parent)].push_back(at);
      MeasureNetwork(layout.rows[Index(step.parent)], layout.rows.back());
    }
    push(forest.children[Index(step.node)], at, step.depth + 1);
  }
  return children;
}

}  // namespace

Layout LayOut(const Trace& trace) {
  Layout layout;
  Measure(trace, layout);
  Forest forest = Plant(trace, layout);
  Children children = Unfold(forest, layout);
  for (std::size_t i = 0; i < layout.rows.size(); ++i) {
    const Row& row = layout.rows[i];
    if (row.parent < 0 && (layout.root < 0 || row.time.length() > layout.rows[Index(layout.root)].time.length())) {
      layout.root = static_cast<int>(i);
    }
  }
  if (layout.root >= 0) MarkCriticalPath(layout.rows, children, layout.root);
  return layout;
}

}  // namespace elanus::traces
