// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Tests of services without a network: a server and a client joined in memory, on a loop with a manual clock and a
// seed, so that a failing test replays exactly.
//   TestPair<hello::Hello, hello::HelloClient> pair(std::make_shared<Handler>());
//   auto reply = pair.Run(Greet(pair.client()));     // Task<Result<std::string>> Greet(hello::HelloClient&)
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "elanus/async/test_loop.h"
#include "elanus/client/client.h"
#include "elanus/net/loopback.h"
#include "elanus/server/server.h"

namespace elanus {

// Service is the generated interface, ServiceClient the generated client. Used by one thread.
template <class Service, class ServiceClient>
class TestPair {
 public:
  explicit TestPair(std::shared_ptr<Service> handler, std::uint64_t seed = 1,
                    std::vector<ServerOption> server_options = {}, std::vector<ClientOption> client_options = {})
      : loop_(seed), network_(std::make_shared<net::Loopback>(loop_.loop())) {
    server_options.push_back(WithRuntime(loop_.runtime()));
    server_options.push_back(WithNetwork(network_));
    server_options.push_back(WithServiceAddr("server:8888"));
    server_ = std::make_unique<Server>(std::move(server_options));
    server_->Register(Service::Info(), std::move(handler));
    const Status started = server_->Start();
    ELANUS_CHECK(started.ok(), "the server of a TestPair: ", started.ToString());
    client_options.push_back(WithRuntime(loop_.runtime()));
    client_options.push_back(WithNetwork(network_));
    client_options.push_back(WithHostPorts("server:8888"));
    client_ = std::make_unique<ServiceClient>("test", ClientOption([client_options](client::Config& config) {
                                                for (const ClientOption& option : client_options) option.Apply(config);
                                              }));
  }
  ~TestPair() {
    client_.reset();
    (void)StopServer();
  }

  ServiceClient& client() { return *client_; }
  Server& server() { return *server_; }
  TestLoop& loop() { return loop_; }
  net::Loopback& network() { return *network_; }
  // Delays, pieces, resets: for what happens from now on.
  net::Faults& faults() { return network_->faults(); }

  // Runs it to its end; time passes only when nothing else is left to do.
  template <class T>
  T Run(Task<T> task) {
    return loop_.Run(std::move(task));
  }
  Status StopServer(Duration wait = std::chrono::seconds(5)) { return loop_.Run(server_->StopOnLoop(wait)); }

 private:
  TestLoop loop_;
  std::shared_ptr<net::Loopback> network_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<ServiceClient> client_;
};

}  // namespace elanus
