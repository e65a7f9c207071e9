// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What one span costs, the same way for each library: rounds of spans that each fit into the queue, and behind each
// round everything is exported, so that nothing is dropped and the process's CPU holds batching and exporting too.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace span_bench {

class Case {
 public:
  bool sampled = true;
  int attributes = 0;  // at most kMostAttributes
  int events = 0;      // each with one attribute
  int threads = 1;
  std::string url;  // where spans are sent to; empty: the exporter swallows them
};

inline constexpr int kMostAttributes = 8;
inline constexpr std::string_view kSpanName = "bench.Echo/Say";
inline constexpr std::string_view kEventName = "server_handle_finish";
// Spans of each round, of all threads: half of the queue that the specification has as its default.
inline constexpr int kRound = 1024;

// A tracing library that makes the spans of a case.
class Subject {
 public:
  virtual ~Subject() = default;
  // Makes `count` spans on each thread. The nanoseconds that the threads took for it, added up.
  virtual double Make(int count) = 0;
  // Waits until they are exported.
  virtual void Flush() = 0;
  virtual std::uint64_t exported() const = 0;
};

// The main function of a program for one library: reads the words, runs the rounds, prints one line of JSON.
//   --sampled 0|1 --attributes N --events N --threads N --url URL --seconds S --warm-up S
using MakeSubject = std::unique_ptr<Subject> (*)(const Case& what);
int Main(int argc, char** argv, MakeSubject make);

}  // namespace span_bench
