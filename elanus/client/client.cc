// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/client/client.h"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "elanus/async/wait.h"
#include "elanus/client/loop_client.h"

namespace elanus {

using client::ClientExchange;
using client::Connection;
using client::LoopClient;

class Client::Impl {
 public:
  Impl(const ServiceInfo& service, std::string_view destination, const std::vector<ClientOption>& options);
  ~Impl();

  Task<Status> Run(ClientExchange& call);
  async::Loop& home();
  const Status& status() const { return config_.error; }
  const ServiceInfo& service() const { return service_; }

 private:
  // Append-only, so that a call finds its loop's part without a lock.
  struct Node {
    Node(async::Loop& loop, const client::Config& config) : part(loop, config) {}
    LoopClient part;
    Node* next = nullptr;
  };

  LoopClient& Here(async::Loop& loop);
  Status Prepare(ClientExchange& call, async::Loop& loop);
  Task<Status> Send(ClientExchange& call);
  Task<Status> Await(ClientExchange& call, LoopClient& here, const Address& address, Connection& connection);
  session::CallHead Head(const ClientExchange& call) const;
  Status TimedOut(const ClientExchange& call, const Status& waited, std::string_view remote) const;

  const ServiceInfo& service_;
  client::Config config_;
  Endpoint chain_;
  std::mutex mutex_;
  std::unique_ptr<Runtime> own_runtime_;  // guarded by mutex_
  std::atomic<Node*> nodes_ = nullptr;
};

Client::Impl::Impl(const ServiceInfo& service, std::string_view destination, const std::vector<ClientOption>& options)
    : service_(service) {
  config_.destination = destination;
  for (const ClientOption& option : options) option.Apply(config_);
  if (!config_.transport) config_.transport = config_.pipeline.preferred_transport.value_or(Transport::kTTHeaderFramed);
  if (config_.destination.empty() && config_.error.ok()) {
    config_.error = InvalidArgument("expected the name of the destination service, got an empty one");
  }
  if (config_.pipeline.tracers.size() > Pipeline::kMaxTracers && config_.error.ok()) {
    config_.error =
        InvalidArgument("expected at most ", Pipeline::kMaxTracers, " tracers, got ", config_.pipeline.tracers.size());
  }
  chain_ =
      Chain(config_.pipeline.middlewares, [this](Exchange& call) { return Send(static_cast<ClientExchange&>(call)); });
}

Client::Impl::~Impl() {
  Node* node = nodes_.load();
  if (node != nullptr) async::CheckMayBlock("destroying a client");
  while (node != nullptr) {
    node->part.CloseAndWait();
    delete std::exchange(node, node->next);
  }
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
  auto* node = new Node(loop, config_);
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
  info.rpc_timeout = call.options().timeout().value_or(config_.rpc_timeout);
  info.rpc_timeout_set = info.rpc_timeout > Duration(0);
  info.connect_timeout = call.options().connect_timeout().value_or(config_.connect_timeout);
  info.connect_timeout_set = config_.connect_timeout_set || call.options().connect_timeout().has_value();
  info.stats = CallStats(config_.pipeline.tracers.empty() ? StatsLevel::kDisabled : StatsLevel::kDetailed);
  call.context().set_clock(loop.clock());
  if (info.rpc_timeout_set) {
    call.context().set_deadline(std::min(call.parent().deadline(), loop.now() + info.rpc_timeout));
  }
  if (call.method().kind != MethodKind::kUnary && call.method().kind != MethodKind::kOneway) {
    return Unimplemented("method ", call.method_name(), " is a stream: streams are not spoken yet");
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

session::CallHead Client::Impl::Head(const ClientExchange& call) const {
  const CallInfo& info = call.info();
  session::CallHead head;
  head.service = service_.name;
  head.method = call.method_name();
  head.from_service = info.from.service;
  head.from_method = info.from.method;
  head.to_service = info.to.service;
  head.sequence_id = info.sequence_id;
  head.oneway = call.method().kind == MethodKind::kOneway;
  if (info.connect_timeout_set) head.connect_timeout = info.connect_timeout;
  // What is left, so that the budget shrinks along the chain.
  const TimePoint deadline = call.context().deadline();
  if (!deadline.is_never())
    head.timeout = std::max<Duration>(deadline - call.context().clock().Now(), std::chrono::milliseconds(1));
  return head;
}

Task<Status> Client::Impl::Send(ClientExchange& call) {
  LoopClient& here = Here(*async::Loop::Current());
  CallStats& stats = call.info().stats;
  const Clock& clock = here.loop().clock();
  Address override_address;
  if (!call.options().address().empty()) {
    Result<Address> parsed = Address::Parse(call.options().address());
    if (!parsed.ok()) co_return parsed.status().Prefixed("CallOptions::HostPort: ");
    override_address = *parsed;
  } else if (config_.addresses.empty()) {
    co_return Unavailable("no instance of ", config_.destination,
                          " is known: give WithHostPorts or CallOptions::HostPort");
  }
  const Address& address = call.options().address().empty() ? here.NextAddress() : override_address;

  stats.Record(StatsEvent::kClientConnStart, clock);
  Connection* connection = config_.short_connections ? nullptr : here.pool().Idle(address);
  Status status;
  if (connection == nullptr) {
    async::Until until = call.context().until();
    until.deadline = std::min(until.deadline, here.loop().now() + call.info().connect_timeout);
    auto dialled = co_await here.pool().Dial(address, until);
    if (dialled.ok()) {
      connection = *dialled;
    } else {
      status = dialled.status().Prefixed("remote or network error: ");
    }
  }
  stats.Record(StatsEvent::kClientConnFinish, clock, status);
  if (connection != nullptr) status = co_await Await(call, here, address, *connection);
  co_return status;
}

Task<Status> Client::Impl::Await(ClientExchange& call, LoopClient& here, const Address& address,
                                 Connection& connection) {
  CallStats& stats = call.info().stats;
  const Clock& clock = here.loop().clock();
  call.info().to.address = connection.peer();
  call.info().sequence_id = here.NextSequenceId();
  stats.Record(StatsEvent::kWriteStart, clock);
  call.done.Reset();
  session::CallHead head = Head(call);
  call.context().CollectOutgoing(call.outgoing());
  head.metadata = &call.outgoing();
  Status status = connection.Send(call, head);
  stats.Record(StatsEvent::kWriteFinish, clock, status);
  if (status.ok() && !head.oneway) {
    stats.Record(StatsEvent::kReadStart, clock);
    Status waited = co_await call.done.Wait(call.context().until());
    if (waited.ok()) {
      status = std::move(call.outcome);
    } else {
      status = TimedOut(call, waited, connection.peer());
      connection.GiveUp(call, status);
    }
    stats.Record(StatsEvent::kReadFinish, clock, status.is_result() ? Status() : status);
  }
  here.pool().Return(address, connection);
  co_return status;
}

Status Client::Impl::TimedOut(const ClientExchange& call, const Status& waited, std::string_view remote) const {
  if (waited.code() == Code::kCancelled) {
    return Cancelled("canceled by business: to=", config_.destination, ", method=", call.method_name(),
                     ", remote=", remote);
  }
  if (!call.info().rpc_timeout_set) {
    return DeadlineExceeded("rpc timeout: the caller's deadline, to=", config_.destination,
                            ", method=", call.method_name(), ", remote=", remote);
  }
  return DeadlineExceeded("rpc timeout: timeout=", call.info().rpc_timeout.count() / 1'000'000,
                          "ms, to=", config_.destination, ", method=", call.method_name(), ", remote=", remote);
}

Client::Client(const ServiceInfo& service, std::string_view destination, std::vector<ClientOption> options)
    : impl_(std::make_unique<Impl>(service, destination, options)) {}
Client::~Client() = default;

Status Client::status() const { return impl_->status(); }
const ServiceInfo& Client::service() const { return impl_->service(); }
Task<Status> Client::Run(ClientExchange& call) { return impl_->Run(call); }
async::Loop& Client::home() { return impl_->home(); }

}  // namespace elanus
