// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The loop on the terminal: print what has finished, end on a signal.
#include "tools/elanus/traces/traces.h"

#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "elanus/base/clock.h"
#include "elanus/base/strcat.h"
#include "tools/elanus/traces/viewer.h"
#include "tools/elanus/traces/waterfall.h"

namespace elanus {
namespace {

using namespace std::chrono_literals;

// A trace is over when nothing has come for so long: exporters send in batches, so no span says "last".
constexpr Duration kQuiet = 1s;
constexpr int kTickMillis = 100;

// A handler can reach nothing but statics.
std::atomic<int> stop_event{-1};

extern "C" void OnSignal(int) {
  int saved = errno;
  std::uint64_t one = 1;
  [[maybe_unused]] ssize_t written = write(stop_event, &one, sizeof one);
  errno = saved;
}

// While it lives, the first SIGINT or SIGTERM asks for an end and the second one kills.
class StopSignals {
 public:
  StopSignals() : event_(eventfd(0, EFD_CLOEXEC)) {
    stop_event = event_;
    struct sigaction action{};
    action.sa_handler = OnSignal;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, &before_int_);
    sigaction(SIGTERM, &action, &before_term_);
  }
  ~StopSignals() {
    sigaction(SIGINT, &before_int_, nullptr);
    sigaction(SIGTERM, &before_term_, nullptr);
    stop_event = -1;
    close(event_);
  }
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  // True when a signal came within that time.
  bool Wait(int millis) const {
    pollfd wait{event_, POLLIN, 0};
    return poll(&wait, 1, millis) > 0;
  }

 private:
  int event_;
  struct sigaction before_int_{};
  struct sigaction before_term_{};
};

std::string_view Environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

traces::WaterfallStyle TerminalStyle() {
  traces::WaterfallStyle style;
  style.max_rows = 200;
  if (!isatty(STDOUT_FILENO)) return style;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) style.columns = size.ws_col;
  style.color = Environment("NO_COLOR").empty() && Environment("TERM") != "dumb";
  std::string_view locale = Environment("LC_ALL");
  if (locale.empty()) locale = Environment("LC_CTYPE");
  if (locale.empty()) locale = Environment("LANG");
  style.unicode = locale.find("UTF-8") != std::string_view::npos || locale.find("utf8") != std::string_view::npos;
  style.ascii = !style.unicode;
  return style;
}

// False when no one reads any more. A signal ends a write that blocks.
bool Print(std::string_view text) {
  while (!text.empty()) {
    ssize_t written = write(STDOUT_FILENO, text.data(), text.size());
    if (written < 0) return errno == EINTR;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

int RunTraces(const TracesOptions& options) {
  StopSignals stop;
  traces::Viewer viewer(options, Clock::System());
  if (Status status = viewer.Start(); !status) return Fail(status);
  std::string page = StrCat("http://", viewer.ui().ToString());
  bool read = Print(StrCat("traces: ", page, "\notlp:   http://", viewer.otlp().ToString(),
                           "/v1/traces\ngrpc:   http://", viewer.grpc().ToString(), "\n"));
  while (read && !stop.Wait(kTickMillis)) {
    if (options.quiet) continue;
    for (const traces::Trace& trace : viewer.store().TakeQuiet(Clock::System().Now(), kQuiet)) {
      read = read &&
             Print(StrCat("\n", Waterfall(trace, TerminalStyle()), page, "/traces/", traces::ToHex(trace.id), "\n"));
    }
  }
  viewer.Stop();
  return 0;
}

}  // namespace elanus
