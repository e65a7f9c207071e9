// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the tracing suites can be told.
#pragma once

#include <chrono>
#include <cstdint>

#include "elanus/base/clock.h"

namespace elanus {

// Which calls get the events of their stats (read_start, write_finish, ...) as events of their spans.
enum class StatsEvents : std::uint8_t {
  kAll,   // as Kitex does
  kSlow,  // calls that failed, or took at least SuiteOptions::slow
  kNone,
};

class SuiteOptions {
 public:
  StatsEvents events = StatsEvents::kAll;
  Duration slow = std::chrono::milliseconds(100);
  // The attribute source_operation: the caller's own method (Kitex's WithRecordSourceOperation).
  bool record_source_operation = false;
};

}  // namespace elanus
