// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "bench/load.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void Die(const char* what) {
  std::perror(what);
  std::exit(1);
}

int Connect(std::uint16_t port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in to = {};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) Die("connect");
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

class Connection {
 public:
  int fd = -1;
  std::size_t received = 0;
  Clock::time_point sent;
};

}  // namespace

LoadResult Run(const Load& load) {
  const int poller = epoll_create1(EPOLL_CLOEXEC);
  std::vector<Connection> connections(static_cast<std::size_t>(load.connections));
  const auto send = [&load](Connection& c) {
    c.sent = Clock::now();
    if (write(c.fd, load.request.data(), load.request.size()) != static_cast<ssize_t>(load.request.size()))
      Die("write");
  };
  for (Connection& c : connections) {
    c.fd = Connect(load.port);
    epoll_event event = {};
    event.events = EPOLLIN;
    event.data.ptr = &c;
    epoll_ctl(poller, EPOLL_CTL_ADD, c.fd, &event);
    send(c);
  }
  std::vector<float> latencies;
  latencies.reserve(1 << 20);
  static char buffer[1 << 18];
  LoadResult result;
  const auto start = Clock::now();
  const auto end = start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(load.seconds));
  auto now = start;
  while (now < end) {
    epoll_event events[256];
    const int ready = epoll_wait(poller, events, 256, 1000);
    if (ready == 0) Die("no answer for a second");
    now = Clock::now();
    for (int i = 0; i < ready; ++i) {
      Connection& c = *static_cast<Connection*>(events[i].data.ptr);
      const ssize_t n = read(c.fd, buffer, sizeof buffer);
      if (n <= 0) Die("read");
      c.received += static_cast<std::size_t>(n);
      if (c.received < load.reply_size) continue;
      c.received -= load.reply_size;
      latencies.push_back(std::chrono::duration<float, std::micro>(now - c.sent).count());
      ++result.calls;
      send(c);
    }
  }
  result.calls_per_second = static_cast<double>(result.calls) / std::chrono::duration<double>(now - start).count();
  std::sort(latencies.begin(), latencies.end());
  if (!latencies.empty()) {
    result.p50_us = latencies[latencies.size() / 2];
    result.p99_us = latencies[latencies.size() * 99 / 100];
  }
  for (const Connection& c : connections) close(c.fd);
  close(poller);
  return result;
}

std::string Ask(std::uint16_t port, const std::string& request) {
  const int fd = Connect(port);
  if (write(fd, request.data(), request.size()) != static_cast<ssize_t>(request.size())) Die("write");
  std::string reply(1 << 20, '\0');
  std::size_t size = 0;
  // Length-prefixed, all of them.
  while (size < 4 || size < 4 + (static_cast<std::size_t>(static_cast<unsigned char>(reply[1])) << 16 |
                                 static_cast<std::size_t>(static_cast<unsigned char>(reply[2])) << 8 |
                                 static_cast<unsigned char>(reply[3]))) {
    const ssize_t n = read(fd, reply.data() + size, reply.size() - size);
    if (n <= 0) Die("read");
    size += static_cast<std::size_t>(n);
  }
  close(fd);
  reply.resize(size);
  return reply;
}

void PinThisThread(int cpu) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(static_cast<unsigned>(cpu), &set);
  pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

double ThreadCpu() {
  timespec at = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
  return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) / 1e9;
}

}  // namespace bench
