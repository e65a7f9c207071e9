// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "bench/raw_echo.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <map>
#include <string>

#include "bench/load.h"

namespace bench {

RawEcho::RawEcho(int cpu) : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), stop_(eventfd(0, EFD_CLOEXEC)) {
  sockaddr_in at = {};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof at;
  bind(listener_, reinterpret_cast<sockaddr*>(&at), size);
  listen(listener_, 1024);
  getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size);
  port_ = ntohs(at.sin_port);
  thread_ = std::thread([this, cpu] { Serve(cpu); });
}

RawEcho::~RawEcho() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t wrote = write(stop_, &one, sizeof one);
  thread_.join();
  close(listener_);
  close(stop_);
}

void RawEcho::Serve(int cpu) {
  PinThisThread(cpu);
  const int poller = epoll_create1(EPOLL_CLOEXEC);
  const auto watch = [poller](int fd) {
    epoll_event event = {};
    event.events = EPOLLIN;
    event.data.fd = fd;
    epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
  };
  watch(listener_);
  watch(stop_);
  std::map<int, std::string> partial;
  static char buffer[1 << 16];
  for (;;) {
    epoll_event events[256];
    const int ready = epoll_wait(poller, events, 256, 100);
    for (int i = 0; i < ready; ++i) {
      const int fd = events[i].data.fd;
      if (fd == stop_) {
        close(poller);
        return;
      }
      if (fd == listener_) {
        const int accepted = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        const int on = 1;
        setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        watch(accepted);
        continue;
      }
      const ssize_t n = read(fd, buffer, sizeof buffer);
      if (n <= 0) {
        partial.erase(fd);
        close(fd);
        continue;
      }
      // Whole messages at once; the rare rest waits for its end.
      const auto got = static_cast<std::size_t>(n);
      std::uint32_t length = 0;
      std::memcpy(&length, buffer, 4);
      if (partial.empty() && got == 4 + ntohl(length)) {
        [[maybe_unused]] const ssize_t wrote = write(fd, buffer, got);
        continue;
      }
      std::string& rest = partial[fd].append(buffer, got);
      while (rest.size() >= 4 && (std::memcpy(&length, rest.data(), 4), rest.size() >= 4 + ntohl(length))) {
        [[maybe_unused]] const ssize_t wrote = write(fd, rest.data(), 4 + ntohl(length));
        rest.erase(0, 4 + ntohl(length));
      }
      if (rest.empty()) partial.erase(fd);
    }
    cpu_seconds_ = ThreadCpu();
  }
}

}  // namespace bench
