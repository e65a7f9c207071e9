// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A collector that only counts: OTLP over HTTP/1.1, every request is taken and its spans are counted by stepping over
// their bytes. A thread for each connection. At its end it says what came.
//   otlp_sink
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>

#include "bench/common/flags.h"
#include "bench/common/program.h"
#include "bench/common/socket.h"

namespace {

std::atomic<std::uint64_t> spans = 0;
std::atomic<std::uint64_t> requests = 0;
std::atomic<std::uint64_t> bytes = 0;

std::uint64_t Varint(std::string_view& from) {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    if (from.empty()) bench::Die("the sink: expected a varint, got the end of the request");
    const auto byte = static_cast<unsigned char>(from.front());
    from.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) return value;
  }
  bench::Die("the sink: expected a varint, got more than 64 bits");
}

// ExportTraceServiceRequest.resource_spans = 1, ResourceSpans.scope_spans = 2, ScopeSpans.spans = 2: messages in
// messages; the path says which field of each depth to go into.
std::uint64_t Count(std::string_view message, std::string_view path) {
  std::uint64_t count = 0;
  while (!message.empty()) {
    const std::uint64_t tag = Varint(message);
    std::uint64_t size = 0;
    switch (tag & 7) {
      case 0: Varint(message); continue;
      case 1: size = 8; break;
      case 2: size = Varint(message); break;
      case 5: size = 4; break;
      default: bench::Die("the sink: expected a field of Protobuf, got another wire type");
    }
    if (size > message.size()) bench::Die("the sink: expected a whole field, got the end of the request");
    if (tag == (static_cast<std::uint64_t>(path.front() - '0') << 3 | 2)) {
      count += path.size() == 1 ? 1 : Count(message.substr(0, size), path.substr(1));
    }
    message.remove_prefix(size);
  }
  return count;
}

// The body's length, as the head says it.
std::size_t ContentLength(const std::string& head) {
  std::string lower = head;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const std::size_t at = lower.find("\r\ncontent-length:");
  if (at == std::string::npos || lower.find("\r\ncontent-encoding:") != std::string::npos) {
    bench::Die("the sink: expected a plain body with its length, got:\n" + head);
  }
  return std::strtoull(lower.c_str() + at + sizeof "\r\ncontent-length:" - 1, nullptr, 10);
}

// False at the end of the connection.
bool ReadSome(int fd, std::string& in) {
  const std::size_t before = in.size();
  in.resize(before + (1 << 16));
  ssize_t n = 0;
  while ((n = recv(fd, in.data() + before, 1 << 16, 0)) < 0 && errno == EAGAIN) {
    pollfd readable = {fd, POLLIN, 0};
    poll(&readable, 1, -1);
  }
  in.resize(before + static_cast<std::size_t>(n > 0 ? n : 0));
  return n > 0;
}

void Serve(int fd) {
  static constexpr std::string_view kAnswer =
      "HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n";
  std::string in;
  for (;;) {
    std::size_t head = 0;
    while ((head = in.find("\r\n\r\n")) == std::string::npos) {
      if (!ReadSome(fd, in)) return void(close(fd));
    }
    head += 4;
    const std::size_t length = ContentLength(in.substr(0, head));
    while (in.size() < head + length) {
      if (!ReadSome(fd, in)) return void(close(fd));
    }
    spans += Count(std::string_view(in).substr(head, length), "122");
    bytes += length;
    ++requests;
    in.erase(0, head + length);
    if (send(fd, kAnswer.data(), kAnswer.size(), 0) < 0) return void(close(fd));
  }
}

}  // namespace

int main(int argc, char** argv) {
  bench::Begin();
  const bench::Flags flags(argc, argv, {});
  const int listener = bench::Listen();
  std::thread([listener] {
    for (;;) std::thread(Serve, bench::Accept(listener)).detach();
  }).detach();
  bench::SayPort(bench::PortOf(listener));
  bench::WaitForStop();
  bench::Line().Add("spans", spans.load()).Add("requests", requests.load()).Add("bytes", bytes.load()).Print();
  std::_Exit(0);
}
