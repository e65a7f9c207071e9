// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Where a peer is: "host:port", ":port" (every interface), "[::1]:port" or "unix:/path".
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "elanus/base/result.h"

namespace elanus {

class Address {
 public:
  enum class Kind : std::uint8_t { kTcp, kUnix };

  Address() = default;
  static Address Tcp(std::string host, std::uint16_t port);
  static Address Unix(std::string path);
  // Errors name the text and what was expected.
  static Result<Address> Parse(std::string_view text);

  Kind kind() const { return kind_; }
  // A name or a number; empty for every interface. The path of a unix socket.
  const std::string& host() const { return host_; }
  std::uint16_t port() const { return port_; }
  std::string ToString() const;
  auto operator<=>(const Address&) const = default;

 private:
  Kind kind_ = Kind::kTcp;
  std::string host_;
  std::uint16_t port_ = 0;
};

}  // namespace elanus
