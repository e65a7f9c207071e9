// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One connection of the in-memory network: two ends, and what is on the way between them.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <utility>

#include "elanus/async/loop.h"
#include "elanus/async/timer.h"
#include "elanus/base/bytes.h"
#include "elanus/net/loopback.h"
#include "elanus/net/stream.h"

namespace elanus::net {

// Made of two streams, which keep it alive. Everything an observer is told comes from a posted function or a timer.
class LoopbackLink final : public std::enable_shared_from_this<LoopbackLink> {
 public:
  // The two streams of a new connection, with these addresses.
  static std::pair<std::unique_ptr<Stream>, std::unique_ptr<Stream>> Make(async::Loop& loop,
                                                                          std::shared_ptr<Faults> faults,
                                                                          std::string first, std::string second);
  LoopbackLink(async::Loop& loop, std::shared_ptr<Faults> faults) : loop_(loop), faults_(std::move(faults)) {}

 private:
  class Side;

  // Something on its way to an end.
  class Parcel {
   public:
    enum class Kind { kBytes, kEnd, kReset };
    Parcel(Kind kind, TimePoint at) : kind(kind), at(at) {}
    Kind kind;
    TimePoint at;
    std::string bytes;
    std::size_t delivered = 0;
  };

  // What one stream sees and has said.
  class End {
   public:
    LoopbackLink* link = nullptr;  // for the timer
    int side = 0;
    std::string name;
    StreamObserver* observer = nullptr;
    std::deque<Parcel> coming;
    std::size_t coming_bytes = 0;
    Bytes arrived;
    async::Timer timer;             // for what comes later; what comes now is posted
    bool delivery_planned = false;  // a Deliver is posted
    bool tell_planned = false;
    bool tell_readable = false;
    bool tell_writable = false;
    bool tell_hang_up = false;
    bool open = true;
    bool abort = false;
    bool peer_ended = false;
    bool reset = false;
    bool read_ended = false;  // kEnd or kError was returned
    bool write_blocked = false;
    bool write_closed = false;
    bool hung_up = false;
  };

  End& end(int side) { return ends_[side]; }
  End& other(int side) { return ends_[1 - side]; }

  IoResult Read(int side, char* to, std::size_t room);
  IoResult Write(int side, const char* from, std::size_t size);
  void CloseWrite(int side);
  void Close(int side);

  // Puts something on its way to an end.
  void Send(int to, Parcel::Kind kind, std::string_view bytes = {});
  // Everything that is still on the way is lost, and a reset comes instead.
  void SendReset(int to);
  void PlanDelivery(int side);
  void Deliver(int side);
  void Arrive(int side);
  void ArriveBytes(int side);
  void PlanTell(int side);
  // Tells what there is to tell; the observer may destroy its stream in each call.
  void Tell(int side);
  std::size_t Piece(std::size_t limit);

  async::Loop& loop_;
  const std::shared_ptr<Faults> faults_;
  End ends_[2];
};

}  // namespace elanus::net
