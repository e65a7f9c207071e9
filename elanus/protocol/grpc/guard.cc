// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/guard.h"

namespace elanus::protocol {

namespace {

enum FrameType : std::uint8_t {
  kData = 0,
  kHeaders = 1,
  kPriority = 2,
  kSettings = 4,
  kPing = 6,
  kWindowUpdate = 8,
  kContinuation = 9
};
constexpr std::uint8_t kEndStream = 1;
constexpr std::uint8_t kEndHeaders = 4;
constexpr std::uint8_t kRstStream = 3;
constexpr Duration kSecond = std::chrono::seconds(1);

}  // namespace

Status Guard::OnControl(std::string_view name) {
  if (control_.Use()) return Ok();
  return ResourceExhausted("expected at most ", grpc_limits::kControlFrames, " frames without work at once and ",
                           grpc_limits::kControlFramesPerSecond, " a second, got more, the last one ", name);
}

Status Guard::OnFrame(std::uint8_t type, std::uint8_t flags, std::size_t size) {
  switch (type) {
    case kData:
      if (size > 0) {
        control_.GiveBack(grpc_limits::kControlFramesPerData);
        return Ok();
      }
      return (flags & kEndStream) != 0 ? Ok() : OnControl("an empty DATA");
    case kHeaders:
      in_headers_ = (flags & kEndHeaders) == 0;
      continuations_ = 0;
      return Ok();
    case kContinuation:
      in_headers_ = in_headers_ && (flags & kEndHeaders) == 0;
      if (++continuations_ <= grpc_limits::kContinuations) return Ok();
      return ResourceExhausted("expected at most ", grpc_limits::kContinuations,
                               " CONTINUATION frames of a header block, got more");
    case kRstStream: return Ok();  // see OnReset
    case kPriority: return OnControl("PRIORITY");
    case kSettings: return OnControl("SETTINGS");
    case kPing: return OnControl("PING");
    case kWindowUpdate: return OnControl("WINDOW_UPDATE");
    default: return OnControl("of an unknown type");
  }
}

Status Guard::OnReset(bool at_once) {
  if (resets_.Use(at_once ? grpc_limits::kResetAtOnceCounts : 1)) return Ok();
  return ResourceExhausted("expected at most ", grpc_limits::kResets, " streams to be reset at once and ",
                           grpc_limits::kResetsPerSecond, " a second (", grpc_limits::kResetAtOnceCounts,
                           " times fewer right behind their begin), got more");
}

TimePoint Guard::due() const { return resets_.full() && control_.full() ? TimePoint::Never() : filled_ + kSecond; }

void Guard::OnTime(TimePoint now) {
  if (now < filled_ + kSecond) return;
  const std::int64_t seconds = (now - filled_) / kSecond;
  resets_.AfterSeconds(seconds);
  control_.AfterSeconds(seconds);
  filled_ = filled_ + seconds * kSecond;
}

}  // namespace elanus::protocol
