// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The names in a TTHeader (wire.md 3.1 to 3.6).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace elanus::wire {

inline constexpr std::uint16_t kTtMagic = 0x1000;
// LENGTH, magic, flags, sequence id and header size; what header size counts begins here.
inline constexpr std::size_t kTtFixedSize = 14;

namespace tt_flag {
inline constexpr std::uint16_t kOutOfOrder = 0x0001;  // requests of a multiplexed connection
inline constexpr std::uint16_t kStreaming = 0x0002;   // the frame belongs to TTHeader streaming
}  // namespace tt_flag

namespace tt_protocol {
inline constexpr std::uint8_t kThriftBinary = 0x00;  // written for every unary message
inline constexpr std::uint8_t kThriftCompactV2 = 0x03;
inline constexpr std::uint8_t kProtobuf = 0x04;
inline constexpr std::uint8_t kThriftStruct = 0x10;  // written in frames of streams
inline constexpr std::uint8_t kProtobufStruct = 0x11;
}  // namespace tt_protocol

// Keys of the int map. All values are text.
enum class TtKey : std::uint16_t {
  kMeshVersion = 0,
  kTransportType = 1,  // "framed" or "unframed"
  kLogId = 2,
  kFromService = 3,
  kFromCluster = 4,
  kFromIdc = 5,
  kToService = 6,
  kToCluster = 7,
  kToIdc = 8,
  kToMethod = 9,
  kEnv = 10,
  kDestAddress = 11,
  kRpcTimeout = 12,  // milliseconds
  kReadTimeout = 13,
  kRingHashKey = 14,
  kDdpTag = 15,
  kWithMeshHeader = 16,
  kConnectTimeout = 17,  // milliseconds
  kSpanContext = 18,
  kShortConnection = 19,
  kFromMethod = 20,
  kStressTag = 21,
  kMsgType = 22,  // the message type of the payload, "1" to "4"
  kHttpContentType = 23,
  kRawRingHashKey = 24,
  kLbType = 25,
  kClusterShardId = 26,
  kFrameType = 27,  // streams only, "1" to "5"
};
inline constexpr std::size_t kTtKeys = 28;

namespace tt_string {
inline constexpr std::string_view kServiceName = "isn";
inline constexpr std::string_view kRealAddress = "rip";
inline constexpr std::string_view kBizStatus = "biz-status";
inline constexpr std::string_view kBizMessage = "biz-message";
inline constexpr std::string_view kBizExtra = "biz-extra";
inline constexpr std::string_view kConnectionReset = "crrst";
inline constexpr std::string_view kChecksum = "crc32c";
inline constexpr std::string_view kTransient = "RPC_TRANSIT_";
inline constexpr std::string_view kTransientUpstream = "RPC_TRANSIT_UPSTREAM_";
inline constexpr std::string_view kPersistent = "RPC_PERSIST_";
// Travels as a section of its own (0x11), without a key.
inline constexpr std::string_view kAclToken = "RPC_TRANSIT_gdpr-token";
}  // namespace tt_string

}  // namespace elanus::wire
