// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Writes client streams and does next to nothing for a message, so that the server alone is measured. Each connection
// has one stream at a time: it sends echo.Echo/Gather many messages, as fast as the server's windows allow, ends the
// stream, compares the answer, which says how many came, and begins again.
//   grpc_upload --port P [--connections N] [--size BYTES] [--seconds S] [--warm-up S] [--server PID]
// A message is a frame, as clients write it, and counts when the kernel has taken it: at the end of the window as much
// is on its way as at its begin.
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/common/flags.h"
#include "bench/common/http2.h"
#include "bench/common/program.h"
#include "bench/common/socket.h"
#include "bench/common/window.h"

namespace {

namespace http2 = bench::http2;

constexpr std::size_t kRead = 1 << 16;
constexpr std::int64_t kMessagesOfAStream = 10'000;
constexpr std::int64_t kMessagesOfAWrite = 64;
constexpr std::uint32_t kLastStream = 0x7ffffff0;
constexpr std::uint16_t kInitialWindow = 4;

// echo.Text with so many x, behind gRPC's five bytes.
std::string Message(std::size_t size) {
  std::string body(1, '\x0a');
  std::size_t left = size;
  for (; left >= 0x80; left >>= 7) body += static_cast<char>(left | 0x80);
  body += static_cast<char>(left);
  return http2::Message(body + std::string(size, 'x'));
}

std::uint32_t Number(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = at; i < at + 4; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes[i]);
  return value;
}

// The varint of echo.Count's only field.
std::int64_t Count(std::string_view message) {
  std::int64_t count = 0;
  int shift = 0;
  for (std::size_t i = 6; i < message.size(); ++i, shift += 7) count |= std::int64_t{message[i] & 0x7f} << shift;
  return count;
}

class Connection {
 public:
  Connection(int port, int poller, std::string message)
      : fd_(bench::Connect(port)), poller_(poller), message_(std::move(message)) {
    bench::Watch(poller_, fd_, false, this);
    out_ = http2::Preface();
    Begin();
  }

  // All that is here, and then what may go. Adds to `sent` the messages that the kernel has taken.
  void Go(std::string& scratch, std::uint64_t& sent) {
    while (true) {
      const ssize_t n = recv(fd_, scratch.data(), kRead, MSG_DONTWAIT);
      if (n < 0 && (errno == EAGAIN || errno == EINTR)) break;
      if (n <= 0) bench::Die("the server closed a connection");
      in_.append(scratch, 0, static_cast<std::size_t>(n));
    }
    Frames();
    Write(sent);
  }

 private:
  void Begin() {
    if (stream_ >= kLastStream) bench::Die("no stream ids are left");
    stream_ = stream_ == 0 ? 1 : stream_ + 2;
    stream_window_ = initial_window_;
    left_ = kMessagesOfAStream;
    count_ = -1;
    out_ +=
        http2::Frame(http2::Type::kHeaders, http2::kEndHeaders, stream_, http2::RequestHeaders("/echo.Echo/Gather"));
    const std::string frame = http2::Frame(http2::Type::kData, 0, stream_, message_);
    frame_ = frame.size();
    block_.clear();
    for (int i = 0; i < kMessagesOfAWrite; ++i) block_ += frame;
  }

  void Write(std::uint64_t& sent) {
    bool full = false;
    while (!full) {
      if (at_ == out_.size() && !More()) break;
      const ssize_t n = send(fd_, out_.data() + at_, out_.size() - at_, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (n < 0 && errno != EAGAIN && errno != EINTR) bench::DieErrno("send");
      full = n < 0;
      if (n > 0) at_ += static_cast<std::size_t>(n);
      if (at_ == out_.size()) sent += static_cast<std::uint64_t>(std::exchange(queued_, 0));
    }
    if (full == watches_write_) return;
    watches_write_ = full;
    bench::Watch(poller_, fd_, full, this, true);
  }

  // The next messages, as far as the windows let them through. False when nothing may go.
  bool More() {
    at_ = 0;
    out_.clear();
    if (left_ == 0) return false;
    const auto size = static_cast<std::int64_t>(message_.size());
    const std::int64_t n = std::min({left_, kMessagesOfAWrite, std::min(window_, stream_window_) / size});
    if (n <= 0) return false;
    out_.assign(block_, 0, static_cast<std::size_t>(n) * frame_);
    window_ -= n * size;
    stream_window_ -= n * size;
    queued_ = n;
    left_ -= n;
    if (left_ == 0) out_ += http2::Frame(http2::Type::kData, http2::kEndStream, stream_, "");
    return true;
  }

  void Frames() {
    std::string_view rest = in_;
    while (rest.size() >= http2::kHead) {
      const std::size_t size = Number(rest, 0) >> 8;
      if (rest.size() < http2::kHead + size) break;
      Frame(static_cast<http2::Type>(rest[3]), static_cast<std::uint8_t>(rest[4]), Number(rest, 5),
            rest.substr(http2::kHead, size));
      rest.remove_prefix(http2::kHead + size);
    }
    in_.erase(0, in_.size() - rest.size());
  }

  void Frame(http2::Type type, std::uint8_t flags, std::uint32_t stream, std::string_view payload) {
    switch (type) {
      case http2::Type::kSettings:
        if ((flags & http2::kAck) == 0) Settings(payload);
        return;
      case http2::Type::kPing:
        if ((flags & http2::kAck) == 0) out_ += http2::Frame(http2::Type::kPing, http2::kAck, 0, payload);
        return;
      case http2::Type::kWindow: (stream == 0 ? window_ : stream_window_) += Number(payload, 0); return;
      case http2::Type::kData:
        if (!payload.empty()) count_ = Count(payload);
        return;
      case http2::Type::kHeaders:
        if ((flags & http2::kEndStream) == 0) return;
        if (count_ != kMessagesOfAStream) bench::Die("the answer does not say that every message came");
        return Begin();
      default: bench::Die("the server ended a stream with an error");
    }
  }

  void Settings(std::string_view entries) {
    for (; entries.size() >= 6; entries.remove_prefix(6)) {
      if (entries[0] != 0 || entries[1] != kInitialWindow) continue;
      const auto window = static_cast<std::int64_t>(Number(entries, 2));
      stream_window_ += window - std::exchange(initial_window_, window);
    }
    out_ += http2::Frame(http2::Type::kSettings, http2::kAck, 0, "");
  }

  const int fd_;
  const int poller_;
  const std::string message_;
  std::string block_;        // frames of the stream
  std::size_t frame_ = 0;    // the size of one
  std::string in_;           // a frame that is not whole
  std::string out_;          // what goes now
  std::size_t at_ = 0;       // what of it has gone
  std::int64_t queued_ = 0;  // messages in it
  std::uint32_t stream_ = 0;
  std::int64_t left_ = 0;    // messages that the stream still has
  std::int64_t count_ = -1;  // what the answer says
  std::int64_t initial_window_ = 65'535;
  std::int64_t window_ = 65'535;
  std::int64_t stream_window_ = 0;
  bool watches_write_ = false;
};

}  // namespace

int main(int argc, char** argv) {
  bench::Begin();
  const bench::Flags flags(
      argc, argv,
      {{"port", ""}, {"connections", "4"}, {"size", "1024"}, {"seconds", "2"}, {"warm-up", "0.5"}, {"server", "0"}});
  const int poller = epoll_create1(0);
  std::string scratch(kRead, '\0');
  std::uint64_t sent = 0;
  std::vector<std::unique_ptr<Connection>> connections;
  for (int i = 0; i < flags.Int("connections"); ++i) {
    connections.push_back(
        std::make_unique<Connection>(flags.Int("port"), poller, Message(static_cast<std::size_t>(flags.Int("size")))));
    connections.back()->Go(scratch, sent);
  }
  bench::Window window(flags);
  for (std::int64_t now = bench::Now(); !window.Over(now); now = bench::Now()) {
    if (window.Opens(now)) sent = 0;
    epoll_event events[64];
    const int ready = epoll_wait(poller, events, 64, 100);
    for (int i = 0; i < ready; ++i) static_cast<Connection*>(events[i].data.ptr)->Go(scratch, sent);
  }
  window.Close(bench::Now());
  window.Throughput(sent).Print();
}
