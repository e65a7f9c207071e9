// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Wires the parts; the only place that knows both addresses.
#include "tools/elanus/traces/viewer.h"

#include <algorithm>

namespace elanus::traces {
namespace {

constexpr std::size_t kThreads = 32;

StoreLimits LimitsOf(const TracesOptions& options) {
  StoreLimits limits;
  limits.traces = std::max<std::size_t>(options.max_traces, 1);
  limits.bytes = std::max<std::size_t>(options.max_bytes, std::size_t{1} << 20);
  limits.bytes_per_trace = std::min(limits.bytes_per_trace, limits.bytes / 2);
  return limits;
}

}  // namespace

Viewer::Viewer(const TracesOptions& options, const Clock& clock)
    : options_(options),
      store_(LimitsOf(options)),
      receiver_(store_, clock),
      pages_(store_, receiver_, clock, options.link),
      grpc_(receiver_),
      otlp_(kThreads),
      ui_(kThreads) {
  receiver_.ServeOtlp(otlp_);
  receiver_.ServeImport(ui_);
  pages_.Serve(ui_, grpc_);
}

Status Viewer::Start() {
  if (!options_.link.empty() && options_.link.compare(0, 7, "http://") != 0 &&
      options_.link.compare(0, 8, "https://") != 0) {
    return InvalidArgument("--link: expected an http:// or https:// address, got ", options_.link);
  }
  auto otlp = Address::Parse(options_.otlp);
  if (!otlp) return otlp.status().Prefixed("--otlp: ");
  auto grpc = Address::Parse(options_.grpc);
  if (!grpc) return grpc.status().Prefixed("--otlp-grpc: ");
  auto ui = Address::Parse(options_.ui);
  if (!ui) return ui.status().Prefixed("--ui: ");
  Status status = otlp_.Start(*otlp).Prefixed("--otlp: ");
  if (status) status = grpc_.Start(*grpc).Prefixed("--otlp-grpc: ");
  if (status) status = ui_.Start(*ui).Prefixed("--ui: ");
  if (!status) Stop();
  return status;
}

void Viewer::Stop() {
  pages_.Close();
  grpc_.Stop();
  otlp_.Stop();
  ui_.Stop();
}

}  // namespace elanus::traces
