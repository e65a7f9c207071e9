// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A network in memory that costs next to nothing, so that what is counted over it is the library: what one end writes
// is readable at the other in the next turn of the loop. (net::Loopback, with its delays, pieces and faults, costs more
// than a call.)
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "elanus/base/bytes.h"
#include "elanus/net/stream.h"

namespace elanus {

// What one end wrote, write by write: the first ones, and the last.
class Sent {
 public:
  static constexpr std::size_t kFirst = 16;
  void Add(std::string_view bytes) {
    if (first.size() < kFirst) first.emplace_back(bytes);
    last.assign(bytes);
  }
  std::vector<std::string> first;
  std::string last;
};

// One end of a connection.
class CountedEnd final : public net::Stream, async::TurnEndHook {
 public:
  // `sent`, when given, is told each write of this end.
  explicit CountedEnd(async::Loop& loop, Sent* sent = nullptr) : loop_(loop), sent_(sent) {}
  ~CountedEnd() override;
  static void Join(CountedEnd& a, CountedEnd& b);

  Task<Status> Handshake(async::Until) override { co_return Ok(); }
  void SetObserver(net::StreamObserver& observer) override { observer_ = &observer; }
  net::IoResult Read(char* to, std::size_t room) override;
  bool more() const override { return !arrived_.empty(); }
  net::IoResult Write(const char* from, std::size_t size) override;
  void CloseWrite() override {}
  void Abort() override {}
  std::string local() const override { return "counted"; }
  std::string peer() const override { return "counted"; }

  // What came and was not read.
  Bytes& arrived() { return arrived_; }

 private:
  void OnTurnEnd() override;

  async::Loop& loop_;
  Sent* const sent_;
  CountedEnd* other_ = nullptr;
  net::StreamObserver* observer_ = nullptr;
  Bytes arrived_;
};

class CountedNetwork final : public net::Network {
 public:
  explicit CountedNetwork(async::Loop& loop) : loop_(loop) {}
  // One listener, whatever the address.
  Result<std::unique_ptr<net::Listener>> Listen(async::Loop& loop, const Address& address,
                                                net::Listener::OnAccept on_accept) override;
  Task<Result<std::unique_ptr<net::Stream>>> Dial(const Address& address, async::Until until) override;

  // A connection whose far end is the caller's.
  std::unique_ptr<CountedEnd> Connect();
  // What the end of the last client wrote.
  const Sent& sent() const { return sent_; }

 private:
  class Port;

  async::Loop& loop_;
  Port* port_ = nullptr;
  Sent sent_;
};

}  // namespace elanus
