// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Bounds on what a client can hold: header sizes are the library's, time and threads are set here.
#include "tools/elanus/traces/http_server.h"

#include <httplib.h>

#include <chrono>

#include "elanus/base/log.h"

namespace elanus::traces {

HttpServer::HttpServer(std::size_t threads) : server_(std::make_unique<httplib::Server>()) {
  server_->new_task_queue = [threads] { return new httplib::ThreadPool(threads); };
  server_->set_read_timeout(std::chrono::seconds(5));
  server_->set_write_timeout(std::chrono::seconds(5));
  server_->set_keep_alive_timeout(10);
  server_->set_keep_alive_max_count(1'000'000);
  server_->set_tcp_nodelay(true);
  // The library's own default would also share the port with any other program that does (SO_REUSEPORT).
  server_->set_socket_options([](int socket) {
    int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  server_->set_exception_handler(
      [](const httplib::Request& request, httplib::Response& response, std::exception_ptr error) {
        response.status = 500;
        try {
          std::rethrow_exception(error);
        } catch (const std::exception& e) {
          LogError("traces: ", request.method, " failed: ", e.what());
        } catch (...) {
          LogError("traces: ", request.method, " failed");
        }
      });
}

HttpServer::~HttpServer() { Stop(); }

Status HttpServer::Start(const Address& address) {
  if (address.kind() != Address::Kind::kTcp) return InvalidArgument("expected host:port, got ", address.ToString());
  std::string host = address.host().empty() ? "0.0.0.0" : address.host();
  int port = address.port();
  if (port == 0) {
    port = server_->bind_to_any_port(host);
    if (port <= 0) return Unavailable("cannot listen on ", address.ToString());
  } else if (!server_->bind_to_port(host, port)) {
    return Unavailable("cannot listen on ", address.ToString(), ": is another program using the port?");
  }
  address_ = Address::Tcp(host, static_cast<std::uint16_t>(port));
  thread_ = std::thread([this] { server_->listen_after_bind(); });
  // Stop() has no effect on a server that does not run yet.
  while (!server_->is_running()) std::this_thread::yield();
  return Ok();
}

void HttpServer::Stop() {
  if (!thread_.joinable()) return;
  server_->stop();
  thread_.join();
}

}  // namespace elanus::traces
