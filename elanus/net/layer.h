// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What lies between a network and its users: TLS. A seam, so that the libraries behind it stay out of programs that do
// not ask for them.
#pragma once

#include <memory>
#include <string_view>

#include "elanus/base/status.h"
#include "elanus/net/stream.h"

namespace elanus::net {

// Shared by clients and servers. Safe on any thread.
class Layer {
 public:
  virtual ~Layer() = default;
  // Called before Over: what the way in which it was configured lacks for this side.
  virtual Status PrepareServer() = 0;
  virtual Status PrepareClient() = 0;
  // The network as it looks through the layer. `below` outlives it. `protocol` is what clients offer by ALPN ("h2");
  // empty: nothing.
  virtual std::unique_ptr<Network> Over(Network& below, std::string_view protocol) = 0;
};

}  // namespace elanus::net
