// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A load generator that does next to nothing for a call, so that the server alone is measured: recorded request bytes
// are sent again and again over N connections with M in flight on each, and answers are counted by their length.
//   load --port P --request FILE --reply BYTES [--connections N] [--in-flight M] [--seconds S] [--warm-up S]
//        [--server PID] [--rate R]
// With --rate so many calls a second are due, evenly spaced, whether the server is ready for them or not, and a call's
// time counts from when it was due: a server that stands still is charged for everything that it kept waiting.
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "bench/common/flags.h"
#include "bench/common/histogram.h"
#include "bench/common/program.h"
#include "bench/common/socket.h"
#include "bench/common/window.h"

namespace {

constexpr std::size_t kRead = 1 << 18;
constexpr std::size_t kBlock = 1 << 18;
constexpr int kGivesUpAfterMs = 5000;

// Times in the order in which they came.
class Queue {
 public:
  void Push(std::int64_t time) {
    if (size_ == times_.size()) Grow();
    times_[(first_ + size_++) & (times_.size() - 1)] = time;
  }
  std::int64_t Pop() {
    const std::int64_t time = times_[first_];
    first_ = (first_ + 1) & (times_.size() - 1);
    --size_;
    return time;
  }
  std::size_t size() const { return size_; }

 private:
  void Grow() {
    std::vector<std::int64_t> grown(times_.size() * 2);
    for (std::size_t i = 0; i < size_; ++i) grown[i] = times_[(first_ + i) & (times_.size() - 1)];
    times_.swap(grown);
    first_ = 0;
  }

  std::vector<std::int64_t> times_ = std::vector<std::int64_t>(16);
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

class Connection {
 public:
  int fd = -1;
  std::size_t received = 0;   // of the reply that is not complete
  std::size_t unsent = 0;     // bytes of requests in flight that the socket did not take
  std::size_t in_flight = 0;  // the first of `times`; the others wait for their turn
  Queue times;
  bool watches_write = false;
};

class Load {
 public:
  explicit Load(const bench::Flags& flags)
      : poller_(epoll_create1(EPOLL_CLOEXEC)),
        in_flight_(static_cast<std::size_t>(flags.Int("in-flight"))),
        rate_(flags.Number("rate")),
        reply_(static_cast<std::size_t>(flags.Number("reply"))),
        buffer_(new char[kRead]),
        connections_(static_cast<std::size_t>(flags.Int("connections"))) {
    std::ifstream file(flags.Text("request"), std::ios::binary);
    const std::string request((std::istreambuf_iterator<char>(file)), {});
    if (request.empty() || reply_ == 0) bench::Die("expected --request FILE and --reply BYTES");
    request_ = request.size();
    do block_ += request;
    while (block_.size() < kBlock);
    for (Connection& c : connections_) {
      c.fd = bench::Connect(flags.Int("port"));
      bench::Watch(poller_, c.fd, false, &c);
    }
  }

  void Run(bench::Window window) {
    std::int64_t now = bench::Now();
    const std::int64_t start = now;
    if (rate_ == 0) {
      for (Connection& c : connections_) {
        for (std::size_t i = 0; i < in_flight_; ++i) c.times.Push(now);
        Start(c);
      }
    }
    std::int64_t answered = now;
    while (!window.Over(now)) {
      if (window.Opens(now)) latencies_.Clear();
      if (rate_ > 0) SendDue(now - start, start);
      epoll_event events[256];
      // The core is ours alone: not to sleep costs nobody anything, and what is due leaves in time.
      const int ready = epoll_wait(poller_, events, 256, rate_ > 0 ? 0 : kGivesUpAfterMs);
      for (int i = 0; i < ready; ++i) {
        Connection& c = *static_cast<Connection*>(events[i].data.ptr);
        if ((events[i].events & EPOLLOUT) != 0) Write(c);
        if ((events[i].events & ~EPOLLOUT) != 0) Read(c);
      }
      now = bench::Now();
      if (ready > 0) answered = now;
      if (now - answered > std::int64_t{kGivesUpAfterMs} * 900'000) bench::Die("no answer for seconds");
    }
    window.Close(now);
    window.Figures(latencies_, all_).Print();
  }

 private:
  // What is due by now goes to the connections in turn.
  void SendDue(std::int64_t passed, std::int64_t start) {
    const auto due = static_cast<std::uint64_t>(static_cast<double>(passed) * rate_ / 1e9);
    for (; due_ < due; ++due_) {
      Connection& c = connections_[due_ % connections_.size()];
      c.times.Push(start + static_cast<std::int64_t>(static_cast<double>(due_) * 1e9 / rate_));
      if (c.times.size() <= in_flight_) touched_.push_back(&c);
    }
    for (Connection* c : touched_) Start(*c);
    touched_.clear();
  }

  void Start(Connection& c) {
    const std::size_t started = std::min(in_flight_, c.times.size()) - c.in_flight;
    if (started == 0) return;
    c.in_flight += started;
    c.unsent += started * request_;
    Write(c);
  }

  void Write(Connection& c) {
    while (c.unsent > 0) {
      const std::size_t offset = (request_ - c.unsent % request_) % request_;
      const std::size_t size = std::min(c.unsent, block_.size() - offset);
      const ssize_t n = send(c.fd, block_.data() + offset, size, 0);
      if (n < 0 && errno != EAGAIN) bench::DieErrno("send");
      if (n < 0) break;
      c.unsent -= static_cast<std::size_t>(n);
    }
    if ((c.unsent > 0) == c.watches_write) return;
    c.watches_write = c.unsent > 0;
    bench::Watch(poller_, c.fd, c.watches_write, &c, true);
  }

  void Read(Connection& c) {
    const ssize_t n = recv(c.fd, buffer_.get(), kRead, 0);
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) bench::Die("the server closed a connection");
    c.received += static_cast<std::size_t>(n);
    const std::size_t answers = c.received / reply_;
    if (answers == 0) return;
    c.received -= answers * reply_;
    if (answers > c.in_flight) bench::Die("more bytes came than --reply says");
    c.in_flight -= answers;
    all_ += answers;
    const std::int64_t now = bench::Now();
    for (std::size_t i = 0; i < answers; ++i) {
      latencies_.Record(now - c.times.Pop());
      if (rate_ == 0) c.times.Push(now);
    }
    Start(c);
  }

  int poller_;
  std::size_t in_flight_;
  double rate_;
  std::size_t reply_;
  std::size_t request_ = 0;
  std::string block_;  // the request, several times: whatever is due leaves in one write
  std::unique_ptr<char[]> buffer_;
  std::vector<Connection> connections_;
  std::vector<Connection*> touched_;
  std::uint64_t due_ = 0;
  std::uint64_t all_ = 0;
  bench::Histogram latencies_;
};

}  // namespace

int main(int argc, char** argv) {
  bench::Begin();
  const bench::Flags flags(argc, argv,
                           {{"port", "0"},
                            {"request", ""},
                            {"reply", "0"},
                            {"connections", "100"},
                            {"in-flight", "1"},
                            {"seconds", "2"},
                            {"warm-up", "0.3"},
                            {"server", "0"},
                            {"rate", "0"}});
  const auto load = std::make_unique<Load>(flags);
  load->Run(bench::Window(flags));
  std::_Exit(0);
}
