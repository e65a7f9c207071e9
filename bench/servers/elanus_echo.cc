// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Our server, as a user writes it.
//   elanus_echo [--loops N] [--certificate FILE --key FILE]
//               [--trace none|RATIO --collector URL --queue-spans N --deferred 0|1]
// With tracing it says at its end what became of the spans.
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "bench/common/flags.h"
#include "bench/common/program.h"
#include "echo/echo.h"
#include "elanus/elanus.h"

namespace {

using namespace elanus;

class Handler final : public echo::Echo {
 public:
  Task<Result<std::string>> Say(const Context&, std::string text) override { co_return std::move(text); }
};

Result<TracerProvider> Provider(const bench::Flags& flags) {
  ProviderConfig config("echo", "1", flags.Text("collector"), flags.Number("trace"));
  config.queue_spans = static_cast<std::size_t>(flags.Number("queue-spans"));
  if (flags.Int("deferred") != 0) config.deferred = DeferredSampling();
  config.protocol = "http/protobuf";
  return InitProvider(config);
}

void Print(const SpanCounters& spans) {
  bench::Line().Add("ended", spans.ended).Add("exported", spans.exported).Add("dropped", spans.dropped()).Print();
}

}  // namespace

int main(int argc, char** argv) {
  bench::Begin();
  const bench::Flags flags(argc, argv,
                           {{"loops", "1"},
                            {"certificate", ""},
                            {"key", ""},
                            {"trace", "none"},
                            {"collector", "http://127.0.0.1:4318"},
                            {"queue-spans", "65536"},
                            {"deferred", "0"}});
  Runtime::Options options;
  options.loops = flags.Int("loops");
  Runtime runtime(options);
  std::optional<TracerProvider> provider;
  std::vector<ServerOption> server_options = {WithServiceAddr("127.0.0.1:0"), WithRuntime(runtime)};
  if (!flags.Text("certificate").empty()) {
    TlsConfig tls;
    tls.certificate = Pem::File(flags.Text("certificate"));
    tls.key = Pem::File(flags.Text("key"));
    server_options.push_back(WithTLS(tls));
  }
  if (flags.Text("trace") != "none") {
    auto made = Provider(flags);
    if (!made) return Fail(made.status());
    provider.emplace(std::move(*made));
    server_options.push_back(WithSuite(NewServerSuite(*provider)));
  }
  {
    Server server(std::move(server_options));
    echo::Register(server, std::make_shared<Handler>());
    if (Status started = server.Start(); !started.ok()) return Fail(started);
    bench::SayPort(server.address().port());
    bench::WaitForStop();
    if (Status stopped = server.Stop(); !stopped.ok()) return Fail(stopped);
  }
  if (!provider) return 0;
  const TimePoint deadline = Clock::System().Now() + std::chrono::seconds(10);
  if (Status sent = Wait(provider->Shutdown(deadline)); !sent.ok())
    std::fprintf(stderr, "%s\n", sent.ToString().c_str());
  Print(provider->counters());
}
