// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The few lines that the library has to say, to a sink that the program may replace. Not on any hot path.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "elanus/base/clock.h"
#include "elanus/base/strcat.h"

namespace elanus {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

// Called on any thread, one call at a time; must not log itself.
using LogSink = std::function<void(LogLevel, std::string_view line)>;

// The default writes "2026-11-22T15:40:59.123Z WARN text" to standard error. An empty sink restores it.
void SetLogSink(LogSink sink);
// Lines under this level are dropped; kInfo by default.
void SetLogLevel(LogLevel level);
void Log(LogLevel level, std::string_view line);

template <class... Parts>
void LogInfo(const Parts&... parts) {
  Log(LogLevel::kInfo, StrCat(parts...));
}
template <class... Parts>
void LogWarning(const Parts&... parts) {
  Log(LogLevel::kWarning, StrCat(parts...));
}
template <class... Parts>
void LogError(const Parts&... parts) {
  Log(LogLevel::kError, StrCat(parts...));
}

// Lets one line through each interval and counts the rest, so that a hostile peer cannot fill a disk:
//   if (std::uint64_t skipped; limit.Pass(now, skipped)) LogWarning("...; ", skipped, " more like this");
// Not thread-safe: one a loop.
class LogLimit {
 public:
  explicit LogLimit(Duration interval) : interval_(interval) {}
  // Whether to log now; `skipped` is what was held back since the last line.
  bool Pass(TimePoint now, std::uint64_t& skipped);

 private:
  Duration interval_;
  TimePoint next_{0};
  std::uint64_t skipped_ = 0;
};

}  // namespace elanus
