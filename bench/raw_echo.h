// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The limit: an epoll loop that sends each length-prefixed message back, and nothing else.
#pragma once

#include <atomic>
#include <cstdint>
#include <thread>

namespace bench {

class RawEcho {
 public:
  explicit RawEcho(int cpu);
  ~RawEcho();
  std::uint16_t port() const { return port_; }
  double Cpu() const { return cpu_seconds_.load(); }

 private:
  void Serve(int cpu);

  int listener_;
  int stop_;
  std::uint16_t port_ = 0;
  std::atomic<double> cpu_seconds_ = 0;
  std::thread thread_;
};

}  // namespace bench
