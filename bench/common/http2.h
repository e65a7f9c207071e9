// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The few frames of HTTP/2 that a load generator needs, as bytes. Headers are literals without index, so that no
// compression table is kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bench::http2 {

enum class Type : std::uint8_t {
  kData = 0,
  kHeaders = 1,
  kReset = 3,
  kSettings = 4,
  kPing = 6,
  kGoAway = 7,
  kWindow = 8
};
inline constexpr std::uint8_t kEndStream = 1, kAck = 1, kEndHeaders = 4;
inline constexpr std::size_t kHead = 9;

inline std::string Number(std::uint32_t value) {
  const char bytes[] = {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
                        static_cast<char>(value)};
  return {bytes, sizeof bytes};
}

inline std::string Frame(Type type, std::uint8_t flags, std::uint32_t stream, std::string_view payload) {
  std::string out = Number(static_cast<std::uint32_t>(payload.size())).substr(1);
  out += static_cast<char>(type);
  out += static_cast<char>(flags);
  out += Number(stream);
  return out.append(payload);
}

// Both shorter than 127 bytes.
inline std::string Literal(std::string_view name, std::string_view value) {
  std::string out(1, '\0');
  out += static_cast<char>(name.size());
  out.append(name);
  out += static_cast<char>(value.size());
  return out.append(value);
}

inline std::string RequestHeaders(std::string_view path) {
  return Literal(":method", "POST") + Literal(":scheme", "http") + Literal(":path", path) +
         Literal(":authority", "bench") + Literal("content-type", "application/grpc") + Literal("te", "trailers");
}

// The client's first bytes. Its windows are as large as they can be: it reads everything at once.
inline std::string Preface() {
  const std::string window = std::string("\0\4", 2) + Number(0x7fffffff);
  return "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + Frame(Type::kSettings, 0, 0, window) +
         Frame(Type::kWindow, 0, 0, Number(0x7fffffff - 65535));
}

inline std::string Message(std::string_view body) {
  return std::string(1, '\0') + Number(static_cast<std::uint32_t>(body.size())) + std::string(body);
}

}  // namespace bench::http2
