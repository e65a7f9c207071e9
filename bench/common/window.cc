// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "bench/common/window.h"

namespace bench {

namespace {

std::int64_t Nanos(double seconds) { return static_cast<std::int64_t>(seconds * 1e9); }

}  // namespace

Window::Window(const Flags& flags)
    : server_(flags.Int("server")),
      length_(Nanos(flags.Number("seconds"))),
      begin_(Now() + Nanos(flags.Number("warm-up"))),
      end_(begin_ + length_) {}

void Window::Open(std::int64_t now) {
  open_ = true;
  begin_ = now;
  end_ = begin_ + length_;
  own_cpu_ = CpuSeconds(0);
  if (server_ != 0) server_cpu_ = CpuSeconds(server_);
}

void Window::Close(std::int64_t now) {
  end_ = now;
  own_cpu_ = CpuSeconds(0) - own_cpu_;
  if (server_ != 0) server_cpu_ = CpuSeconds(server_) - server_cpu_;
}

Line Window::Throughput(std::uint64_t count) const {
  const double seconds = static_cast<double>(end_ - begin_) / 1e9;
  const auto calls = static_cast<double>(count);
  if (count == 0) Die("no call was answered");
  Line line;
  line.Add("calls", count).Add("seconds", seconds).Add("qps", calls / seconds);
  line.Add("client_cpu_us", own_cpu_ * 1e6 / calls);
  if (server_ != 0) line.Add("server_cpu_us", server_cpu_ * 1e6 / calls);
  return line;
}

Line Window::Figures(const Histogram& latencies, std::uint64_t all_calls) const {
  Line line = Throughput(latencies.count());
  line.Add("all_calls", all_calls);
  line.Add("p50_us", latencies.Micros(0.5)).Add("p99_us", latencies.Micros(0.99));
  line.Add("p999_us", latencies.Micros(0.999));
  return line;
}

}  // namespace bench
