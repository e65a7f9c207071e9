// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For tests: any kind of network with TLS over it.
#pragma once

#include <memory>
#include <utility>

#include "elanus/net/test_world.h"
#include "elanus/tls/layer.h"

namespace elanus::tls {

class TlsWorld final : public net::World {
 public:
  TlsWorld(std::unique_ptr<net::World> below, const TlsConfig& server, const TlsConfig& client)
      : below_(std::move(below)), network_(below_->network(), server, client) {}
  net::Network& network() override { return network_; }
  async::Loop& loop() override { return below_->loop(); }
  Address address() override { return below_->address(); }
  void Run(Task<void> task) override { below_->Run(std::move(task)); }
  net::World& below() { return *below_; }

 private:
  // What listens and what dials have their own settings.
  class TwoSided final : public net::Network {
   public:
    TwoSided(net::Network& below, const TlsConfig& server, const TlsConfig& client)
        : server_layer_(server), client_layer_(client) {
      const Status served = server_layer_.PrepareServer();
      const Status called = client_layer_.PrepareClient();
      ELANUS_CHECK(served.ok() && called.ok(), served.ToString(), called.ToString());
      server_ = server_layer_.Over(below, "");
      client_ = client_layer_.Over(below, "h2");
    }
    Result<std::unique_ptr<net::Listener>> Listen(async::Loop& loop, const Address& address,
                                                  net::Listener::OnAccept on_accept) override {
      return server_->Listen(loop, address, std::move(on_accept));
    }
    Task<Result<std::unique_ptr<net::Stream>>> Dial(const Address& address, async::Until until) override {
      return client_->Dial(address, until);
    }

   private:
    TlsLayer server_layer_;
    TlsLayer client_layer_;
    std::unique_ptr<net::Network> server_;
    std::unique_ptr<net::Network> client_;
  };

  std::unique_ptr<net::World> below_;
  TwoSided network_;
};

}  // namespace elanus::tls
