// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/options.h"

#include <algorithm>
#include <chrono>

namespace elanus {

namespace {

constexpr int kMaxMuxConnections = 1000;

}  // namespace

IdleConfig::IdleConfig(int max_idle_per_address, int max_idle_global, Duration max_idle_timeout, int min_idle)
    : min_idle(std::clamp(min_idle, 0, 5)) {
  using std::chrono::seconds;
  this->max_idle_timeout =
      max_idle_timeout == Duration(0) ? Duration(seconds(30)) : std::max<Duration>(max_idle_timeout, seconds(2));
  this->max_idle_per_address = std::max({max_idle_per_address, this->min_idle, 1});
  this->max_idle_global = max_idle_global <= 0 ? 1 << 20 : std::max(max_idle_global, this->max_idle_per_address);
}

ClientOption WithHostPorts(std::vector<std::string> addresses) {
  return ClientOption([addresses = std::move(addresses)](client::Config& config) {
    config.addresses.clear();
    for (const std::string& text : addresses) {
      Result<Address> address = Address::Parse(text);
      if (address.ok()) {
        config.addresses.push_back(*address);
      } else if (config.error.ok()) {
        config.error = address.status().Prefixed("WithHostPorts: ");
      }
    }
    if (addresses.empty() && config.error.ok())
      config.error = InvalidArgument("WithHostPorts: expected an address, got none");
  });
}

ClientOption WithRPCTimeout(Duration timeout) {
  return ClientOption([timeout](client::Config& config) { config.rpc_timeout = timeout; });
}

ClientOption WithConnectTimeout(Duration timeout) {
  return ClientOption([timeout](client::Config& config) {
    config.connect_timeout = timeout;
    config.connect_timeout_set = true;
  });
}

ClientOption WithLongConnection(IdleConfig idle) {
  return ClientOption([idle](client::Config& config) {
    config.idle = idle;
    config.connections = client::Config::Connections::kLong;
  });
}

ClientOption WithShortConnection() {
  return ClientOption([](client::Config& config) { config.connections = client::Config::Connections::kShort; });
}

ClientOption WithMuxConnection(int connections) {
  return ClientOption([connections](client::Config& config) {
    config.connections = client::Config::Connections::kMultiplexed;
    config.mux_connections = std::clamp(connections, 1, kMaxMuxConnections);
    if (config.mux_connections != connections && config.error.ok()) {
      config.error =
          InvalidArgument("WithMuxConnection: expected 1 to ", kMaxMuxConnections, " connections, got ", connections);
    }
  });
}

ClientOption WithTransportProtocol(Transport transport) {
  return ClientOption([transport](client::Config& config) {
    config.transport = transport;
    if (transport == Transport::kTTHeaderStreaming) {
      config.error = Unimplemented("WithTransportProtocol: ", TransportName(transport), " is not spoken yet");
    }
  });
}

ClientOption WithGRPCConnPoolSize(int connections) {
  return ClientOption([connections](client::Config& config) {
    config.grpc_connections = std::clamp(connections, 1, kMaxMuxConnections);
    if (config.grpc_connections != connections && config.error.ok()) {
      config.error = InvalidArgument("WithGRPCConnPoolSize: expected 1 to ", kMaxMuxConnections, " connections, got ",
                                     connections);
    }
  });
}

ClientOption WithGRPCCompressor(std::string name) {
  return ClientOption([name = std::move(name)](client::Config& config) {
    if (name == "gzip" || name == "identity") {
      config.grpc.compressor = name == "gzip" ? name : "";
    } else if (config.error.ok()) {
      config.error = InvalidArgument("WithGRPCCompressor: expected gzip or identity, got ", name);
    }
  });
}

ClientOption WithStreamRecvTimeout(Duration timeout) {
  return ClientOption([timeout](client::Config& config) { config.recv_timeout = timeout; });
}

ClientOption WithClientBasicInfo(std::string service_name) {
  return ClientOption([name = std::move(service_name)](client::Config& config) { config.name = name; });
}

}  // namespace elanus
