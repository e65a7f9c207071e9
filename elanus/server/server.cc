// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/server/server.h"

#include <csignal>

#include "elanus/async/event.h"
#include "elanus/async/wait.h"
#include "elanus/base/log.h"
#include "elanus/net/system.h"
#include "elanus/server/builtin_services.h"
#include "elanus/server/dispatch.h"
#include "elanus/server/loop_server.h"
#include "elanus/server/router.h"
#include "elanus/server/signals.h"

namespace elanus {

namespace {

// How long replies say "going away" before idle connections are closed (kitex-features.md 16.2).
constexpr Duration kDrainPause = std::chrono::milliseconds(100);
constexpr Duration kDrainPoll = std::chrono::milliseconds(2);
// What the destructor grants to calls that were told to stop.
constexpr Duration kAbandonAfter = std::chrono::seconds(1);

}  // namespace

class Server::Impl {
 public:
  explicit Impl(const std::vector<ServerOption>& options) {
    for (const ServerOption& option : options) option.Apply(config_);
  }

  void Register(const ServiceInfo& service, std::shared_ptr<void> handler) {
    const Status added = router_.Register(service, std::move(handler));
    if (config_.error.ok()) config_.error = added;
  }

  Status Start();
  Task<Status> Stop(Duration wait);
  Task<Status> StartOnLoop();
  bool running() const { return !loops_.empty(); }
  const server::Config& config() const { return config_; }
  Runtime& runtime() { return *runtime_; }
  const Address& address() const { return address_; }
  // Work that never ended still uses all of this.
  bool abandoned() const { return dispatcher_ != nullptr && dispatcher_->running() > 0; }

  // Runs a task on the first loop and waits, from a plain thread. A manual loop belongs to the calling thread.
  Status OnFirstLoop(Task<Status> task) {
    ELANUS_CHECK(!runtime_->loop(0).manual(), "a server on a manual loop is driven by its test: use StopOnLoop");
    return Wait(HopAndRun(runtime_->loop(0), std::move(task)));
  }

 private:
  static Task<Status> HopAndRun(async::Loop& loop, Task<Status> task) {
    co_await loop.Hop();
    co_return co_await std::move(task);
  }
  Status Listen();
  void Accept(net::Listener::MakeStream make);
  Task<void> EachLoop(void (server::LoopServer::*action)());
  Task<void> Settle(TimePoint deadline, bool calls_too);

  server::Config config_;
  server::Router router_;
  std::unique_ptr<Runtime> own_runtime_;
  Runtime* runtime_ = nullptr;
  std::unique_ptr<server::Dispatcher> dispatcher_;
  std::atomic<std::size_t> connections_ = 0;
  std::vector<std::unique_ptr<server::LoopServer>> loops_;
  std::size_t next_loop_ = 0;
  std::unique_ptr<net::Network> layered_;  // what is over the network; null: nothing
  std::unique_ptr<net::Listener> listener_;
  Address address_;
};

Status Server::Impl::Start() {
  if (!config_.error.ok()) return config_.error;
  if (running()) return FailedPrecondition("the server runs already");
  if (router_.empty()) return FailedPrecondition("the server has no service: register one before Start");
  if (config_.pipeline.tracers.size() > Pipeline::kMaxTracers) {
    return InvalidArgument("expected at most ", Pipeline::kMaxTracers, " tracers, got ",
                           config_.pipeline.tracers.size());
  }
  if (Status marked = router_.MarkBlocking(config_.blocking); !marked.ok()) return marked;
  server::AddBuiltinServices(config_, router_);
  Result<Address> address = Address::Parse(config_.address);
  if (!address) return address.status();
  address_ = *address;
  if (config_.pipeline.runtime == nullptr) own_runtime_ = std::make_unique<Runtime>();
  runtime_ = own_runtime_ != nullptr ? own_runtime_.get() : config_.pipeline.runtime;
  if (config_.network == nullptr) config_.network = net::SystemNetwork(*runtime_);
  if (config_.layer != nullptr) {
    if (Status prepared = config_.layer->PrepareServer(); !prepared.ok()) return prepared;
    layered_ = config_.layer->Over(*config_.network, "");
  }
  dispatcher_ = std::make_unique<server::Dispatcher>(config_, *runtime_);
  for (int i = 0; i < runtime_->size(); ++i) {
    loops_.push_back(
        std::make_unique<server::LoopServer>(runtime_->loop(i), config_, router_, *dispatcher_, connections_));
  }
  // A manual loop belongs to this thread.
  const Status listening = runtime_->loop(0).manual() ? Listen() : OnFirstLoop(StartOnLoop());
  if (!listening.ok()) loops_.clear();
  return listening;
}

Task<Status> Server::Impl::StartOnLoop() { co_return Listen(); }

Status Server::Impl::Listen() {
  net::Network& network = layered_ != nullptr ? *layered_ : *config_.network;
  auto listener =
      network.Listen(runtime_->loop(0), address_, [this](net::Listener::MakeStream make) { Accept(std::move(make)); });
  if (!listener) return listener.status();
  listener_ = std::move(*listener);
  address_ = listener_->address();
  return Ok();
}

void Server::Impl::Accept(net::Listener::MakeStream make) {
  server::LoopServer& home = *loops_[next_loop_++ % loops_.size()];
  if (async::Loop::Current() == &home.loop()) {
    home.Accept(make(home.loop()));
  } else {
    home.loop().Post([&home, make = std::move(make)] { home.Accept(make(home.loop())); });
  }
}

Task<void> Server::Impl::EachLoop(void (server::LoopServer::*action)()) {
  async::Loop& here = *async::Loop::Current();
  for (auto& loop : loops_) {
    co_await loop->loop().Hop();
    ((*loop).*action)();
  }
  co_await here.Hop();
}

// Waits until every connection has gone, and with `calls_too` every call.
Task<void> Server::Impl::Settle(TimePoint deadline, bool calls_too) {
  async::Loop& loop = *async::Loop::Current();
  while ((connections_.load() > 0 || (calls_too && dispatcher_->running() > 0)) && loop.now() < deadline) {
    (void)co_await SleepFor(kDrainPoll);
  }
}

Task<Status> Server::Impl::Stop(Duration wait) {
  if (!running()) co_return Ok();
  async::Loop& here = *async::Loop::Current();
  co_await runtime_->loop(0).Hop();
  listener_.reset();
  if (config_.health != nullptr) config_.health->Stop();
  const TimePoint deadline = here.now() + wait;
  co_await EachLoop(&server::LoopServer::StartDraining);
  if (connections_.load() > 0 && wait > kDrainPause) (void)co_await SleepFor(kDrainPause);
  co_await EachLoop(&server::LoopServer::CloseAfterCalls);
  co_await Settle(deadline, /*calls_too=*/true);
  Status status;
  if (dispatcher_->running() > 0) {
    status = DeadlineExceeded(dispatcher_->running(), " calls were still running when the server had to stop");
  }
  co_await EachLoop(&server::LoopServer::CloseAll);
  co_await Settle(here.now() + kAbandonAfter, /*calls_too=*/true);
  co_await here.Hop();
  if (!abandoned()) loops_.clear();
  co_return status;
}

Server::Server(std::vector<ServerOption> options) : impl_(std::make_unique<Impl>(options)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;

Server::~Server() {
  if (impl_ == nullptr || !impl_->running()) return;
  if (!impl_->runtime().loop(0).manual()) (void)impl_->OnFirstLoop(impl_->Stop(Duration(0)));
  if (!impl_->abandoned()) return;
  LogWarning("a server is destroyed while its handlers still run: what they hold is not freed");
  (void)impl_.release();
}

void Server::Register(const ServiceInfo& service, std::shared_ptr<void> handler) {
  impl_->Register(service, std::move(handler));
}

Status Server::Start() { return impl_->Start(); }
Address Server::address() const { return impl_->address(); }
Status Server::Stop() { return Stop(impl_->config().exit_wait); }
Task<Status> Server::StopOnLoop(Duration wait) { return impl_->Stop(wait); }

Status Server::Stop(Duration wait) {
  if (!impl_->running()) return Ok();
  return impl_->OnFirstLoop(impl_->Stop(wait));
}

int Server::Run() {
  server::StopSignals signals;
  if (Status started = Start(); !started.ok()) return Fail(started);
  LogInfo("listening on ", address().ToString());
  const int number = signals.Wait();
  LogInfo("received ", number == SIGINT ? "SIGINT" : "SIGTERM", ", stopping");
  const Status stopped = Stop();
  if (!stopped.ok()) LogWarning(stopped.message());
  return 0;
}

}  // namespace elanus
