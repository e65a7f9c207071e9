// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Our server of the Protobuf service, over gRPC.
//   elanus_grpc_echo [--loops N] [--certificate FILE --key FILE]
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bench/common/flags.h"
#include "bench/common/program.h"
#include "echo.elanus.h"
#include "elanus/server.h"
#include "elanus/tls.h"

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

  Task<Result<echo::Count>> Gather(const Context&, StreamReader<echo::Text>& in) override {
    echo::Text text;
    echo::Count count;
    while (co_await in.Recv(text)) count.set_messages(count.messages() + 1);
    if (!in.status().ok()) co_return in.status();
    co_return count;
  }
};

}  // namespace

int main(int argc, char** argv) {
  bench::Begin();
  const bench::Flags flags(argc, argv, {{"loops", "1"}, {"certificate", ""}, {"key", ""}});
  Runtime::Options options;
  options.loops = flags.Int("loops");
  Runtime runtime(options);
  std::vector<ServerOption> server_options = {WithServiceAddr("127.0.0.1:0"), WithRuntime(runtime)};
  if (!flags.Text("certificate").empty()) {
    TlsConfig tls;
    tls.certificate = Pem::File(flags.Text("certificate"));
    tls.key = Pem::File(flags.Text("key"));
    server_options.push_back(WithTLS(tls));
  }
  Server server(std::move(server_options));
  echo::Register(server, std::make_shared<Handler>());
  if (Status started = server.Start(); !started.ok()) return Fail(started);
  bench::SayPort(server.address().port());
  bench::WaitForStop();
  if (Status stopped = server.Stop(); !stopped.ok()) return Fail(stopped);
}
