// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/counted/network.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "elanus/base/check.h"

namespace elanus {

void CountedEnd::Join(CountedEnd& a, CountedEnd& b) {
  a.other_ = &b;
  b.other_ = &a;
}

CountedEnd::~CountedEnd() {
  loop_.RemoveTurnEnd(*this);
  if (other_ == nullptr) return;
  other_->other_ = nullptr;
  loop_.AtTurnEnd(*other_);
}

net::IoResult CountedEnd::Read(char* to, std::size_t room) {
  if (arrived_.empty()) return other_ == nullptr ? net::IoResult::End() : net::IoResult::Blocked();
  const std::size_t n = std::min(room, arrived_.size());
  std::memcpy(to, arrived_.data(), n);
  arrived_.Consume(n);
  return net::IoResult::Done(n);
}

net::IoResult CountedEnd::Write(const char* from, std::size_t size) {
  if (other_ == nullptr) return net::IoResult::Error(EPIPE);
  if (sent_ != nullptr) sent_->Add({from, size});
  other_->arrived_.Append(std::string_view(from, size));
  loop_.AtTurnEnd(*other_);
  return net::IoResult::Done(size);
}

void CountedEnd::OnTurnEnd() {
  if (observer_ != nullptr) observer_->OnReadable();
}

class CountedNetwork::Port final : public net::Listener {
 public:
  Port(CountedNetwork& network, Address address, OnAccept on_accept)
      : network_(network), address_(std::move(address)), on_accept_(std::move(on_accept)) {
    network_.port_ = this;
  }
  ~Port() override { network_.port_ = nullptr; }
  Address address() const override { return address_; }
  void Accept(std::unique_ptr<net::Stream> stream) {
    auto held = std::make_shared<std::unique_ptr<net::Stream>>(std::move(stream));
    on_accept_([held](async::Loop&) { return std::move(*held); });
  }

 private:
  CountedNetwork& network_;
  const Address address_;
  const OnAccept on_accept_;
};

Result<std::unique_ptr<net::Listener>> CountedNetwork::Listen(async::Loop&, const Address& address,
                                                              net::Listener::OnAccept on_accept) {
  ELANUS_CHECK(port_ == nullptr, "this network has one listener");
  return std::unique_ptr<net::Listener>(std::make_unique<Port>(*this, address, std::move(on_accept)));
}

Task<Result<std::unique_ptr<net::Stream>>> CountedNetwork::Dial(const Address&, async::Until) {
  sent_ = Sent();
  auto client = std::make_unique<CountedEnd>(loop_, &sent_);
  auto server = std::make_unique<CountedEnd>(loop_);
  CountedEnd::Join(*client, *server);
  loop_.Post([port = port_, held = std::make_shared<std::unique_ptr<net::Stream>>(std::move(server))] {
    port->Accept(std::move(*held));
  });
  co_return std::unique_ptr<net::Stream>(std::move(client));
}

std::unique_ptr<CountedEnd> CountedNetwork::Connect() {
  auto mine = std::make_unique<CountedEnd>(loop_);
  auto server = std::make_unique<CountedEnd>(loop_);
  CountedEnd::Join(*mine, *server);
  loop_.Post([port = port_, held = std::make_shared<std::unique_ptr<net::Stream>>(std::move(server))] {
    port->Accept(std::move(*held));
  });
  return mine;
}

}  // namespace elanus
