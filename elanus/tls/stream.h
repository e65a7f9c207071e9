// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The Stream over TLS. What its contract says about the network's stream holds for it.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "elanus/net/stream.h"
#include "elanus/tls/channel.h"

namespace elanus::tls {

// The handshake comes first, on both sides.
class TlsStream final : public net::Stream {
 public:
  explicit TlsStream(std::unique_ptr<Channel> channel) : channel_(std::move(channel)) {}
  ~TlsStream() override { Channel::Leave(std::move(channel_)); }

  Task<Status> Handshake(async::Until until) override { return channel_->Handshake(until); }
  void SetObserver(net::StreamObserver& observer) override { channel_->SetObserver(observer); }
  net::IoResult Read(char* to, std::size_t room) override { return channel_->Read(to, room); }
  bool more() const override { return channel_->more(); }
  net::IoResult Write(const char* from, std::size_t size) override { return channel_->Write(from, size); }
  void CloseWrite() override { channel_->CloseWrite(); }
  void Abort() override { channel_->Abort(); }
  bool encrypted() const override { return true; }
  std::string ErrorText(int error) const override { return channel_->ErrorText(error); }
  std::string local() const override { return channel_->below().local(); }
  std::string peer() const override { return channel_->below().peer(); }
  Peer Identify() const override { return channel_->Identify(); }
  // The handshake was a short one, by a session of before.
  bool resumed() const { return channel_->resumed(); }

 private:
  std::unique_ptr<Channel> channel_;
};

}  // namespace elanus::tls
