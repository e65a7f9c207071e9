// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A trace as rows on one time axis: who is below whom, what was on the critical path, where a call was on the
// network. Computed once, here, for the page, the terminal and the .txt alike.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tools/elanus/traces/model.h"

namespace elanus::traces {

// A stretch of the axis: nanoseconds since the start of the trace.
class Stretch {
 public:
  Stretch() = default;
  Stretch(std::uint64_t from, std::uint64_t to) : from(from), to(to) {}
  bool operator==(const Stretch&) const = default;
  std::uint64_t length() const { return to - from; }
  std::uint64_t from = 0;
  std::uint64_t to = 0;
};

class Row {
 public:
  Row() = default;
  const Span* span = nullptr;  // null: the row of a parent that did not arrive ("remote parent")
  SpanId id = 0;               // of the span, or of the missing parent
  int depth = 0;
  int parent = -1;  // index of a row
  int children = 0;
  bool last = false;  // the last one among its siblings
  Stretch time;
  // The parts of the span during which the whole trace waited for it and for none of its children.
  std::vector<Stretch> critical;
  // Of a client span whose server's span is here: from the call to the server's start, from the server's end to
  // the reply. Not there when the server ran longer than the client waited, or when clocks disagree (skewed).
  std::optional<Stretch> request;
  std::optional<Stretch> response;
  bool skewed = false;
};

class Layout {
 public:
  Layout() = default;
  std::vector<Row> rows;     // in the order of display
  int root = -1;             // the row that names the trace: the longest top row
  std::uint64_t start = 0;   // nanoseconds since the Unix epoch
  std::uint64_t length = 0;  // nanoseconds
};

// Rows point into the trace's spans. Ids may repeat, form cycles or name no one; depth is only bounded by the number of
// spans.
Layout LayOut(const Trace& trace);

}  // namespace elanus::traces
