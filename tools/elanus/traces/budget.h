// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What one span may make of us, whatever it says: so many values, each text so long. What is over is left out
// and counted as dropped, as an SDK would; the rest of the span is still of use.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

#include "tools/elanus/traces/model.h"

namespace elanus::traces {

// Attributes, events, links and elements of arrays, together.
inline constexpr std::size_t kMaxValuesPerSpan = 8192;
inline constexpr std::size_t kMaxTextBytes = 64 * 1024;
// Arrays within arrays within maps.
inline constexpr int kMaxValueDepth = 16;

// Where decoded spans go, one at a time, so that a request is never in memory as a whole.
using SpanSink = std::function<void(Span)>;

class Budget {
 public:
  Budget() = default;
  // False when the span has used up its values.
  bool Take() { return used_ < kMaxValuesPerSpan && ++used_ > 0; }

 private:
  std::size_t used_ = 0;
};

// Saturates.
inline void AddDropped(std::uint32_t& dropped, std::uint64_t more) {
  std::uint64_t sum = dropped + std::min<std::uint64_t>(more, std::numeric_limits<std::uint32_t>::max());
  dropped = static_cast<std::uint32_t>(std::min<std::uint64_t>(sum, std::numeric_limits<std::uint32_t>::max()));
}

// A copy that ends with an ellipsis, between two characters, when it had to be cut.
inline std::string CutText(std::string_view text) {
  if (text.size() <= kMaxTextBytes) return std::string(text);
  std::size_t end = kMaxTextBytes;
  for (int back = 0; back < 3 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80; ++back) --end;
  return std::string(text.substr(0, end)) + "\xE2\x80\xA6";
}

}  // namespace elanus::traces
