// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Apache Thrift's servers, framed and binary: the non-blocking one, whose handler runs on its I/O thread (its fastest
// for a handler that does not block), and the one with a thread for each connection.
//   thrift_echo [--kind nonblocking|threaded]
#include <iostream>
#include <memory>
#include <thread>

#include <thrift/TOutput.h>
#include <thrift/protocol/TBinaryProtocol.h>
#include <thrift/server/TNonblockingServer.h>
#include <thrift/server/TThreadedServer.h>
#include <thrift/transport/TBufferTransports.h>
#include <thrift/transport/TNonblockingServerSocket.h>
#include <thrift/transport/TServerSocket.h>

#include "Echo.h"
#include "bench/common/flags.h"
#include "bench/common/program.h"

namespace {

using namespace apache::thrift;

class Handler final : public echo::EchoIf {
 public:
  void Say(std::string& reply, const std::string& text) override { reply = text; }
};

// Says the port once it is bound.
class SaysPort final : public server::TServerEventHandler {
 public:
  explicit SaysPort(std::function<int()> port) : port_(std::move(port)) {}
  void preServe() override { bench::SayPort(port_()); }

 private:
  std::function<int()> port_;
};

}  // namespace

int main(int argc, char** argv) {
  bench::Begin();
  const bench::Flags flags(argc, argv, {{"kind", "nonblocking"}});
  GlobalOutput.setOutputFunction([](const char*) {});
  const auto processor = std::make_shared<echo::EchoProcessor>(std::make_shared<Handler>());
  const auto protocol = std::make_shared<protocol::TBinaryProtocolFactory>();
  std::shared_ptr<server::TServer> server;
  std::function<int()> port;
  if (flags.Text("kind") == "nonblocking") {
    const auto socket = std::make_shared<transport::TNonblockingServerSocket>("127.0.0.1", 0);
    server = std::make_shared<server::TNonblockingServer>(processor, protocol, socket);
    port = [socket] { return socket->getListenPort(); };
  } else {
    const auto socket = std::make_shared<transport::TServerSocket>("127.0.0.1", 0);
    server = std::make_shared<server::TThreadedServer>(
        processor, socket, std::make_shared<transport::TFramedTransportFactory>(), protocol);
    port = [socket] { return socket->getPort(); };
  }
  server->setServerEventHandler(std::make_shared<SaysPort>(port));
  std::thread([server] { server->serve(); }).detach();
  bench::WaitForStop();
  std::_Exit(0);
}
