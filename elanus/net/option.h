// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The network as an option of clients and servers.
#pragma once

#include <memory>
#include <utility>

#include "elanus/net/layer.h"
#include "elanus/net/stream.h"

namespace elanus {

// Converts to ClientOption and to ServerOption.
class NetworkOption {
 public:
  explicit NetworkOption(std::shared_ptr<net::Network> network) : network_(std::move(network)) {}
  const std::shared_ptr<net::Network>& network() const { return network_; }

 private:
  std::shared_ptr<net::Network> network_;
};

// Instead of the machine's TCP and unix sockets: the in-memory network of tests, or a network of the user's own.
inline NetworkOption WithNetwork(std::shared_ptr<net::Network> network) { return NetworkOption(std::move(network)); }

// Over whichever network it is. Converts to ClientOption and to ServerOption; WithTLS makes one (elanus/tls.h).
class LayerOption {
 public:
  explicit LayerOption(std::shared_ptr<net::Layer> layer) : layer_(std::move(layer)) {}
  const std::shared_ptr<net::Layer>& layer() const { return layer_; }

 private:
  std::shared_ptr<net::Layer> layer_;
};

}  // namespace elanus
