// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/socket.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <net/if.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>

#include <cerrno>
#include <cstring>
#include <thread>

namespace elanus::net {
namespace {

int Option(const Socket& socket, int level, int name) {
  int value = -1;
  socklen_t size = sizeof value;
  getsockopt(socket.fd(), level, name, &value, &size);
  return value;
}

Socket AcceptFrom(const Socket& listening) {
  pollfd ready = {};
  ready.fd = listening.fd();
  ready.events = POLLIN;
  poll(&ready, 1, -1);
  return Socket(accept4(listening.fd(), nullptr, nullptr, SOCK_NONBLOCK));
}

// A connection to the address, as the listening side sees it.
Socket Connected(const Socket& listening, const SocketAddress& to, Socket& dialled) {
  dialled = *Socket::Open(to.family());
  const int error = dialled.Connect(to);
  EXPECT_TRUE(error == 0 || error == EINPROGRESS) << ErrnoText(error);
  return AcceptFrom(listening);
}

TEST(ErrnoText, StandsInTheMiddleOfALine) {
  EXPECT_EQ(ErrnoText(ECONNREFUSED), "connection refused");
  EXPECT_EQ(ErrnoText(EADDRINUSE), "address already in use");
  EXPECT_EQ(ErrnoText(99999), "error 99999");
  EXPECT_EQ(ErrnoStatus(EMFILE).ToString(), "Unavailable: too many open files");
}

TEST(Socket, OwnsItsDescriptor) {
  int fd = -1;
  {
    auto opened = Socket::Open(AF_INET);
    ASSERT_TRUE(opened.ok());
    fd = opened->fd();
    const Socket moved = std::move(*opened);
    EXPECT_EQ(moved.fd(), fd);
    EXPECT_FALSE(*opened);  // NOLINT: a moved-from socket is empty
    EXPECT_NE(fcntl(fd, F_GETFL) & O_NONBLOCK, 0);
    EXPECT_NE(fcntl(fd, F_GETFD) & FD_CLOEXEC, 0);
  }
  EXPECT_EQ(fcntl(fd, F_GETFD), -1);
}

TEST(Socket, UnknownFamilyIsAnError) { EXPECT_FALSE(Socket::Open(12345).ok()); }

TEST(Socket, BothEndsHaveNoDelay) {
  const auto listening = ListenOn(*SocketAddress::Number("127.0.0.1", 0));
  ASSERT_TRUE(listening.ok());
  Socket dialled;
  const Socket accepted = Connected(*listening, SocketAddress::Local(listening->fd()), dialled);
  ASSERT_TRUE(accepted);
  EXPECT_EQ(Option(accepted, IPPROTO_TCP, TCP_NODELAY), 1);
  EXPECT_EQ(Option(dialled, IPPROTO_TCP, TCP_NODELAY), 1);
  for (const Socket* each : {&accepted, static_cast<const Socket*>(&dialled)}) {
    EXPECT_EQ(Option(*each, IPPROTO_TCP, TCP_USER_TIMEOUT), 30'000);
    EXPECT_EQ(Option(*each, SOL_SOCKET, SO_KEEPALIVE), 1);
    EXPECT_EQ(Option(*each, IPPROTO_TCP, TCP_KEEPIDLE), 60);
  }
}

TEST(ListenOn, TakenAddressIsAnError) {
  const auto first = ListenOn(*SocketAddress::Number("127.0.0.1", 0));
  ASSERT_TRUE(first.ok());
  const auto second = ListenOn(SocketAddress::Local(first->fd()));
  EXPECT_EQ(second.status().message(), "address already in use");
}

TEST(ListenOn, OldConnectionsDoNotKeepTheAddress) {
  auto first = ListenOn(*SocketAddress::Number("127.0.0.1", 0));
  ASSERT_TRUE(first.ok());
  const SocketAddress address = SocketAddress::Local(first->fd());
  {
    // Closed here first: this side keeps the address in TIME_WAIT.
    Socket dialled;
    Socket accepted = Connected(*first, address, dialled);
    accepted = Socket();
  }
  *first = Socket();
  EXPECT_TRUE(ListenOn(address).ok());
}

// Gives the calling thread a network of its own with "lo" alone, so that every interface is no interface of the
// machine. False without the right to do so.
bool EnterOwnNetwork() {
  if (unshare(CLONE_NEWNET) != 0) return false;
  const Socket any(socket(AF_INET, SOCK_DGRAM, 0));
  ifreq lo = {};
  std::strcpy(lo.ifr_name, "lo");
  lo.ifr_flags = IFF_UP;
  return ioctl(any.fd(), SIOCSIFFLAGS, &lo) == 0;
}

TEST(ListenOnAll, TakesIpv4AndIpv6) {
  bool entered = false;
  std::thread inside([&entered] {
    entered = EnterOwnNetwork();
    if (!entered) return;
    const auto listening = ListenOnAll(0);
    ASSERT_TRUE(listening.ok()) << listening.status().ToString();
    const SocketAddress local = SocketAddress::Local(listening->fd());
    Socket dialled;
    const Socket four = Connected(*listening, *SocketAddress::Number("127.0.0.1", local.port()), dialled);
    ASSERT_TRUE(four);
    EXPECT_EQ(SocketAddress::Local(four.fd()).ToString(), StrCat("127.0.0.1:", local.port()));
    if (local.family() != AF_INET6) return;
    const Socket six = Connected(*listening, *SocketAddress::Number("::1", local.port()), dialled);
    ASSERT_TRUE(six);
    EXPECT_EQ(SocketAddress::Local(six.fd()).ToString(), StrCat("[::1]:", local.port()));
  });
  inside.join();
  if (!entered) GTEST_SKIP() << "no right to make a network namespace";
}

}  // namespace
}  // namespace elanus::net
