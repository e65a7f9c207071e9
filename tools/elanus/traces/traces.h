// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// `elanus traces`: receives OTLP, over HTTP and gRPC, and shows it, on the terminal and on one page. No set-up, no
// storage.
#pragma once

#include <cstddef>
#include <string>

namespace elanus {

class TracesOptions {
 public:
  TracesOptions() = default;
  // Where exporters send to, over gRPC and over HTTP, and where the page is: "host:port"; port 0 takes a free one.
  std::string grpc = "127.0.0.1:4317";
  std::string otlp = "127.0.0.1:4318";
  std::string ui = "127.0.0.1:16686";
  // No waterfalls on the terminal.
  bool quiet = false;
  // How many traces, and how many bytes of them, are kept; at least 1 and 1 MiB.
  std::size_t max_traces = 1000;
  std::size_t max_bytes = std::size_t{64} << 20;
  // A link to the same trace elsewhere, with {trace_id}: "http://localhost:16687/trace/{trace_id}". Empty for none.
  std::string link;
};

// Prints where it listens, then each trace once when it has been quiet for a second, until SIGINT or SIGTERM or until
// standard output is closed. Returns the exit code: 0, or 1 with the reason on standard error.
int RunTraces(const TracesOptions& options);

}  // namespace elanus
