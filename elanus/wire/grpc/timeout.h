// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// `grpc-timeout`: at most 8 digits and a unit, "100m".
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "elanus/base/clock.h"

namespace elanus::wire {

class GrpcTimeoutText {
 public:
  // In the finest unit that fits, rounded up; what is not positive is "0n".
  explicit GrpcTimeoutText(Duration timeout);
  std::string_view view() const { return {text_.data(), size_}; }

 private:
  std::array<char, 9> text_;
  std::size_t size_ = 0;
};

// Nothing when it is no timeout. What is longer than a Duration can be is the longest one.
std::optional<Duration> ParseGrpcTimeout(std::string_view text);

}  // namespace elanus::wire
