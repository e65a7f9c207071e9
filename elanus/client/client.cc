// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/client.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "elanus/async/wait.h"
#include "elanus/client/attempt.h"
#include "elanus/client/loop_client.h"
#include "elanus/client/remote_call.h"

namespace elanus {

using client::ClientExchange;
using client::LoopClient;

class Client::Impl {
 public:
  Impl(const ServiceInfo& service, std::string_view destination, const std::vector<ClientOption>& options);
  ~Impl();

  Task<Status> Run(ClientExchange& call);
  async::Loop& home();
  const Status& status() const { return config_.error; }
  const ServiceInfo& service() const { return service_; }
  const client::Config& config() const { return config_; }

 private:
  // Append-only, so that a call finds its loop's part without a lock.
  struct Node {
    Node(async::Loop& loop, const client::Config& config, client::MuxShares& shares) : part(loop, config, shares) {}
    LoopClient part;
    Node* next = nullptr;
  };

  LoopClient& Here(async::Loop& loop);
  Status Prepare(ClientExchange& call, async::Loop& loop);
  Task<Status> Send(ClientExchange& call);
  Status Choose(ClientExchange& call, LoopClient& here, const Address*& address) const;

  const ServiceInfo& service_;
  client::Config config_;
  Endpoint chain_;
  std::unique_ptr<client::MuxShares> shares_;
  std::mutex mutex_;
  std::unique_ptr<Runtime> own_runtime_;  // guarded by mutex_
  std::atomic<Node*> nodes_ = nullptr;
};

// Kitex-Protobuf always stands in a frame.
static Status CheckTransport(const ServiceInfo& service, Transport transport) {
  const bool frameless = transport == Transport::kBuffered || transport == Transport::kTTHeader;
  if (!frameless || service.methods.empty() || service.methods[0].payload == Payload::kThrift) return Ok();
  return InvalidArgument("WithTransportProtocol: expected TTHeaderFramed, Framed or gRPC for the Protobuf service ",
                         service.name, ", got ", TransportName(transport));
}

Client::Impl::Impl(const ServiceInfo& service, std::string_view destination, const std::vector<ClientOption>& options)
    : service_(service) {
  config_.destination = destination;
  for (const ClientOption& option : options) option.Apply(config_);
  const bool streams =
      std::any_of(service.methods.begin(), service.methods.end(), [](const Method& m) { return m.streams(); });
  if (!config_.transport && streams) config_.transport = Transport::kGrpc;
  if (!config_.transport) config_.transport = config_.pipeline.preferred_transport.value_or(Transport::kTTHeaderFramed);
  if (config_.error.ok()) config_.error = CheckTransport(service, *config_.transport);
  if (config_.destination.empty() && config_.error.ok()) {
    config_.error = InvalidArgument("expected the name of the destination service, got an empty one");
  }
  if (config_.pipeline.tracers.size() > Pipeline::kMaxTracers && config_.error.ok()) {
    config_.error =
        InvalidArgument("expected at most ", Pipeline::kMaxTracers, " tracers, got ", config_.pipeline.tracers.size());
  }
  if (*config_.transport == Transport::kGrpc && config_.connections == client::Config::Connections::kLong) {
    config_.connections = client::Config::Connections::kMultiplexed;
    config_.mux_connections = config_.grpc_connections;
  }
  if (config_.connections == client::Config::Connections::kMultiplexed && *config_.transport != Transport::kGrpc &&
      *config_.transport != Transport::kTTHeader && *config_.transport != Transport::kTTHeaderFramed &&
      config_.error.ok()) {
    config_.error =
        InvalidArgument("WithMuxConnection: expected a TTHeader transport, whose messages are numbered, got ",
                        TransportName(*config_.transport));
  }
  if (config_.layer != nullptr && config_.error.ok()) config_.error = config_.layer->PrepareClient();
  shares_ = std::make_unique<client::MuxShares>(config_.mux_connections);
  chain_ =
      Chain(config_.pipeline.middlewares, [this](Exchange& call) { return Send(static_cast<ClientExchange&>(call)); });
}

Client::Impl::~Impl() {
  Node* node = nodes_.load();
  if (node != nullptr) async::CheckMayBlock("destroying a client");
  for (Node* each = node; each != nullptr; each = each->next) each->part.StartClosing();
  for (Node* each = node; each != nullptr; each = each->next) each->part.WaitIdle();
  for (Node* each = node; each != nullptr; each = each->next) each->part.StartLeaving();
  for (Node* each = node; each != nullptr; each = each->next) each->part.WaitLeft();
  while (node != nullptr) delete std::exchange(node, node->next);
}

async::Loop& Client::Impl::home() {
  if (config_.pipeline.runtime != nullptr) return config_.pipeline.runtime->loop(0);
  const std::lock_guard lock(mutex_);
  if (own_runtime_ == nullptr) {
    Runtime::Options one_loop;
    one_loop.loops = 1;
    own_runtime_ = std::make_unique<Runtime>(one_loop);
  }
  return own_runtime_->loop(0);
}

LoopClient& Client::Impl::Here(async::Loop& loop) {
  for (Node* node = nodes_.load(std::memory_order_acquire); node != nullptr; node = node->next) {
    if (&node->part.loop() == &loop) return node->part;
  }
  auto* node = new Node(loop, config_, *shares_);
  node->next = nodes_.load(std::memory_order_relaxed);
  while (!nodes_.compare_exchange_weak(node->next, node, std::memory_order_release, std::memory_order_relaxed)) {
  }
  return node->part;
}

Status Client::Impl::Prepare(ClientExchange& call, async::Loop& loop) {
  CallInfo& info = call.info();
  info.from.service = config_.name;
  if (const CallInfo* caller = call.parent().call()) info.from.method = caller->to.method;
  info.to.service = config_.destination;
  info.transport = *config_.transport;
  // The client's bound on calls is none for streams, which may live long: theirs is the context's, or the call's own.
  const bool stream = call.method().streams();
  info.rpc_timeout = call.options().timeout().value_or(stream ? Duration(0) : config_.rpc_timeout);
  info.rpc_timeout_set = info.rpc_timeout > Duration(0);
  info.connect_timeout = call.options().connect_timeout().value_or(config_.connect_timeout);
  info.connect_timeout_set = config_.connect_timeout_set || call.options().connect_timeout().has_value();
  info.stats = CallStats(config_.pipeline.tracers.empty() ? StatsLevel::kDisabled : StatsLevel::kDetailed);
  call.context().set_clock(loop.clock());
  if (info.rpc_timeout_set) {
    call.context().set_deadline(std::min(call.parent().deadline(), loop.now() + info.rpc_timeout));
  }
  if (info.transport == Transport::kGrpc) {
    info.stats.WithoutPhases();
    const std::string& compressor = call.options().compressor();
    if (!compressor.empty() && compressor != "gzip" && compressor != "identity") {
      return InvalidArgument("CallOptions::GRPCCompressor: expected gzip or identity, got ", compressor);
    }
  } else if (stream) {
    return Unimplemented("method ", call.method_name(), " is a stream: expected the transport GRPC, got ",
                         TransportName(info.transport));
  }
  return config_.error;
}

Task<Status> Client::Impl::Run(ClientExchange& call) {
  if (async::Loop::Current() == nullptr) co_await home().Hop();
  async::Loop& loop = *async::Loop::Current();
  LoopClient& here = Here(loop);
  here.Enter();
  Status status = Prepare(call, loop);
  CallStats& stats = call.info().stats;
  stats.Record(StatsEvent::kRpcStart, loop.clock());
  TracerRun tracers(config_.pipeline);
  tracers.Start(call);
  if (status.ok()) status = call.context().Check();
  if (status.ok()) status = co_await chain_(call);
  stats.Record(StatsEvent::kRpcFinish, loop.clock());
  tracers.Finish(call, status);
  here.Leave();  // the client may be gone after this
  co_return status;
}

// Where the call goes; it lives as long as the call.
Status Client::Impl::Choose(ClientExchange& call, LoopClient& here, const Address*& address) const {
  if (!call.options().address().empty()) {
    Result<Address> parsed = Address::Parse(call.options().address());
    if (!parsed.ok()) return parsed.status().Prefixed("CallOptions::HostPort: ");
    call.own_address = *parsed;
    address = &call.own_address;
    return Ok();
  }
  if (config_.addresses.empty()) {
    return Unavailable("no instance of ", config_.destination,
                       " is known: give WithHostPorts or CallOptions::HostPort");
  }
  address = &here.NextAddress();
  return Ok();
}

Task<Status> Client::Impl::Send(ClientExchange& call) {
  LoopClient& here = Here(*async::Loop::Current());
  const Address* address = nullptr;
  Status status = Choose(call, here, address);
  if (!status.ok()) co_return status;
  if (LoopClient* there = here.Elsewhere(*address)) {
    status = co_await client::RemoteCall::Run(call, here, *there, *address);
  } else {
    status = co_await client::Attempt(call, here.pool(), *address, call.context().until(), call.info().connect_timeout);
  }
  co_return status;
}

Client::Client(const ServiceInfo& service, std::string_view destination, std::vector<ClientOption> options)
    : impl_(std::make_unique<Impl>(service, destination, options)) {}
Client::~Client() = default;

Status Client::status() const { return impl_->status(); }
const client::Config& Client::config() const { return impl_->config(); }
const ServiceInfo& Client::service() const { return impl_->service(); }
Task<Status> Client::Run(ClientExchange& call) { return impl_->Run(call); }
async::Loop& Client::home() { return impl_->home(); }

}  // namespace elanus
