// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/socket_address.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netdb.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace elanus::net {

// Not by `= {}`, which clears the union's first member only: the zero behind a path was missing then.
SocketAddress::SocketAddress() { std::memset(&storage_, 0, sizeof storage_); }

std::optional<SocketAddress> SocketAddress::Number(const std::string& host, std::uint16_t port) {
  SocketAddress address;
  if (inet_pton(AF_INET, host.c_str(), &address.storage_.v4.sin_addr) == 1) {
    address.storage_.v4.sin_family = AF_INET;
    address.size_ = sizeof(sockaddr_in);
    address.set_port(port);
    return address;
  }
  if (host.find(':') == std::string::npos) return std::nullopt;
  // Not inet_pton, for it does not know zones.
  addrinfo hints = {};
  hints.ai_family = AF_INET6;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICHOST;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return std::nullopt;
  address = Copy(found->ai_addr, found->ai_addrlen);
  freeaddrinfo(found);
  address.set_port(port);
  return address;
}

SocketAddress SocketAddress::AnyV6(std::uint16_t port) {
  SocketAddress address;
  address.storage_.v6.sin6_family = AF_INET6;
  address.storage_.v6.sin6_addr = in6addr_any;
  address.size_ = sizeof(sockaddr_in6);
  address.set_port(port);
  return address;
}

SocketAddress SocketAddress::AnyV4(std::uint16_t port) {
  SocketAddress address;
  address.storage_.v4.sin_family = AF_INET;
  address.size_ = sizeof(sockaddr_in);
  address.set_port(port);
  return address;
}

Result<SocketAddress> SocketAddress::UnixPath(std::string_view path) {
  SocketAddress address;
  constexpr std::size_t kRoom = sizeof(address.storage_.path.sun_path) - 1;
  if (path.empty()) return InvalidArgument("expected the path of a unix socket, got none");
  if (path.size() > kRoom) {
    return InvalidArgument("the path of a unix socket has at most ", kRoom, " bytes, got ", path.size());
  }
  address.storage_.path.sun_family = AF_UNIX;
  std::memcpy(address.storage_.path.sun_path, path.data(), path.size());
  address.size_ = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size() + 1);
  return address;
}

SocketAddress SocketAddress::Copy(const sockaddr* from, socklen_t size) {
  SocketAddress address;
  address.size_ = std::min<socklen_t>(size, sizeof(Storage));
  std::memcpy(&address.storage_, from, address.size_);
  return address;
}

SocketAddress SocketAddress::Local(int fd) {
  SocketAddress address;
  address.size_ = sizeof(Storage);
  if (getsockname(fd, &address.storage_.any, &address.size_) != 0) return SocketAddress();
  return address;
}

SocketAddress SocketAddress::Peer(int fd) {
  SocketAddress address;
  address.size_ = sizeof(Storage);
  if (getpeername(fd, &address.storage_.any, &address.size_) != 0) return SocketAddress();
  return address;
}

std::uint16_t SocketAddress::port() const {
  if (family() == AF_INET) return ntohs(storage_.v4.sin_port);
  if (family() == AF_INET6) return ntohs(storage_.v6.sin6_port);
  return 0;
}

void SocketAddress::set_port(std::uint16_t port) {
  if (family() == AF_INET) storage_.v4.sin_port = htons(port);
  if (family() == AF_INET6) storage_.v6.sin6_port = htons(port);
}

std::string SocketAddress::Host() const {
  char text[INET6_ADDRSTRLEN] = {};
  if (family() == AF_INET) {
    inet_ntop(AF_INET, &storage_.v4.sin_addr, text, sizeof text);
    return text;
  }
  const in6_addr& host = storage_.v6.sin6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&host)) {
    inet_ntop(AF_INET, host.s6_addr + 12, text, sizeof text);
    return text;
  }
  inet_ntop(AF_INET6, &host, text, sizeof text);
  char zone[IF_NAMESIZE];
  if (storage_.v6.sin6_scope_id == 0 || if_indextoname(storage_.v6.sin6_scope_id, zone) == nullptr) return text;
  return StrCat(text, "%", zone);
}

Address SocketAddress::ToAddress() const {
  if (family() == AF_UNIX) {
    constexpr std::size_t kHead = offsetof(sockaddr_un, sun_path);
    // A path that fills the field has no zero at its end.
    const std::size_t room = size_ > kHead ? size_ - kHead : 0;
    return Address::Unix(std::string(storage_.path.sun_path, strnlen(storage_.path.sun_path, room)));
  }
  if (family() == AF_INET6 && IN6_IS_ADDR_UNSPECIFIED(&storage_.v6.sin6_addr)) return Address::Tcp("", port());
  if (family() == AF_INET || family() == AF_INET6) return Address::Tcp(Host(), port());
  return Address();
}

std::string SocketAddress::ToString() const {
  if (family() == AF_UNSPEC) return "unknown";
  return ToAddress().ToString();
}

bool SocketAddress::operator==(const SocketAddress& other) const {
  return size_ == other.size_ && std::memcmp(&storage_, &other.storage_, size_) == 0;
}

}  // namespace elanus::net
