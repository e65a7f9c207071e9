// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/wire/grpc/timeout.h"

#include <charconv>
#include <cstdint>

namespace elanus::wire {

namespace {

struct Unit {
  char letter;
  std::int64_t nanos;
};
constexpr Unit kUnits[] = {
    {'n', 1}, {'u', 1'000}, {'m', 1'000'000}, {'S', 1'000'000'000}, {'M', 60'000'000'000}, {'H', 3'600'000'000'000}};
constexpr std::int64_t kLargest = 99'999'999;

}  // namespace

GrpcTimeoutText::GrpcTimeoutText(Duration timeout) {
  const std::int64_t nanos = timeout.count() > 0 ? timeout.count() : 0;
  for (const Unit& unit : kUnits) {  // hours hold every Duration
    const std::int64_t count = nanos / unit.nanos + (nanos % unit.nanos != 0 ? 1 : 0);
    if (count > kLargest) continue;
    char* const end = std::to_chars(text_.data(), text_.data() + text_.size() - 1, count).ptr;
    *end = unit.letter;
    size_ = static_cast<std::size_t>(end - text_.data()) + 1;
    return;
  }
}

std::optional<Duration> ParseGrpcTimeout(std::string_view text) {
  if (text.size() < 2 || text.size() > 9) return std::nullopt;
  std::int64_t count = 0;
  for (const char c : text.substr(0, text.size() - 1)) {
    if (c < '0' || c > '9') return std::nullopt;
    count = count * 10 + (c - '0');
  }
  for (const Unit& unit : kUnits) {
    if (unit.letter != text.back()) continue;
    return count > INT64_MAX / unit.nanos ? Duration::max() : Duration(count * unit.nanos);
  }
  return std::nullopt;
}

}  // namespace elanus::wire
