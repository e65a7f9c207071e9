// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Walks the rows, so that "first" means first in the picture.
#include "tools/elanus/traces/summary.h"

#include <algorithm>

namespace elanus::traces {
namespace {

void Remember(std::vector<std::string>& names, std::string_view name) {
  if (names.size() < kMaxNames && std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
}

}  // namespace

Summary Summarize(const Trace& trace, const Layout& layout) {
  Summary summary;
  summary.id = trace.id;
  summary.start = layout.start;
  summary.length = layout.length;
  summary.version = trace.version;
  summary.spans = trace.spans.size();
  summary.dropped_spans = trace.dropped_spans;
  for (const Row& row : layout.rows) {
    if (!row.span) {
      ++summary.missing_parents;
      continue;
    }
    Remember(summary.services, ServiceOf(*row.span));
    Remember(summary.names, row.span->name);
    if (row.span->status == SpanStatus::kError) ++summary.errors;
    if (summary.protocol.empty()) summary.protocol = FindText(row.span->attributes, "request.protocol");
    if (summary.reason.empty()) summary.reason = FindText(row.span->attributes, "sampling.reason");
  }
  // A missing parent has no name of its own: the first child's says more.
  std::size_t root = layout.root < 0 ? layout.rows.size() : static_cast<std::size_t>(layout.root);
  while (root < layout.rows.size() && !layout.rows[root].span) ++root;
  if (root < layout.rows.size()) {
    summary.name = layout.rows[root].span->name;
    summary.service = ServiceOf(*layout.rows[root].span);
  }
  return summary;
}

}  // namespace elanus::traces
