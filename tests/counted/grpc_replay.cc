// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/counted/grpc_replay.h"

#include <algorithm>
#include <utility>

#include "elanus/base/check.h"
#include "elanus/wire/endian.h"

namespace elanus {

namespace {

constexpr std::size_t kHead = 9;
constexpr std::size_t kIdAt = 5;
// A client says seldom what it has read.
constexpr std::size_t kWindowStep = 32 << 10;

}  // namespace

GrpcReplay::GrpcReplay(std::string frames) : frames_(std::move(frames)) {
  std::uint32_t first = UINT32_MAX, last = 0;
  for (std::size_t at = 0; at < frames_.size();) {
    const char* const head = frames_.data() + at;
    const std::uint32_t id = wire::LoadBig<std::uint32_t>(head + kIdAt);
    if (id != 0) {
      ids_.push_back(at + kIdAt);
      first = std::min(first, id);
      last = std::max(last, id);
    }
    at += kHead + (wire::LoadBig<std::uint32_t>(head) >> 8);
    ELANUS_CHECK(at <= frames_.size(), "expected whole frames of HTTP/2");
  }
  ELANUS_CHECK(!ids_.empty(), "expected a request, got none");
  step_ = last - first + 2;
}

const std::string& GrpcReplay::Next(std::size_t& taken) {
  for (const std::size_t at : ids_) {
    wire::StoreBig(frames_.data() + at, wire::LoadBig<std::uint32_t>(frames_.data() + at) + step_);
  }
  if (taken < kWindowStep) return frames_;
  std::string window("\0\0\4\10\0\0\0\0\0\0\0\0\0", 13);
  wire::StoreBig(window.data() + kHead, static_cast<std::uint32_t>(taken));
  taken = 0;
  with_window_ = window + frames_;
  return with_window_;
}

}  // namespace elanus
