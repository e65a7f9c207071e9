// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// An address as the kernel takes it: IPv4, IPv6 or a unix path. Names are no addresses: see resolve.h.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "elanus/base/address.h"
#include "elanus/base/result.h"

namespace elanus::net {

// A plain value.
class SocketAddress {
 public:
  SocketAddress();  // AF_UNSPEC
  // Nothing when the host is no number: "127.0.0.1", "::1", "fe80::1%eth0".
  static std::optional<SocketAddress> Number(const std::string& host, std::uint16_t port);
  // Every interface, of IPv6 (and of IPv4, when the socket takes both) or of IPv4 alone.
  static SocketAddress AnyV6(std::uint16_t port);
  static SocketAddress AnyV4(std::uint16_t port);
  // InvalidArgument when the path is empty or longer than 107 bytes, the kernel's limit.
  static Result<SocketAddress> UnixPath(std::string_view path);
  // What getsockname, getpeername, accept and getaddrinfo give.
  static SocketAddress Copy(const sockaddr* address, socklen_t size);
  // The socket's own end.
  static SocketAddress Local(int fd);
  static SocketAddress Peer(int fd);

  int family() const { return storage_.any.sa_family; }
  const sockaddr* get() const { return &storage_.any; }
  socklen_t size() const { return size_; }
  std::uint16_t port() const;  // 0 for paths
  void set_port(std::uint16_t port);

  // "::" comes back as every interface: an empty host.
  Address ToAddress() const;
  // "127.0.0.1:80", "[::1]:80" or "unix:/path"; an IPv4 peer of an IPv6 socket is written as IPv4. A unix socket
  // without a path is "unix:".
  std::string ToString() const;
  bool operator==(const SocketAddress& other) const;

 private:
  std::string Host() const;

  union Storage {
    sockaddr any;
    sockaddr_in v4;
    sockaddr_in6 v6;
    sockaddr_un path;
  };
  Storage storage_;
  socklen_t size_ = 0;
};

}  // namespace elanus::net
