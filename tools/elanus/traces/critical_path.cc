// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// From the end of the root backwards: the child that ended last was what its parent waited for; before that
// child began, the one that ended last until then; what no child covers is the parent's own.
#include "tools/elanus/traces/critical_path.h"

#include <algorithm>
#include <utility>

namespace elanus::traces {

void MarkCriticalPath(std::vector<Row>& rows, const std::vector<std::vector<int>>& children, int root) {
  std::vector<std::pair<int, Stretch>> work{
      {root, rows[static_cast<std::size_t>(root)].time}};  // a row, and the part of it that counts
  while (!work.empty()) {
    auto [at, window] = work.back();
    work.pop_back();
    Row& row = rows[static_cast<std::size_t>(at)];
    std::vector<std::pair<Stretch, int>> below;  // cut to the window: a child may outlive its parent
    for (int child : children[static_cast<std::size_t>(at)]) {
      Stretch time = rows[static_cast<std::size_t>(child)].time;
      time.from = std::max(time.from, window.from);
      time.to = std::min(time.to, window.to);
      if (time.from < time.to) below.emplace_back(time, child);
    }
    std::sort(below.begin(), below.end(), [](const auto& a, const auto& b) {
      return a.first.to != b.first.to ? a.first.to > b.first.to : a.second < b.second;
    });

    std::uint64_t until = window.to;
    for (const auto& [time, child] : below) {
      if (time.to > until) continue;  // ran beside one that the path already took
      if (time.to < until) row.critical.emplace_back(time.to, until);
      work.emplace_back(child, time);
      until = time.from;
    }
    if (window.from < until) row.critical.emplace_back(window.from, until);
    std::reverse(row.critical.begin(), row.critical.end());
    if (!row.span) row.critical.clear();
  }
}

}  // namespace elanus::traces
