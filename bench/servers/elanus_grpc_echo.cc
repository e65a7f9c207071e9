// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Our server of the Protobuf service, over gRPC.
//   elanus_grpc_echo [--loops N]
#include <memory>
#include <string>
#include <utility>

#include "bench/common/flags.h"
#include "bench/common/program.h"
#include "echo.elanus.h"
#include "elanus/server.h"

namespace {

using namespace elanus;

class Handler final : public echo::Echo {
 public:
  Task<Result<echo::Text>> Say(const Context&, echo::Text request) override { co_return std::move(request); }

  Task<Status> Pour(const Context&, echo::PourRequest request, StreamWriter<echo::Text>& out) override {
    echo::Text text;
    text.set_text(std::string(static_cast<std::size_t>(request.size()), 'x'));
    for (int i = 0; i < request.count(); ++i) {
      Status sent = co_await out.Send(text);
      if (!sent.ok()) co_return sent;
    }
    co_return Ok();
  }
};

}  // namespace

int main(int argc, char** argv) {
  bench::Begin();
  const bench::Flags flags(argc, argv, {{"loops", "1"}});
  Runtime::Options options;
  options.loops = flags.Int("loops");
  Runtime runtime(options);
  Server server(WithServiceAddr("127.0.0.1:0"), WithRuntime(runtime));
  echo::Register(server, std::make_shared<Handler>());
  if (Status started = server.Start(); !started.ok()) return Fail(started);
  bench::SayPort(server.address().port());
  bench::WaitForStop();
  if (Status stopped = server.Stop(); !stopped.ok()) return Fail(stopped);
}
