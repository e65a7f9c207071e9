// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/loopback.h"

#include "elanus/async/wait.h"
#include "elanus/base/check.h"
#include "elanus/net/address_text.h"
#include "elanus/net/loopback_link.h"

namespace elanus::net {
namespace {

constexpr std::uint16_t kFirstPort = 40000;

// "dial tcp a:1: connection refused": as the machine's network says it.
Status DialFailed(const Address& address, Code code, std::string_view why) {
  return Status(code, StrCat("dial ", AddressText(address), ": ", why));
}

Status WaitFailed(const Address& address, Code code) {
  return DialFailed(address, code, code == Code::kCancelled ? "cancelled" : "i/o timeout");
}

}  // namespace

class Loopback::Port final : public Listener {
 public:
  Port(Loopback& network, Address address, OnAccept on_accept)
      : network_(network),
        address_(std::move(address)),
        on_accept_(std::make_shared<const OnAccept>(std::move(on_accept))) {
    network_.ports_[address_] = this;
  }
  ~Port() override { network_.ports_.erase(address_); }
  Address address() const override { return address_; }

  void Accept(std::unique_ptr<Stream> stream) {
    auto held = std::make_shared<std::unique_ptr<Stream>>(std::move(stream));
    network_.loop_.Post([on_accept = std::weak_ptr(on_accept_), held, loop = &network_.loop_] {
      // A copy, for the callee may destroy the listener. Without one the stream dies here.
      const std::shared_ptr<const OnAccept> accept = on_accept.lock();
      if (accept == nullptr) return;
      (*accept)([held, loop](async::Loop& chosen) {
        ELANUS_CHECK(&chosen == loop, "streams of the in-memory network live on its one loop");
        ELANUS_CHECK(*held != nullptr, "MakeStream makes one stream");
        return std::move(*held);
      });
    });
  }

 private:
  Loopback& network_;
  const Address address_;
  const std::shared_ptr<const OnAccept> on_accept_;
};

Loopback::Loopback(async::Loop& loop) : loop_(loop), faults_(std::make_shared<Faults>()), next_port_(kFirstPort) {}

Loopback::~Loopback() {
  ELANUS_CHECK(ports_.empty(), "the network was destroyed before its listener ", ports_.begin()->first.ToString());
}

std::uint16_t Loopback::NextPort() {
  if (next_port_ == UINT16_MAX) next_port_ = kFirstPort;
  return next_port_++;
}

Loopback::Port* Loopback::Find(const Address& address) const {
  auto found = ports_.find(address);
  if (found == ports_.end() && address.kind() == Address::Kind::kTcp) {
    found = ports_.find(Address::Tcp("", address.port()));
  }
  return found == ports_.end() ? nullptr : found->second;
}

Result<std::unique_ptr<Listener>> Loopback::Listen(async::Loop& loop, const Address& address,
                                                   Listener::OnAccept on_accept) {
  ELANUS_CHECK(&loop == &loop_, "the in-memory network has one loop");
  Address bound = address;
  while (bound.kind() == Address::Kind::kTcp &&
         (bound.port() == 0 || (address.port() == 0 && ports_.contains(bound)))) {
    bound = Address::Tcp(address.host(), NextPort());
  }
  if (ports_.contains(bound)) return Unavailable("listen ", AddressText(bound), ": address already in use");
  return std::unique_ptr<Listener>(std::make_unique<Port>(*this, std::move(bound), std::move(on_accept)));
}

Task<Result<std::unique_ptr<Stream>>> Loopback::Dial(const Address& address, async::Until until) {
  return Connect(address, until);
}

Task<Result<std::unique_ptr<Stream>>> Loopback::Connect(Address address, async::Until until) {
  if (until.cancel != nullptr && until.cancel->fired()) co_return WaitFailed(address, Code::kCancelled);
  if (until.deadline <= loop_.now()) co_return WaitFailed(address, Code::kDeadlineExceeded);
  if (faults_->delay > Duration(0)) {
    Status waited = co_await SleepFor(faults_->delay, until);
    if (!waited.ok()) co_return WaitFailed(address, waited.code());
  }
  Port* const port = Find(address);
  const bool refused = faults_->refuse > 0 && loop_.random().Unit() < faults_->refuse;
  if (port == nullptr || refused) co_return DialFailed(address, Code::kUnavailable, "connection refused");
  auto ends = LoopbackLink::Make(loop_, faults_, Address::Tcp("loopback", NextPort()).ToString(), address.ToString());
  port->Accept(std::move(ends.second));
  if (faults_->delay > Duration(0)) {
    Status waited = co_await SleepFor(faults_->delay, until);
    if (!waited.ok()) co_return WaitFailed(address, waited.code());
  }
  co_return std::move(ends.first);
}

std::pair<std::unique_ptr<Stream>, std::unique_ptr<Stream>> Loopback::Pair() {
  return LoopbackLink::Make(loop_, faults_, "left", "right");
}

}  // namespace elanus::net
