// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One listening address with cpp-httplib behind it, on threads of its own. The library's header stays in .cc files.
#pragma once

#include <memory>
#include <thread>

#include "elanus/base/address.h"
#include "elanus/base/status.h"

namespace httplib {
class Server;
}

namespace elanus::traces {

// Handlers are set on server() before Start and run on several threads at once. Destroying it stops it.
class HttpServer {
 public:
  // A connection occupies a thread while it lives.
  explicit HttpServer(std::size_t threads);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  httplib::Server& server() { return *server_; }
  // Binds and listens; port 0 takes a free one. An error names the address. Exclusive: a second viewer on the
  // same port fails rather than taking half of the requests.
  Status Start(const Address& address);
  // Where it listens, with the real port.
  const Address& address() const { return address_; }
  // Waits for running handlers: what makes them wait has to be woken first.
  void Stop();

 private:
  std::unique_ptr<httplib::Server> server_;
  Address address_;
  std::thread thread_;
};

}  // namespace elanus::traces
