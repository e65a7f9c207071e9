// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/tapes/stage.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "tests/tapes/message.h"

namespace elanus::tapes {

Stage::Stage(Kind kind) {
  if (kind == Kind::kMemory) {
    memory_ = std::make_unique<net::LoopbackWorld>();
  } else {
    tcp_ = std::make_unique<net::SystemWorld>(address());
  }
}

Runtime& Stage::runtime() { return real() ? tcp_->runtime() : memory_->test_loop().runtime(); }
async::Loop& Stage::loop() { return runtime().loop(0); }

std::shared_ptr<net::Network> Stage::network() {
  net::World& world = real() ? static_cast<net::World&>(*tcp_) : *memory_;
  return std::shared_ptr<net::Network>(std::shared_ptr<void>(), &world.network());
}

void Stage::Run(Task<void> task) { (real() ? static_cast<net::World&>(*tcp_) : *memory_).Run(std::move(task)); }

void Stage::Cut(std::size_t piece) {
  piece_ = piece;
  if (!real()) memory_->network().faults().largest_piece = piece == 0 ? SIZE_MAX : piece;
}

Peer::Peer(Stage& stage, std::unique_ptr<net::Stream> stream, std::function<void()> changed)
    : stage_(stage), stream_(std::move(stream)), changed_(std::move(changed)) {
  stream_->SetObserver(*this);
}

void Peer::Send(std::string bytes) {
  to_send_ += bytes;
  WriteMore();
}

void Peer::Close() {
  closing_ = true;
  WriteMore();
}

void Peer::WriteMore() {
  // In memory it is the network that cuts.
  const bool cut = stage_.real() && stage_.piece() != 0;
  while (stream_ != nullptr && !to_send_.empty() && !later_) {
    const std::size_t size = cut ? std::min(stage_.piece(), to_send_.size()) : to_send_.size();
    const net::IoResult wrote = stream_->Write(to_send_.data(), size);
    if (wrote.kind() == net::IoResult::Kind::kBlocked) return;
    if (wrote.kind() != net::IoResult::Kind::kDone) return End();
    to_send_.erase(0, wrote.size());
    if (cut) Later();
  }
  if (closing_ && to_send_.empty()) stream_.reset();
}

// Goes on when the other side, on the same loop, has had a turn to read the piece.
void Peer::Later() {
  later_ = true;
  stage_.loop().Post([this, alive = std::weak_ptr(alive_)] {
    if (alive.expired()) return;
    later_ = false;
    WriteMore();
  });
}

void Peer::OnReadable() {
  char buffer[16384];
  bool told = false;
  while (stream_ != nullptr) {
    const net::IoResult read = stream_->Read(buffer, sizeof buffer);
    if (read.kind() == net::IoResult::Kind::kBlocked) break;
    if (read.kind() != net::IoResult::Kind::kDone) return End();
    partial_.append(buffer, read.size());
    while (const std::size_t size = MessageSize(partial_)) {
      received_.push_back(partial_.substr(0, size));
      partial_.erase(0, size);
      told = true;
    }
  }
  if (told) changed_();
}

void Peer::OnHangUp() { OnReadable(); }

void Peer::End() {
  if (std::exchange(ended_, true)) return;
  changed_();
}

}  // namespace elanus::tapes
