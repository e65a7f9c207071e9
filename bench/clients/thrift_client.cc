// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Apache Thrift's client, framed and binary: it blocks, so a thread for each caller, with a connection of its own.
//   thrift_client --port P [--callers N] [--size BYTES] ...
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <thrift/protocol/TBinaryProtocol.h>
#include <thrift/transport/TBufferTransports.h>
#include <thrift/transport/TSocket.h>

#include "Echo.h"
#include "bench/common/callers.h"
#include "bench/common/flags.h"
#include "bench/common/program.h"

namespace {

using namespace apache::thrift;

void Call(int port, std::size_t size, const bench::Measure& measure, bench::Calls& calls) {
  const auto socket = std::make_shared<transport::TSocket>("127.0.0.1", port);
  const auto framed = std::make_shared<transport::TFramedTransport>(socket);
  echo::EchoClient client(std::make_shared<protocol::TBinaryProtocol>(framed));
  socket->open();
  const std::string text(size, 'x');
  std::string reply;
  std::int64_t begin = bench::Now();
  while (measure.goes_on()) {
    client.Say(reply, text);
    if (reply.size() != size) bench::Die("the answer is not what was sent");
    begin = calls.Answered(begin);
  }
}

}  // namespace

int main(int argc, char** argv) {
  bench::Begin();
  const bench::Flags flags(
      argc, argv,
      {{"port", "0"}, {"callers", "100"}, {"size", "1024"}, {"seconds", "2"}, {"warm-up", "0.3"}, {"server", "0"}});
  bench::Measure measure(flags);
  std::vector<std::unique_ptr<bench::Calls>> each;
  std::vector<std::thread> threads;
  for (int i = 0; i < flags.Int("callers"); ++i) {
    bench::Calls& own = *each.emplace_back(std::make_unique<bench::Calls>(measure));
    threads.emplace_back(
        [&] { Call(flags.Int("port"), static_cast<std::size_t>(flags.Number("size")), measure, own); });
  }
  measure.Wait();
  bench::Calls calls(measure);
  for (std::thread& thread : threads) thread.join();
  for (const auto& own : each) calls.Add(*own);
  measure.Figures(calls).Print();
}
