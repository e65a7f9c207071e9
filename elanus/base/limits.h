// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Every bound on what a peer can make us hold or wait for, in one place. Servers, clients and tests set them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace elanus {

class Limits {
 public:
  // Bytes of one message, its envelope and headers included. A longer one closes the connection.
  std::size_t message_bytes = std::size_t{64} << 20;
  // Bytes that decoding one message may make of it: containers of small elements grow in memory.
  std::size_t decode_budget() const { return 4 * message_bytes + (std::size_t{1} << 20); }
  // Nested structs and containers, decoded or skipped (Kitex's number).
  int depth = 64;
  // Calls of one connection that are in flight at once; further bytes wait in the kernel.
  std::size_t calls_per_connection = 1000;
  // The first 8 bytes of a new connection.
  std::chrono::nanoseconds first_bytes_timeout = std::chrono::seconds(15);
  // The TLS handshake of a new connection, before those.
  std::chrono::nanoseconds handshake_timeout = std::chrono::seconds(5);
  // The rest of a frame once its first byte is there (WithReadWriteTimeout).
  std::chrono::nanoseconds frame_timeout = std::chrono::seconds(5);
  // Bytes that wait for a peer that does not read. A server stops taking its calls above that.
  std::size_t unwritten_bytes = std::size_t{4} << 20;
  // Of one stream: bytes that were sent but that the peer's window has not let through. Send waits above that.
  std::size_t stream_unsent_bytes = std::size_t{64} << 10;
  // Connections of one server; more are closed at once.
  std::size_t connections = 16000;
};

}  // namespace elanus
