// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Reads the body of a request within bounds, decompressed piece by piece: a gzip bomb ends at the limit.
#pragma once

#include <atomic>
#include <cstddef>
#include <string>

namespace httplib {
struct Request;
class ContentReader;
}  // namespace httplib

namespace elanus::traces {

// Bytes of all bodies that are being read at this moment. Thread-safe.
class BodyBudget {
 public:
  explicit BodyBudget(std::size_t limit) : limit_(limit) {}
  bool Take(std::size_t n) {
    if (used_.fetch_add(n) + n <= limit_) return true;
    used_.fetch_sub(n);
    return false;
  }
  void Give(std::size_t n) { used_.fetch_sub(n); }

 private:
  const std::size_t limit_;
  std::atomic<std::size_t> used_{0};
};

// A body and its share of the budget, which it gives back when it goes.
class Body {
 public:
  explicit Body(BodyBudget& budget) : budget_(budget) {}
  ~Body() { budget_.Give(taken_); }
  Body(const Body&) = delete;
  Body& operator=(const Body&) = delete;

  // The HTTP status that says how it went: 200, 400 cut short, 413 longer than `limit` once decompressed,
  // 415 compressed in a way that is not known here, 503 too much in flight.
  int Read(const httplib::Request& request, const httplib::ContentReader& reader, std::size_t limit);
  const std::string& text() const { return text_; }

 private:
  BodyBudget& budget_;
  std::size_t taken_ = 0;
  std::string text_;
};

}  // namespace elanus::traces
