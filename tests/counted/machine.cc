// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/counted/machine.h"

#include <utility>

#include "tests/counted/handler.h"

namespace elanus {

namespace {

async::Detached RunToEnd(Task<void>& task, bool& ended) {
  co_await std::move(task);
  ended = true;
}

Task<void> StopServer(Server& server) { (void)co_await server.StopOnLoop(std::chrono::seconds(1)); }

std::vector<ServerOption> OnMachine(Machine& machine, std::vector<ServerOption> options) {
  options.push_back(WithRuntime(machine.runtime()));
  options.push_back(WithNetwork(machine.network()));
  options.push_back(WithServiceAddr("server:8888"));
  return options;
}

}  // namespace

void Machine::Run(Task<void> task) {
  bool ended = false;
  loop().Post([&] { RunToEnd(task, ended); });
  for (loop().RunUntilIdle(); !ended; loop().RunUntilIdle()) {
    ELANUS_CHECK(!loop().NextTimer().is_never(), "the task can never end: nothing is ready and no timer is armed");
    clock_.Pass(std::chrono::milliseconds(1));
  }
}

MachineServer::MachineServer(Machine& machine, std::vector<ServerOption> options)
    : machine_(machine), server_(OnMachine(machine, std::move(options))) {
  orders::Register(server_, std::make_shared<EchoingOrders>());
  const Status started = server_.Start();
  ELANUS_CHECK(started.ok(), started.ToString());
}

MachineServer::~MachineServer() { machine_.Run(StopServer(server_)); }

orders::OrdersClient MachineClient(Machine& machine, std::vector<ClientOption> options) {
  return orders::OrdersClient("orders", WithRuntime(machine.runtime()), WithNetwork(machine.network()),
                              WithHostPorts("server:8888"),
                              ClientOption([options = std::move(options)](client::Config& config) {
                                for (const ClientOption& option : options) option.Apply(config);
                              }));
}

}  // namespace elanus
