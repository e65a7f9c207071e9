// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A server: services on one port that recognises every protocol by its first bytes.
//   Server server(WithServiceAddr(":8888"));
//   user::Register(server, std::make_unique<UserHandler>());
//   return server.Run();
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "elanus/async/task.h"
#include "elanus/base/address.h"
#include "elanus/rpc/method.h"
#include "elanus/server/options.h"

namespace elanus {

// Owned and used by one thread, which is none of its loops'; handlers run on the loops. Movable.
class Server {
 public:
  explicit Server(std::vector<ServerOption> options);
  template <class... Options>
    requires(std::convertible_to<Options, ServerOption> && ...)
  explicit Server(Options&&... options)
      : Server(std::vector<ServerOption>{ServerOption(std::forward<Options>(options))...}) {}
  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  // Stops at once if it runs: calls in flight are told to stop. Work that does not end within a second is abandoned
  // with what it holds.
  ~Server();

  // Before Start. `handler` points to the generated interface of the service; mistakes are reported by Start.
  void Register(const ServiceInfo& service, std::shared_ptr<void> handler);

  // Binds and serves. Reports wrong options, and why the address cannot be bound.
  Status Start();
  // Where it listens, with the port that was bound. After Start.
  Address address() const;
  // Stops accepting, tells callers where the protocol can, answers what was accepted, closes. DeadlineExceeded names
  // what was still running after `wait`. Ok when it does not run.
  Status Stop(Duration wait);
  Status Stop();  // WithExitWaitTime
  // As Stop, for tests on a manual loop and for coroutines. Runs on the current loop.
  Task<Status> StopOnLoop(Duration wait);

  // Start, wait for SIGINT or SIGTERM, Stop; prints why it fails. The exit code of main.
  int Run();

  class Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace elanus
