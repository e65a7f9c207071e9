// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A stretch of time over which calls are counted, after a warm-up: how many, how long they took, and how much CPU time
// the server and this process spent on them.
#pragma once

#include <cstdint>

#include "bench/common/flags.h"
#include "bench/common/histogram.h"
#include "bench/common/program.h"

namespace bench {

// Used on one thread, but for `latencies`, which belongs to whoever records.
class Window {
 public:
  // --warm-up and --seconds, and --server: the process whose CPU counts (0: none).
  explicit Window(const Flags& flags);

  // Cheap enough for every turn of a loop. True in the turn in which the warm-up ends: what was counted so far does not
  // count.
  bool Opens(std::int64_t now) {
    if (open_ || now < begin_) return false;
    Open(now);
    return true;
  }
  bool Over(std::int64_t now) const { return now >= end_; }
  std::int64_t begin() const { return begin_; }
  std::int64_t end() const { return end_; }

  // At its end.
  void Close(std::int64_t now);
  // After Close: what is to be printed. `latencies` are those of the window, `all_calls` counts also the warm-up.
  Line Throughput(std::uint64_t calls) const;
  Line Figures(const Histogram& latencies, std::uint64_t all_calls) const;

 private:
  void Open(std::int64_t now);

  int server_;
  std::int64_t length_;
  std::int64_t begin_;
  std::int64_t end_;
  bool open_ = false;
  // When it opened, and from then on what was spent in it.
  double server_cpu_ = 0;
  double own_cpu_ = 0;
};

}  // namespace bench
