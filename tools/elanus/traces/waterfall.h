// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A trace as plain text: for the terminal, for curl, for bug reports.
#pragma once

#include <cstddef>
#include <string>

#include "tools/elanus/traces/model.h"

namespace elanus::traces {

class WaterfallStyle {
 public:
  WaterfallStyle() = default;
  std::size_t columns = 120;  // of the terminal; at least 60 are used
  std::size_t max_rows = 20'000;
  bool unicode = false;  // lines that join; |, - and # else
  bool ascii = false;    // names too: what is not ASCII becomes '?'
  bool color = false;    // ANSI escapes
  bool details = false;  // a section with each span's attributes and events
};

// Ends with a line feed. What spans say is made harmless first (text.h).
std::string Waterfall(const Trace& trace, const WaterfallStyle& style = {});

}  // namespace elanus::traces
