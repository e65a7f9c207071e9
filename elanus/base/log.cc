// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/base/log.h"

#include <unistd.h>

#include <atomic>
#include <ctime>
#include <mutex>
#include <utility>

namespace elanus {

namespace {

// The one state that belongs to the process, as standard error does. Never destroyed: threads may still log while
// the program exits.
class State {
 public:
  std::atomic<LogLevel> level = LogLevel::kInfo;
  std::mutex mutex;
  LogSink sink;  // guarded by mutex; empty: standard error
};

State& TheState() {
  static State& state = *new State();
  return state;
}

std::string_view LevelName(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug: return "DEBUG";
    case LogLevel::kInfo: return "INFO";
    case LogLevel::kWarning: return "WARN";
    case LogLevel::kError: return "ERROR";
  }
  return "ERROR";
}

// "2026-11-22T15:40:59.123Z"
std::string Timestamp() {
  const Clock& clock = Clock::System();
  const std::int64_t now = clock.WallNanos(clock.Now());
  const std::time_t seconds = now / 1'000'000'000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S.", &parts);
  const std::string millis = StrCat(1000 + now / 1'000'000 % 1000);
  return StrCat(std::string_view(text, size), std::string_view(millis).substr(1), 'Z');
}

void WriteToStandardError(LogLevel level, std::string_view line) {
  std::string out = StrCat(Timestamp(), ' ', LevelName(level), ' ');
  // Text of a peer may be in the line: it must not look like a line of its own or steer a terminal.
  for (const char c : line) {
    if (static_cast<unsigned char>(c) >= ' ' && c != 0x7f) {
      out.push_back(c);
    } else {
      constexpr std::string_view kDigits = "0123456789abcdef";
      out += StrCat("\\x", kDigits[static_cast<unsigned char>(c) >> 4], kDigits[c & 15]);
    }
  }
  out.push_back('\n');
  // One write, so that lines of several threads and processes do not mix. There is nobody to tell when it fails.
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, out.data(), out.size());
}

}  // namespace

void SetLogSink(LogSink sink) {
  State& state = TheState();
  const std::lock_guard lock(state.mutex);
  state.sink = std::move(sink);
}

void SetLogLevel(LogLevel level) { TheState().level.store(level, std::memory_order_relaxed); }

void Log(LogLevel level, std::string_view line) {
  State& state = TheState();
  if (level < state.level.load(std::memory_order_relaxed)) return;
  const std::lock_guard lock(state.mutex);
  if (state.sink) {
    state.sink(level, line);
  } else {
    WriteToStandardError(level, line);
  }
}

bool LogLimit::Pass(TimePoint now, std::uint64_t& skipped) {
  if (now < next_) {
    ++skipped_;
    return false;
  }
  next_ = now + interval_;
  skipped = std::exchange(skipped_, 0);
  return true;
}

}  // namespace elanus
