// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/loop_client.h"

#include <utility>

#include "elanus/client/serial_pool.h"
#include "elanus/net/system.h"

namespace elanus::client {

LoopClient::LoopClient(async::Loop& loop, const Config& config, MuxShares& shares)
    : loop_(loop), manual_(loop.manual()), config_(config), shares_(shares) {
  if (config.network == nullptr) {
    ELANUS_CHECK(loop.runtime() != nullptr, "a call on a loop without a runtime");
    own_network_ = net::SystemNetwork(*loop.runtime());
  }
  net::Network& below = own_network_ != nullptr ? *own_network_ : *config.network;
  if (config.layer != nullptr) {
    layered_ = config.layer->Over(below, *config.transport == Transport::kGrpc ? "h2" : "");
  }
  net::Network& network = layered_ != nullptr ? *layered_ : below;
  if (config.connections == Config::Connections::kMultiplexed) {
    auto mux = std::make_unique<MuxPool>(loop, config, network);
    mux_ = mux.get();
    pool_ = std::move(mux);
  } else {
    pool_ = std::make_unique<SerialPool>(loop, config, network);
  }
  loop_.AddExitHook(*this);
  // Clients that start together must not all begin with the same address.
  if (!config.addresses.empty()) next_address_ = loop_.random().Below(config.addresses.size());
}

LoopClient::~LoopClient() = default;

LoopClient* LoopClient::Elsewhere(const Address& address) {
  LoopClient* other = nullptr;
  // Streams do not hop: over gRPC each loop has connections of its own.
  if (mux_ == nullptr || *config_.transport == Transport::kGrpc) return nullptr;
  return mux_->Holds(address, shares_, *this, other) ? nullptr : other;
}

const Address& LoopClient::NextAddress() { return config_.addresses[next_address_++ % config_.addresses.size()]; }

void LoopClient::Leave() {
  if (--running_ == 0) idle_.Set();
}

void LoopClient::OnLoopExit() { pool_->Close(Cancelled("the loop of the call has ended")); }

void LoopClient::OnLoopGone() {
  // A call that never ended still points here; it can never go on either.
  if (running_ > 0) (void)pool_.release();
  pool_.reset();
  layered_.reset();
  own_network_.reset();
  shares_.Release(*this);
  const std::lock_guard lock(mutex_);
  gone_ = true;
}

// The lock is held while posting: the loop cannot end before it has run what is posted here.
bool LoopClient::TryPost(std::function<void()> function) {
  const std::lock_guard lock(mutex_);
  if (gone_) return false;
  loop_.Post(std::move(function));
  return true;
}

async::Detached LoopClient::Close() {
  pool_->Close(Cancelled("the client was destroyed"));
  while (running_ > 0) {
    idle_.Reset();
    (void)co_await idle_.Wait();
  }
  all_ended_.Set();
}

void LoopClient::LetGo() {
  pool_.reset();
  layered_.reset();
  own_network_.reset();
  loop_.RemoveExitHook(*this);
  left_.Set();
}

void LoopClient::StartClosing() {
  if (!TryPost([this] { Close(); })) all_ended_.Set();
}

void LoopClient::StartLeaving() {
  if (!TryPost([this] { LetGo(); })) left_.Set();
}

void LoopClient::WaitIdle() { WaitFor(all_ended_); }
void LoopClient::WaitLeft() { WaitFor(left_); }

// The loop may have ended long ago, and its memory be gone.
void LoopClient::WaitFor(async::Latch& latch) {
  if (manual_ && !gone_) loop_.RunUntilIdle();
  latch.Wait();
}

}  // namespace elanus::client
