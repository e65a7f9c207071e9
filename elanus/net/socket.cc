// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/socket.h"

#include <netinet/tcp.h>
#include <unistd.h>

#include <cctype>
#include <cerrno>
#include <cstring>

namespace elanus::net {
namespace {

// A peer that vanished without a word: what was sent to it and not acknowledged for so long ends the connection, and an
// idle one is asked whether it is still there. Multiplexed connections, which outlive the calls that time out, need it.
constexpr int kUnacknowledgedMillis = 30'000;
constexpr int kIdleProbeSeconds = 60;

void SetFlag(int fd, int level, int name, int value) { setsockopt(fd, level, name, &value, sizeof value); }

}  // namespace

std::string ErrnoText(int error) {
  const char* text = strerrordesc_np(error);
  if (text == nullptr) return StrCat("error ", error);
  std::string out = text;
  // "Connection refused", but not "RPC ...".
  if (out.size() > 1 && std::islower(static_cast<unsigned char>(out[1]))) {
    out[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(out[0])));
  }
  return out;
}

Status ErrnoStatus(int error) { return Unavailable(ErrnoText(error)); }

Socket::~Socket() {
  if (fd_ >= 0) close(fd_);
}

Result<Socket> Socket::Open(int family) {
  Socket opened(socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!opened) return ErrnoStatus(errno);
  if (family != AF_UNIX) {
    SetFlag(opened.fd(), IPPROTO_TCP, TCP_NODELAY, 1);
    SetFlag(opened.fd(), IPPROTO_TCP, TCP_USER_TIMEOUT, kUnacknowledgedMillis);
    SetFlag(opened.fd(), SOL_SOCKET, SO_KEEPALIVE, 1);
    SetFlag(opened.fd(), IPPROTO_TCP, TCP_KEEPIDLE, kIdleProbeSeconds);
  }
  return opened;
}

int Socket::Connect(const SocketAddress& to) const { return connect(fd_, to.get(), to.size()) == 0 ? 0 : errno; }

int Socket::TakeError() const {
  int error = 0;
  socklen_t size = sizeof error;
  if (getsockopt(fd_, SOL_SOCKET, SO_ERROR, &error, &size) != 0) return errno;
  return error;
}

void Socket::ResetOnClose() const {
  linger at_once = {};
  at_once.l_onoff = 1;
  setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

Result<Socket> ListenOn(const SocketAddress& address) {
  Result<Socket> opened = Socket::Open(address.family());
  if (!opened) return opened;
  const int fd = opened->fd();
  if (address.family() != AF_UNIX) SetFlag(fd, SOL_SOCKET, SO_REUSEADDR, 1);
  if (address.family() == AF_INET6) SetFlag(fd, IPPROTO_IPV6, IPV6_V6ONLY, 0);
  if (bind(fd, address.get(), address.size()) != 0) return ErrnoStatus(errno);
  if (listen(fd, SOMAXCONN) != 0) return ErrnoStatus(errno);
  return opened;
}

Result<Socket> ListenOnAll(std::uint16_t port) {
  // IPv6 can be absent, or there and switched off: only binding shows it.
  const Socket probe(socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const SocketAddress any = SocketAddress::AnyV6(0);
  if (probe && bind(probe.fd(), any.get(), any.size()) == 0) return ListenOn(SocketAddress::AnyV6(port));
  return ListenOn(SocketAddress::AnyV4(port));
}

}  // namespace elanus::net
