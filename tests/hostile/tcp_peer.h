// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A client over TCP that sends any bytes: what RawPeer is in memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace elanus::hostile {

class TcpPeer {
 public:
  explicit TcpPeer(std::uint16_t port);
  ~TcpPeer();
  TcpPeer(const TcpPeer&) = delete;
  TcpPeer& operator=(const TcpPeer&) = delete;

  // As much as the other side takes.
  void Send(std::string_view bytes);
  void CloseWrite();
  // Reads until the answers are `expected` (DescribeAnswers), the other side has closed, or far too much time has
  // passed; returns what they are.
  std::string ReadUntil(std::string_view expected);

 private:
  int fd_;
  std::string received_;
  bool closed_ = false;
};

}  // namespace elanus::hostile
