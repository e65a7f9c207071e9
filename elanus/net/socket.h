// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A socket's descriptor with an owner, and the few steps that make one. Everything here is non-blocking and
// close-on-exec.
#pragma once

#include <string>
#include <utility>

#include "elanus/base/result.h"
#include "elanus/net/socket_address.h"

namespace elanus::net {

// "connection refused": the kernel's text for an errno, as it stands in the middle of a line.
std::string ErrnoText(int error);
// Unavailable with that text.
Status ErrnoStatus(int error);

// Closes its descriptor.
class Socket {
 public:
  Socket() = default;
  explicit Socket(int fd) : fd_(fd) {}
  Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Socket();

  // A stream socket of the family; TCP ones have TCP_NODELAY and notice a peer that vanished; accepted ones
  // inherit both.
  static Result<Socket> Open(int family);

  int fd() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  // 0 or an errno.
  int Connect(const SocketAddress& to) const;
  // Takes the error that the kernel holds for the socket; 0 without one.
  int TakeError() const;
  // A reset goes out when it is closed, instead of an end.
  void ResetOnClose() const;

 private:
  int fd_ = -1;
};

// A listening socket with SO_REUSEADDR. An IPv6 address of every interface takes IPv4 too.
Result<Socket> ListenOn(const SocketAddress& address);
// On every interface: IPv6 and IPv4, or IPv4 alone where the machine has no IPv6.
Result<Socket> ListenOnAll(std::uint16_t port);

}  // namespace elanus::net
