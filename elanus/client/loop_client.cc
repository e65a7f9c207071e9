// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/loop_client.h"

#include "elanus/net/system.h"

namespace elanus::client {

LoopClient::LoopClient(async::Loop& loop, const Config& config) : loop_(loop), config_(config) {
  if (config.network == nullptr) {
    ELANUS_CHECK(loop.runtime() != nullptr, "a call on a loop without a runtime");
    own_network_ = net::SystemNetwork(*loop.runtime());
  }
  pool_ = std::make_unique<Pool>(loop, config, own_network_ != nullptr ? *own_network_ : *config.network);
  loop_.AddExitHook(*this);
  // Clients that start together must not all begin with the same address.
  if (!config.addresses.empty()) next_address_ = loop_.random().Below(config.addresses.size());
}

LoopClient::~LoopClient() = default;

std::int32_t LoopClient::NextSequenceId() {
  sequence_ = sequence_ == INT32_MAX ? 1 : sequence_ + 1;
  return sequence_;
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
  own_network_.reset();
  const std::lock_guard lock(mutex_);
  gone_ = true;
}

async::Detached LoopClient::Close(async::Latch& closed) {
  pool_->Close(Cancelled("the client was destroyed"));
  while (running_ > 0) {
    idle_.Reset();
    (void)co_await idle_.Wait();
  }
  pool_.reset();
  own_network_.reset();
  loop_.RemoveExitHook(*this);
  closed.Set();
}

void LoopClient::CloseAndWait() {
  async::Latch closed;
  {
    // Held while posting: the loop cannot end before it has run what is posted here.
    const std::lock_guard lock(mutex_);
    if (gone_) return;
    loop_.Post([this, &closed] { Close(closed); });
  }
  if (loop_.manual()) loop_.RunUntilIdle();
  closed.Wait();
}

}  // namespace elanus::client
