// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// A connection of Apache Thrift's client over Framed or Buffered, and a pool of them: the library knows one call at a
// time on a connection, so callers at the same time take one each.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <thrift/TConfiguration.h>
#include <thrift/protocol/TBinaryProtocol.h>
#include <thrift/transport/TSocket.h>

#include "Interop.h"

// The library's own limit of 16,384,000 bytes a frame is below the 16 MiB of payload_16m.
std::shared_ptr<apache::thrift::TConfiguration> Limits();

struct Connection {
  Connection(const std::string& transport, const std::string& address);

  std::shared_ptr<apache::thrift::transport::TSocket> socket;
  std::shared_ptr<apache::thrift::protocol::TProtocol> protocol;
  interop::InteropClient client;
};

class Pool {
 public:
  Pool(std::string transport, std::string address) : transport_(std::move(transport)), address_(std::move(address)) {}

  // Calls f(connection). The connection is used again unless the call failed below the level of messages.
  template <typename F>
  auto Call(F f, int timeout_ms = 0) {
    auto connection = Take();
    connection->socket->setRecvTimeout(timeout_ms);
    try {
      auto result = f(*connection);
      Give(std::move(connection));
      return result;
    } catch (const apache::thrift::transport::TTransportException&) {
      throw;
    } catch (const apache::thrift::TException&) {
      Give(std::move(connection));
      throw;
    }
  }
  int dialled() const { return dialled_; }
  const std::string& transport() const { return transport_; }
  const std::string& address() const { return address_; }

 private:
  std::unique_ptr<Connection> Take();
  void Give(std::unique_ptr<Connection> connection);

  std::string transport_, address_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
  int dialled_ = 0;
};
