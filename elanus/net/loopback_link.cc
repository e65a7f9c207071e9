// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/loopback_link.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "elanus/base/check.h"

namespace elanus::net {

class LoopbackLink::Side final : public Stream {
 public:
  Side(std::shared_ptr<LoopbackLink> link, int side) : link_(std::move(link)), side_(side) {}
  ~Side() override { link_->Close(side_); }

  Task<Status> Handshake(async::Until) override { co_return Ok(); }
  void SetObserver(StreamObserver& observer) override {
    ELANUS_CHECK(end().observer == nullptr, "a stream has one observer, set once: ", peer());
    end().observer = &observer;
    link_->PlanTell(side_);
  }
  IoResult Read(char* to, std::size_t room) override { return link_->Read(side_, to, room); }
  bool more() const override {
    return !end().read_ended && (!end().arrived.empty() || end().peer_ended || end().reset);
  }
  IoResult Write(const char* from, std::size_t size) override { return link_->Write(side_, from, size); }
  void CloseWrite() override { link_->CloseWrite(side_); }
  void Abort() override { end().abort = true; }
  std::string local() const override { return end().name; }
  std::string peer() const override { return link_->other(side_).name; }

 private:
  End& end() const { return link_->end(side_); }

  const std::shared_ptr<LoopbackLink> link_;
  const int side_;
};

std::pair<std::unique_ptr<Stream>, std::unique_ptr<Stream>> LoopbackLink::Make(async::Loop& loop,
                                                                               std::shared_ptr<Faults> faults,
                                                                               std::string first, std::string second) {
  auto link = std::make_shared<LoopbackLink>(loop, std::move(faults));
  for (int side = 0; side < 2; ++side) {
    link->end(side).link = link.get();
    link->end(side).side = side;
  }
  link->end(0).name = std::move(first);
  link->end(1).name = std::move(second);
  return {std::make_unique<Side>(link, 0), std::make_unique<Side>(link, 1)};
}

std::size_t LoopbackLink::Piece(std::size_t limit) {
  const std::size_t largest = std::max<std::size_t>(std::min(limit, faults_->largest_piece), 1);
  return faults_->random_pieces ? 1 + loop_.random().Below(largest) : largest;
}

IoResult LoopbackLink::Read(int side, char* to, std::size_t room) {
  End& here = end(side);
  if (room == 0) return IoResult::Done(0);
  if (!here.arrived.empty()) {
    const std::size_t n = Piece(std::min(room, here.arrived.size()));
    std::memcpy(to, here.arrived.data(), n);
    here.arrived.Consume(n);
    // As a kernel does, wait for a good part of the window, or writes and pieces shrink to single bytes.
    if (here.coming_bytes + here.arrived.size() <= faults_->window / 2) {
      other(side).tell_writable = true;
      PlanTell(1 - side);
    }
    return IoResult::Done(n);
  }
  if (!here.reset && !here.peer_ended) return IoResult::Blocked();
  here.read_ended = true;
  return here.reset ? IoResult::Error(ECONNRESET) : IoResult::End();
}

IoResult LoopbackLink::Write(int side, const char* from, std::size_t size) {
  End& here = end(side);
  End& there = other(side);
  if (here.write_closed) return IoResult::Error(EPIPE);
  if (here.reset) return IoResult::Error(ECONNRESET);
  if (size == 0) return IoResult::Done(0);
  const std::size_t unread = there.coming_bytes + there.arrived.size();
  here.write_blocked = unread + size > faults_->window;
  if (unread >= faults_->window) return IoResult::Blocked();
  const std::size_t n = std::min(size, faults_->window - unread);
  if (faults_->reset > 0 && loop_.random().Unit() < faults_->reset) {
    // As with a kernel's buffer: the write worked, the bytes never arrive.
    SendReset(side);
    SendReset(1 - side);
  } else {
    Send(1 - side, Parcel::Kind::kBytes, std::string_view(from, n));
  }
  return IoResult::Done(n);
}

void LoopbackLink::CloseWrite(int side) {
  End& here = end(side);
  if (std::exchange(here.write_closed, true)) return;
  Send(1 - side, Parcel::Kind::kEnd);
  if (!here.peer_ended) return;
  here.tell_hang_up = true;
  PlanTell(side);
}

void LoopbackLink::Close(int side) {
  End& here = end(side);
  here.open = false;
  here.observer = nullptr;
  if (here.reset) return;
  if (here.abort || !here.arrived.empty()) {
    here.reset = true;
    SendReset(1 - side);
    return;
  }
  CloseWrite(side);
}

void LoopbackLink::Send(int to, Parcel::Kind kind, std::string_view bytes) {
  End& there = end(to);
  if (there.reset) return;
  Parcel& parcel = there.coming.emplace_back(kind, loop_.now() + faults_->delay);
  parcel.bytes = bytes;
  there.coming_bytes += bytes.size();
  PlanDelivery(to);
}

void LoopbackLink::SendReset(int to) {
  End& there = end(to);
  there.coming.clear();
  there.coming_bytes = 0;
  there.timer.Disarm();
  Send(to, Parcel::Kind::kReset);
}

void LoopbackLink::PlanDelivery(int side) {
  End& here = end(side);
  if (here.coming.empty() || here.delivery_planned || here.timer.armed()) return;
  const TimePoint at = here.coming.front().at;
  if (at > loop_.now()) {
    const auto deliver = [](void* self) {
      const End* end = static_cast<End*>(self);
      end->link->Deliver(end->side);
    };
    here.timer.Arm(loop_.timers(), at, deliver, &here);
    return;
  }
  here.delivery_planned = true;
  loop_.Post([self = shared_from_this(), side] {
    self->end(side).delivery_planned = false;
    self->Deliver(side);
  });
}

void LoopbackLink::Deliver(int side) {
  // The observer may destroy both streams.
  const std::shared_ptr<LoopbackLink> self = shared_from_this();
  End& here = end(side);
  if (!here.coming.empty() && here.coming.front().at <= loop_.now()) Arrive(side);
  PlanDelivery(side);
  Tell(side);
}

void LoopbackLink::Arrive(int side) {
  End& here = end(side);
  switch (here.coming.front().kind) {
    case Parcel::Kind::kBytes: ArriveBytes(side); return;
    case Parcel::Kind::kEnd:
      here.coming.pop_front();
      here.peer_ended = true;
      here.tell_readable = true;
      if (here.write_closed) here.tell_hang_up = true;
      return;
    case Parcel::Kind::kReset:
      here.coming.clear();
      here.coming_bytes = 0;
      here.reset = true;
      here.tell_readable = here.tell_writable = here.tell_hang_up = true;
      return;
  }
}

void LoopbackLink::ArriveBytes(int side) {
  End& here = end(side);
  if (!here.open) {
    // Nobody is there to read them.
    here.coming.clear();
    here.coming_bytes = 0;
    here.reset = true;
    SendReset(1 - side);
    return;
  }
  Parcel& parcel = here.coming.front();
  const std::size_t n = Piece(parcel.bytes.size() - parcel.delivered);
  here.arrived.Append(std::string_view(parcel.bytes).substr(parcel.delivered, n));
  parcel.delivered += n;
  here.coming_bytes -= n;
  if (parcel.delivered == parcel.bytes.size()) here.coming.pop_front();
  here.tell_readable = true;
}

void LoopbackLink::PlanTell(int side) {
  End& here = end(side);
  if (here.observer == nullptr || here.tell_planned) return;
  if (!here.tell_readable && !here.tell_writable && !here.tell_hang_up) return;
  here.tell_planned = true;
  loop_.Post([self = shared_from_this(), side] {
    self->end(side).tell_planned = false;
    self->Tell(side);
  });
}

void LoopbackLink::Tell(int side) {
  End& here = end(side);
  if (here.observer != nullptr && std::exchange(here.tell_readable, false)) here.observer->OnReadable();
  if (here.observer != nullptr && std::exchange(here.tell_writable, false) && here.write_blocked) {
    here.write_blocked = false;
    here.observer->OnWritable();
  }
  if (here.observer != nullptr && here.tell_hang_up && !std::exchange(here.hung_up, true)) here.observer->OnHangUp();
}

}  // namespace elanus::net
