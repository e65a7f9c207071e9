// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/hostile/tcp_peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "elanus/base/check.h"
#include "tests/unary/raw_peer.h"

namespace elanus::hostile {

TcpPeer::TcpPeer(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int connected = ::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address);
  ELANUS_CHECK(connected == 0, "cannot connect to port ", port);
}

TcpPeer::~TcpPeer() { ::close(fd_); }

void TcpPeer::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // it closed already, which ReadUntil tells
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void TcpPeer::CloseWrite() { ::shutdown(fd_, SHUT_WR); }

std::string TcpPeer::ReadUntil(std::string_view expected) {
  constexpr int kFarTooLong = 10'000;  // ms
  std::string answers = DescribeAnswers(received_, closed_);
  while (!closed_ && answers != expected) {
    pollfd waiting{fd_, POLLIN, 0};
    if (::poll(&waiting, 1, kFarTooLong) <= 0) return answers + " (and then nothing)";
    char buffer[65536];
    const ssize_t got = ::recv(fd_, buffer, sizeof buffer, 0);
    if (got <= 0) {
      closed_ = true;
    } else {
      received_.append(buffer, static_cast<std::size_t>(got));
    }
    answers = DescribeAnswers(received_, closed_);
  }
  return answers;
}

}  // namespace elanus::hostile
