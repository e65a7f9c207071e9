// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What a client and a call can be told, with Kitex's names (kitex-features.md sections 2, 4 and 14).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "elanus/base/address.h"
#include "elanus/net/option.h"
#include "elanus/rpc/grpc_options.h"
#include "elanus/rpc/pipeline.h"

namespace elanus {

// How many connections wait for their next call, and how long. The numbers are a client's, shared out to the loops
// that call through it, at least one each. Kitex's limits: the idle time is at least 2 s (0: 30 s), min_idle at most 5.
class IdleConfig {
 public:
  IdleConfig() = default;
  IdleConfig(int max_idle_per_address, int max_idle_global, Duration max_idle_timeout, int min_idle = 0);
  int max_idle_per_address = 10;
  int max_idle_global = 100;
  Duration max_idle_timeout = std::chrono::minutes(1);
  int min_idle = 0;  // an address keeps that many even when they are older
};

namespace client {

// What the options make; constant once the client is made.
class Config {
 public:
  std::string destination;
  std::vector<Address> addresses;
  std::string name;  // of the calling service
  enum class Connections : std::uint8_t { kLong, kShort, kMultiplexed };
  Connections connections = Connections::kLong;
  int mux_connections = 1;
  IdleConfig idle;
  Duration rpc_timeout{0};  // 0: none
  Duration connect_timeout = std::chrono::milliseconds(50);
  bool connect_timeout_set = false;
  Duration recv_timeout{0};  // of each message of a stream; 0: none
  int grpc_connections = 1;
  GrpcOptions grpc;
  std::optional<Transport> transport;
  std::shared_ptr<net::Network> network;
  std::shared_ptr<net::Layer> layer;  // over the network; null: none
  Pipeline pipeline{Role::kClient};
  Status error;  // the first option that was wrong
};

}  // namespace client

class ClientOption {
 public:
  explicit ClientOption(std::function<void(client::Config&)> apply) : apply_(std::move(apply)) {}
  ClientOption(const PipelineOption& option)  // NOLINT: converts by design
      : apply_([option](client::Config& config) { option.Apply(config.pipeline); }) {}
  ClientOption(const GrpcOption& option)  // NOLINT: converts by design
      : apply_([option](client::Config& config) { option.Apply(config.grpc); }) {}
  ClientOption(const NetworkOption& option)  // NOLINT: converts by design
      : apply_([option](client::Config& config) { config.network = option.network(); }) {}
  ClientOption(const LayerOption& option)  // NOLINT: converts by design
      : apply_([option](client::Config& config) { config.layer = option.layer(); }) {}
  void Apply(client::Config& config) const { apply_(config); }

 private:
  std::function<void(client::Config&)> apply_;
};

// Fixed addresses, used in turn: WithHostPorts("10.0.0.1:8888", "10.0.0.2:8888"). A wrong one is the client's status().
ClientOption WithHostPorts(std::vector<std::string> addresses);
template <class... More>
  requires(std::convertible_to<More, std::string> && ...)
ClientOption WithHostPorts(std::string first, More&&... more) {
  return WithHostPorts(std::vector<std::string>{std::move(first), std::string(std::forward<More>(more))...});
}
// The bound on one call, from its start to its answer; none by default.
ClientOption WithRPCTimeout(Duration timeout);
// The bound on dialling; 50 ms by default.
ClientOption WithConnectTimeout(Duration timeout);
// Connections are kept for further calls. The default, with IdleConfig's numbers.
ClientOption WithLongConnection(IdleConfig config = IdleConfig());
// A connection for each call.
ClientOption WithShortConnection();
// This many connections to each address, shared by all calls: a request does not wait for the answers before it. They
// are the client's, shared out to the loops that call through it; a loop that gets none calls through another's. Needs
// a TTHeader transport; Kitex servers need WithMuxTransport, Elanus servers nothing. A call that ends early leaves the
// connection to the others, so the server is not told to stop its work. Expects 1 to 1000.
ClientOption WithMuxConnection(int connections);
// Exactly this; TTHeaderFramed by default (Kitex's own default, Framed, carries no context and so no trace).
ClientOption WithTransportProtocol(Transport transport);
// gRPC: this many connections to each address, shared out to the loops that call, each at least one; 1 by default.
ClientOption WithGRPCConnPoolSize(int connections);
// gRPC: requests are compressed, "gzip"; "identity" by default. Servers answer in kind.
ClientOption WithGRPCCompressor(std::string name);
// Streams: the bound on waiting for one message; none by default.
ClientOption WithStreamRecvTimeout(Duration timeout);
// The name of the calling service, as servers see it.
ClientOption WithClientBasicInfo(std::string service_name);

// For one call, the last argument of a generated method: client.GetUser(ctx, {7}, CallOptions().Timeout(50ms)).
class CallOptions {
 public:
  // Instead of WithRPCTimeout.
  CallOptions& Timeout(Duration timeout) {
    timeout_ = timeout;
    return *this;
  }
  // Instead of WithConnectTimeout.
  CallOptions& ConnectTimeout(Duration timeout) {
    connect_timeout_ = timeout;
    return *this;
  }
  // This address and no other.
  CallOptions& HostPort(std::string address) {
    address_ = std::move(address);
    return *this;
  }
  // Backward metainfo of the reply is added to `to`, which must live until the call has ended.
  CallOptions& ReceiveBackward(Metadata& to) {
    backward_ = &to;
    return *this;
  }

  // Streams: the bound on waiting for one message; then the stream is cancelled. Instead of WithStreamRecvTimeout.
  CallOptions& RecvTimeout(Duration timeout) {
    recv_timeout_ = timeout;
    return *this;
  }
  // gRPC: metadata that goes with the request. Keys are lower case; values of keys that end in "-bin" may be any bytes.
  CallOptions& Header(std::string key, std::string value) {
    headers_.emplace_back(std::move(key), std::move(value));
    return *this;
  }
  // gRPC's metadata of the reply, headers (kPlain) and trailers (kTrailer), is added to `to`, which must live until the
  // call has ended; backward metainfo too.
  CallOptions& ReceiveMetadata(Metadata& to) {
    metadata_ = &to;
    return *this;
  }
  // gRPC: instead of WithGRPCCompressor; "identity" for none.
  CallOptions& GRPCCompressor(std::string name) {
    compressor_ = std::move(name);
    return *this;
  }

  const std::optional<Duration>& timeout() const { return timeout_; }
  const std::optional<Duration>& connect_timeout() const { return connect_timeout_; }
  const std::string& address() const { return address_; }
  Metadata* backward() const { return backward_; }
  const std::optional<Duration>& recv_timeout() const { return recv_timeout_; }
  const std::vector<std::pair<std::string, std::string>>& headers() const { return headers_; }
  Metadata* metadata() const { return metadata_; }
  const std::string& compressor() const { return compressor_; }

 private:
  std::optional<Duration> timeout_;
  std::optional<Duration> connect_timeout_;
  std::string address_;
  Metadata* backward_ = nullptr;
  std::optional<Duration> recv_timeout_;
  std::vector<std::pair<std::string, std::string>> headers_;
  Metadata* metadata_ = nullptr;
  std::string compressor_;
};

}  // namespace elanus
