// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "connection.h"

#include <thrift/transport/TBufferTransports.h>

using namespace apache::thrift;

std::shared_ptr<TConfiguration> Limits() { return std::make_shared<TConfiguration>(64 << 20, 64 << 20); }

namespace {

std::shared_ptr<transport::TSocket> Dial(const std::string& address) {
  auto colon = address.rfind(':');
  auto socket =
      std::make_shared<transport::TSocket>(address.substr(0, colon), std::stoi(address.substr(colon + 1)), Limits());
  socket->setConnTimeout(1000);
  socket->open();
  return socket;
}

std::shared_ptr<protocol::TProtocol> Wrap(const std::string& name, const std::shared_ptr<transport::TSocket>& socket) {
  std::shared_ptr<transport::TTransport> wrapped;
  if (name == "framed")
    wrapped = std::make_shared<transport::TFramedTransport>(socket, Limits());
  else
    wrapped = std::make_shared<transport::TBufferedTransport>(socket, Limits());
  return std::make_shared<protocol::TBinaryProtocol>(wrapped);
}

}  // namespace

Connection::Connection(const std::string& transport, const std::string& address)
    : socket(Dial(address)), protocol(Wrap(transport, socket)), client(protocol) {}

std::unique_ptr<Connection> Pool::Take() {
  {
    std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
    ++dialled_;
  }
  return std::make_unique<Connection>(transport_, address_);
}

void Pool::Give(std::unique_ptr<Connection> connection) {
  std::lock_guard lock(mutex_);
  idle_.push_back(std::move(connection));
}
