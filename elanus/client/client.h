// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What generated clients are made of: options, chain, and the connections of each loop that calls through it.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "elanus/async/task.h"
#include "elanus/client/exchange.h"
#include "elanus/client/options.h"
#include "elanus/rpc/method.h"

namespace elanus {

// Calls may be made from any thread. A coroutine on a loop calls on that loop, with connections that the client keeps
// there; from other threads the call runs on a loop of the client's own (or of WithRuntime), made at the first such
// call. Destroying it cancels its calls and waits until each loop has let go of it: not on a loop's thread.
class Client {
 public:
  Client(const ServiceInfo& service, std::string_view destination, std::vector<ClientOption> options);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // What is wrong with its options; every call ends with it.
  Status status() const;
  const ServiceInfo& service() const;
  // What its options made.
  const client::Config& config() const;

  // Runs one call through tracers, chain, pool and connection. For Call<R>.
  Task<Status> Run(client::ClientExchange& call);
  // The loop on which calls from plain threads run.
  async::Loop& home();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace elanus
