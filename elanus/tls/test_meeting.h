// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For tests: one TLS handshake, and what both ends say about it.
#pragma once

#include <chrono>
#include <memory>
#include <utility>

#include "elanus/async/scope.h"
#include "elanus/net/test_world.h"

namespace elanus::tls {

// Both ends of a connection, and what each said about the handshake.
class Met {
 public:
  std::unique_ptr<net::Listener> listener;
  std::unique_ptr<net::Stream> client;
  std::unique_ptr<net::Stream> server;
  Status at_client;
  Status at_server;
};

inline Task<void> Shake(net::World& world, net::Stream& stream, Status& status) {
  const async::Until until(world.loop().now() + std::chrono::seconds(5));
  status = co_await stream.Handshake(until);
}

inline Task<void> ServeOne(net::World& world, async::Event& accepted, Met& met) {
  (void)co_await accepted.Wait();
  co_await Shake(world, *met.server, met.at_server);
  // Ends that failed close.
  if (!met.at_server.ok()) met.server.reset();
}

inline Task<void> CallOne(net::World& world, net::Network& network, Met& met) {
  const Address address = met.listener->address();
  auto dialled = co_await network.Dial(address, async::Until());
  ELANUS_CHECK(dialled.ok(), dialled.status().ToString());
  met.client = std::move(*dialled);
  co_await Shake(world, *met.client, met.at_client);
  if (!met.at_client.ok()) met.client.reset();
}

// `dials` may be another network than the one that listens.
inline Task<void> Meet(net::World& world, net::Network& listens, net::Network& dials, Met& met) {
  async::Event accepted;
  auto listener = listens.Listen(world.loop(), world.address(), [&](const net::Listener::MakeStream& make) {
    met.server = make(world.loop());
    accepted.Set();
  });
  ELANUS_CHECK(listener.ok(), listener.status().ToString());
  met.listener = std::move(*listener);
  Scope scope;
  scope.Spawn(CallOne(world, dials, met));
  scope.Spawn(ServeOne(world, accepted, met));
  co_await scope.Join();
}

}  // namespace elanus::tls
