// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What a peer may do on a connection of HTTP/2 before it is closed with ENHANCE_YOUR_CALM. The limits that programs set
// are in elanus/base/limits.h and elanus/rpc/grpc_options.h; these are for attackers only: honest peers stay far below.
#pragma once

#include <cstddef>
#include <cstdint>

namespace elanus::protocol::grpc_limits {

// CONTINUATION frames of one header block.
inline constexpr std::uint32_t kContinuations = 8;
// Fields of one header list. With more, as with more than GrpcOptions::header_list_bytes, the call is refused; with
// kHeaderListFactor times that much, the connection: decoding is cheap for the sender and not for us.
inline constexpr std::size_t kHeaderFields = 256;
inline constexpr std::size_t kHeaderListFactor = 4;
// Streams that either side may reset before their answer: so many at once, and so many a second; each call that is
// answered gives one back. One that is reset in the same read that opened it counts more: so do attackers, who need not
// wait for anything, and seldom somebody who gives up.
inline constexpr std::int64_t kResets = 1000;
inline constexpr std::int64_t kResetsPerSecond = 33;
inline constexpr std::int64_t kResetAtOnceCounts = 4;
// Calls above Limits::calls_per_connection that are refused, each for itself, until they are told so; with one more at
// once the connection is closed. All in all they are resets.
inline constexpr std::uint32_t kRefusedAtOnce = 100;
// Frames that ask for work and bring none: PING, SETTINGS, PRIORITY, WINDOW_UPDATE, empty DATA, unknown ones. So many
// at once, and so many a second; each frame that brings or takes data gives some back.
inline constexpr std::int64_t kControlFrames = 1000;
inline constexpr std::int64_t kControlFramesPerSecond = 100;
inline constexpr std::int64_t kControlFramesPerData = 4;
// PINGs that come too early (GrpcOptions::min_ping_interval): the next one closes. gRPC's number.
inline constexpr std::int64_t kPingStrikes = 2;
// Answers to PING and SETTINGS that wait because the peer does not read.
inline constexpr std::size_t kWaitingAcks = 100;
inline constexpr std::size_t kSettingsEntries = 32;
// Largest frame that we take: HTTP/2's default, which we do not raise.
inline constexpr std::size_t kFrameBytes = 16384;
// A client's connection takes no new calls from this stream on. HTTP/2 has a few more, for calls on their way.
inline constexpr std::int32_t kLastStream = 0x7fff0000;
// Of one header list that we send.
inline constexpr std::size_t kSentHeaderBytes = std::size_t{64} << 10;
// Of a status text that we send; the rest is cut off.
inline constexpr std::size_t kStatusTextBytes = std::size_t{8} << 10;
// What Fill moves to the output at once.
inline constexpr std::size_t kFillBytes = std::size_t{256} << 10;

}  // namespace elanus::protocol::grpc_limits
