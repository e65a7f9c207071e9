// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Watches what a peer makes us do. It looks at the heads of frames only, before anything is decoded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "elanus/base/clock.h"
#include "elanus/base/status.h"
#include "elanus/protocol/grpc/limits.h"

namespace elanus::protocol {

// So many at once, and so many a second.
class Allowance {
 public:
  Allowance(std::int64_t most, std::int64_t per_second) : most_(most), per_second_(per_second), left_(most) {}
  // False: there is none left.
  bool Use(std::int64_t n = 1) {
    const bool any = left_ > 0;
    left_ -= n;
    return any;
  }
  void GiveBack(std::int64_t n) { left_ = left_ + n < most_ ? left_ + n : most_; }
  void AfterSeconds(std::int64_t n) { GiveBack(n * per_second_); }
  bool full() const { return left_ >= most_; }

 private:
  std::int64_t most_;
  std::int64_t per_second_;
  std::int64_t left_;
};

// Of one connection. Without a clock: as long as an allowance is not full, it wants to be told of the time.
class Guard {
 public:
  explicit Guard(TimePoint now) : filled_(now) {}

  // The head of a frame that came. An error: the peer asks for too much.
  Status OnFrame(std::uint8_t type, std::uint8_t flags, std::size_t size);
  // A stream that one of the sides reset before it was answered. `at_once`: in the same read that opened it.
  Status OnReset(bool at_once);
  void OnAnswered() { resets_.GiveBack(1); }
  void OnDataSent() { control_.GiveBack(grpc_limits::kControlFramesPerData); }
  // Within a header block, whose rest the peer owes.
  bool in_headers() const { return in_headers_; }

  TimePoint due() const;
  void OnTime(TimePoint now);

 private:
  Status OnControl(std::string_view name);

  Allowance resets_{grpc_limits::kResets, grpc_limits::kResetsPerSecond};
  Allowance control_{grpc_limits::kControlFrames, grpc_limits::kControlFramesPerSecond};
  std::uint32_t continuations_ = 0;
  bool in_headers_ = false;
  TimePoint filled_;
};

}  // namespace elanus::protocol
