// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Reads server streams and does next to nothing for a message, so that the server alone is measured. Each connection
// has one stream at a time: it asks echo.Echo/Pour for many messages, reads them, and asks again.
//   grpc_stream --port P [--connections N] [--size BYTES] [--seconds S] [--warm-up S] [--server PID]
// A message counts when its bytes have come: they are not looked at.
#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "bench/common/flags.h"
#include "bench/common/http2.h"
#include "bench/common/program.h"
#include "bench/common/socket.h"
#include "bench/common/window.h"

namespace {

namespace http2 = bench::http2;

constexpr std::size_t kRead = 1 << 18;
constexpr std::uint32_t kMessagesOfAStream = 10'000;
constexpr std::uint32_t kLastStream = 0x7ffffff0;

// The varint of a field that Pour's request has: { int32 count = 1; int32 size = 2; }.
void PutField(std::string& out, char tag, std::uint32_t value) {
  out += tag;
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

class Connection {
 public:
  Connection(int port, std::uint32_t size) : fd_(bench::Connect(port)) {
    PutField(request_, 8, kMessagesOfAStream);
    PutField(request_, 16, size);
    Send(http2::Preface());
    Ask();
  }
  int fd() const { return fd_; }

  // All that is here. Adds the bytes of messages to `data`.
  void Read(std::string& scratch, std::uint64_t& data) {
    while (true) {
      const ssize_t n = recv(fd_, scratch.data(), scratch.size(), MSG_DONTWAIT);
      if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
      if (n <= 0) bench::Die("the server closed a connection");
      Take({scratch.data(), static_cast<std::size_t>(n)}, data);
      if (static_cast<std::size_t>(n) < scratch.size()) return;
    }
  }

 private:
  void Ask() {
    if (stream_ >= kLastStream) bench::Die("no stream ids are left");
    stream_ = stream_ == 0 ? 1 : stream_ + 2;
    Send(http2::Frame(http2::Type::kHeaders, http2::kEndHeaders, stream_, http2::RequestHeaders("/echo.Echo/Pour")) +
         http2::Frame(http2::Type::kData, http2::kEndStream, stream_, http2::Message(request_)));
  }
  void Send(const std::string& bytes) {
    if (send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size()))
      bench::DieErrno("send");
  }

  void Take(std::string_view in, std::uint64_t& data) {
    while (!in.empty()) {
      if (head_.size() < http2::kHead) {
        const std::size_t part = std::min(http2::kHead - head_.size(), in.size());
        head_.append(in.substr(0, part));
        in.remove_prefix(part);
        if (head_.size() < http2::kHead) return;
        left_ = static_cast<std::uint8_t>(head_[0]) << 16 | static_cast<std::uint8_t>(head_[1]) << 8 |
                static_cast<std::uint8_t>(head_[2]);
        body_.clear();
      }
      const std::size_t part = std::min(left_, in.size());
      if (type() == http2::Type::kData) {
        data += part;
      } else {
        body_.append(in.substr(0, part));
      }
      in.remove_prefix(part);
      left_ -= part;
      if (left_ > 0) return;
      Whole();
      head_.clear();
    }
  }

  void Whole() {
    const auto flags = static_cast<std::uint8_t>(head_[4]);
    switch (type()) {
      case http2::Type::kSettings:
        if ((flags & http2::kAck) == 0) Send(http2::Frame(http2::Type::kSettings, http2::kAck, 0, ""));
        return;
      case http2::Type::kPing:
        if ((flags & http2::kAck) == 0) Send(http2::Frame(http2::Type::kPing, http2::kAck, 0, body_));
        return;
      case http2::Type::kReset:
      case http2::Type::kGoAway: bench::Die("the server ended a stream with an error");
      case http2::Type::kHeaders:
        if ((flags & http2::kEndStream) != 0) Ask();
        return;
      default: return;
    }
  }
  http2::Type type() const { return static_cast<http2::Type>(head_[3]); }

  const int fd_;
  std::string request_;
  std::uint32_t stream_ = 0;
  std::string head_;  // of the frame that comes now
  std::string body_;
  std::size_t left_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  bench::Begin();
  const bench::Flags flags(
      argc, argv,
      {{"port", ""}, {"connections", "4"}, {"size", "1024"}, {"seconds", "2"}, {"warm-up", "0.5"}, {"server", "0"}});
  const auto size = static_cast<std::uint32_t>(flags.Int("size"));
  const int poller = epoll_create1(0);
  std::vector<std::unique_ptr<Connection>> connections;
  for (int i = 0; i < flags.Int("connections"); ++i) {
    connections.push_back(std::make_unique<Connection>(flags.Int("port"), size));
    bench::Watch(poller, connections.back()->fd(), false, connections.back().get());
  }
  bench::Window window(flags);
  std::string scratch(kRead, '\0');
  std::uint64_t data = 0;
  for (std::int64_t now = bench::Now(); !window.Over(now); now = bench::Now()) {
    if (window.Opens(now)) data = 0;
    epoll_event events[64];
    const int ready = epoll_wait(poller, events, 64, 100);
    for (int i = 0; i < ready; ++i) {
      static_cast<Connection*>(events[i].data.ptr)->Read(scratch, data);
    }
  }
  window.Close(bench::Now());
  // Five bytes of gRPC, a tag and a length of the text.
  const std::uint64_t overhead = 5 + 1 + (size < 128 ? 1 : size < 16384 ? 2 : 3);
  window.Throughput(data / (size + overhead)).Print();
}
