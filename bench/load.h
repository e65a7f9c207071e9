// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A load generator that does next to nothing, so that the server alone is measured: the same request bytes over N
// connections, one in flight on each, answers counted by their length.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bench {

class Load {
 public:
  std::uint16_t port = 0;
  int connections = 1;
  std::string request;
  std::size_t reply_size = 0;
  double seconds = 1;
};

class LoadResult {
 public:
  double calls_per_second = 0;
  std::uint64_t calls = 0;
  double p50_us = 0;
  double p99_us = 0;
};

// Runs on this thread. Ends the program when the server misbehaves: its figure would mean nothing.
LoadResult Run(const Load& load);

// The whole reply to one request, for its length.
std::string Ask(std::uint16_t port, const std::string& request);

void PinThisThread(int cpu);
// CPU seconds of this thread so far.
double ThreadCpu();

}  // namespace bench
