// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the first 8 bytes of a message are (wire.md 6.1, 6.2). Peers are told apart by these bytes alone, for
// each message anew, never by configuration.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "elanus/base/status.h"

namespace elanus::wire {

enum class MessageKind : std::uint8_t {
  kMore,            // fewer than 8 bytes
  kUnknown,         // SniffError says what
  kBuffered,        // Thrift, bare
  kFramed,          // Thrift after a 4-byte length
  kProtobufFramed,  // Kitex-Protobuf after a 4-byte length
  kTtHeader,        // a TTHeader, then one of the three above
  kTtStream,        // a TTHeader of TTHeader streaming
  kMesh,            // a mesh header, then one of the first three
  kHttp2,           // the preface of gRPC; only at the begin of a connection
};

inline constexpr std::size_t kSniffBytes = 8;

// Looks at the first kSniffBytes of `bytes` and at nothing else.
MessageKind Sniff(std::string_view bytes);
// The same behind a TTHeader or mesh header: kBuffered, kFramed, kProtobufFramed, kUnknown or kMore.
MessageKind SniffPayload(std::string_view bytes);

// Why `bytes` are no message: names the 8 bytes (or those that are there) and, when they are known, whose they are:
// "expected a Kitex protocol, got 47455420 2f204854: the peer speaks HTTP/1". Of type 7 (protocol error).
Status SniffError(std::string_view bytes);

}  // namespace elanus::wire
