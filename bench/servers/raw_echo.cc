// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The limit of everything that answers over TCP: an epoll loop that sends each message back, and nothing else. A
// message is four bytes of length, most significant first, and so many more bytes, as in Framed and TTHeader. All
// messages that one read brought leave in one write.
//   raw_echo [--loops N]
#include <arpa/inet.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "bench/common/flags.h"
#include "bench/common/program.h"
#include "bench/common/socket.h"

namespace {

constexpr std::size_t kRead = 1 << 18;
constexpr std::size_t kUnwritten =
    4 << 20;  // more than that is waiting: the peer does not read, so it is not read from

class Connection {
 public:
  explicit Connection(int socket) : fd(socket) {}
  int fd;
  std::string in;   // the beginning of a message
  std::string out;  // what the socket did not take
};

// How many bytes of `bytes` are whole messages.
std::size_t Whole(const char* bytes, std::size_t size) {
  std::size_t whole = 0;
  std::uint32_t length = 0;
  while (size - whole >= 4) {
    std::memcpy(&length, bytes + whole, 4);
    const std::size_t message = std::size_t{4} + ntohl(length);
    if (size - whole < message) break;
    whole += message;
  }
  return whole;
}

class Echo {
 public:
  Echo() : poller_(epoll_create1(EPOLL_CLOEXEC)), buffer_(new char[kRead]) {}
  int poller() const { return poller_; }

  [[noreturn]] void Run() {
    epoll_event events[256];
    for (;;) {
      const int ready = epoll_wait(poller_, events, 256, -1);
      for (int i = 0; i < ready; ++i) {
        Connection& c = *static_cast<Connection*>(events[i].data.ptr);
        if (((events[i].events & EPOLLOUT) != 0 && !Flush(c)) || !Serve(c, (events[i].events & EPOLLIN) != 0)) {
          close(c.fd);
          delete &c;
        }
      }
    }
  }

 private:
  bool Serve(Connection& c, bool readable) {
    if (!readable || c.out.size() > kUnwritten) return true;
    const ssize_t n = read(c.fd, buffer_.get(), kRead);
    if (n <= 0) return n < 0 && errno == EAGAIN;
    const auto got = static_cast<std::size_t>(n);
    if (c.in.empty()) {
      const std::size_t whole = Whole(buffer_.get(), got);
      if (whole < got) c.in.assign(buffer_.get() + whole, got - whole);
      return whole == 0 || Send(c, buffer_.get(), whole);
    }
    c.in.append(buffer_.get(), got);
    const std::size_t whole = Whole(c.in.data(), c.in.size());
    if (whole == 0) return true;
    const bool sent = Send(c, c.in.data(), whole);
    c.in.erase(0, whole);
    return sent;
  }

  bool Send(Connection& c, const char* bytes, std::size_t size) {
    std::size_t sent = 0;
    if (c.out.empty()) {
      const ssize_t n = write(c.fd, bytes, size);
      if (n < 0 && errno != EAGAIN) return false;
      sent = n < 0 ? 0 : static_cast<std::size_t>(n);
      if (sent < size) bench::Watch(poller_, c.fd, true, &c, true);
    }
    c.out.append(bytes + sent, size - sent);
    return true;
  }

  bool Flush(Connection& c) {
    const ssize_t n = write(c.fd, c.out.data(), c.out.size());
    if (n < 0) return errno == EAGAIN;
    c.out.erase(0, static_cast<std::size_t>(n));
    if (c.out.empty()) bench::Watch(poller_, c.fd, false, &c, true);
    return true;
  }

  int poller_;
  std::unique_ptr<char[]> buffer_;
};

}  // namespace

int main(int argc, char** argv) {
  bench::Begin();
  const bench::Flags flags(argc, argv, {{"loops", "1"}});
  std::vector<int> pollers;
  for (int i = 0; i < flags.Int("loops"); ++i) {
    auto* const echo = new Echo;  // for as long as the process
    pollers.push_back(echo->poller());
    std::thread([echo] { echo->Run(); }).detach();
  }
  const int listener = bench::Listen();
  std::thread([&pollers, listener] {
    for (std::size_t next = 0;; ++next) {
      auto* const connection = new Connection(bench::Accept(listener));
      bench::Watch(pollers[next % pollers.size()], connection->fd, false, connection);
    }
  }).detach();
  bench::SayPort(bench::PortOf(listener));
  bench::WaitForStop();
  std::_Exit(0);
}
