// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What an answer to an OTLP request means, over HTTP and over gRPC, and when to try again (conventions.md F.2). Pure:
// no clock, no socket.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "elanus/base/clock.h"
#include "elanus/base/status.h"

namespace elanus::otlp {

// How a request ended.
class HttpReply {
 public:
  Status failure;  // no answer: not connected, connection lost, timeout
  int status = 0;  // of the answer
  std::string body;
  std::string retry_after;  // the header, empty without one
};

class Verdict {
 public:
  Status failure;                // ok: taken
  bool again = false;            // a failure that may pass
  bool answered = true;          // false: nobody said anything
  std::optional<Duration> wait;  // what the server asked for
  std::uint64_t rejected = 0;    // of a batch that was taken
  std::string message;           // partial success: the server's words, which may come without rejected spans
};

// `wall_nanos` is now, for a Retry-After that is a date.
Verdict Judge(const HttpReply& reply, std::int64_t wall_nanos);

// Of a call of TraceService.Export that ended with `status`; `response` is its answer when that is ok. What is asked
// for is a google.rpc.RetryInfo among the status's details.
Verdict JudgeGrpc(const Status& status, std::string_view response);
std::optional<Duration> ReadRetryInfo(std::string_view details);

// Seconds, or a date in the form of RFC 9110; nothing for anything else. A date that has passed is 0.
std::optional<Duration> ParseRetryAfter(std::string_view text, std::int64_t wall_nanos);

// Exponential, with jitter: 5 s, then half as much again each time up to 30 s, 60 s in all (otel-go's figures).
class Backoff {
 public:
  static constexpr Duration kFirst = std::chrono::seconds(5);
  static constexpr Duration kMost = std::chrono::seconds(30);
  static constexpr Duration kTotal = std::chrono::seconds(60);

  explicit Backoff(TimePoint start) : start_(start) {}
  // How long to wait now, at least what the server asked for; nothing when the attempts would take too long.
  std::optional<Duration> Next(TimePoint now, std::optional<Duration> asked, Random& random);

 private:
  TimePoint start_;
  Duration interval_ = kFirst;
};

}  // namespace elanus::otlp
