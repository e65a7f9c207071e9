// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Our client, in the three ways to wait for a call: coroutines, threads that block, callbacks.
//   elanus_client --address HOST:PORT [--mode coroutine|blocking|callback] [--callers N] [--mux CONNECTIONS]
//                 [--transport ttheader_framed|ttheader|framed] [--size BYTES] [--authority FILE]
//                 [--trace none|RATIO --collector URL] ...
// Without --mux each caller has a connection for itself.
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "bench/common/callers.h"
#include "bench/common/flags.h"
#include "bench/common/program.h"
#include "echo/echo.h"
#include "elanus/elanus.h"

namespace {

using namespace elanus;

// What all callers call with.
class Work {
 public:
  Work(echo::EchoClient& client, const Context& ctx, const bench::Measure& measure, std::size_t size)
      : client(client), ctx(ctx), measure(measure), text(size, 'x') {}
  void Check(const Result<std::string>& reply) const {
    if (!reply) bench::Die(reply.status().ToString());
    if (reply->size() != text.size()) bench::Die("the answer is not what was sent");
  }
  echo::EchoClient& client;
  const Context& ctx;
  const bench::Measure& measure;
  const std::string text;
};

Task<void> Caller(const Work& work, bench::Calls& calls) {
  std::int64_t begin = bench::Now();
  while (work.measure.goes_on()) {
    const auto reply = co_await work.client.Say(work.ctx, work.text);
    work.Check(reply);
    begin = calls.Answered(begin);
  }
}

Task<void> Coroutines(async::Loop& loop, const Work& work, int callers, bench::Calls& calls) {
  co_await loop.Hop();
  Scope scope;
  for (int i = 0; i < callers; ++i) scope.Spawn(Caller(work, calls));
  co_await scope.Join();
}

void Threads(const Work& work, bench::Calls& calls, int callers) {
  std::vector<std::unique_ptr<bench::Calls>> each;
  std::vector<std::thread> threads;
  for (int i = 0; i < callers; ++i) {
    bench::Calls& own = *each.emplace_back(std::make_unique<bench::Calls>(work.measure));
    threads.emplace_back([&work, &own] {
      std::int64_t begin = bench::Now();
      while (work.measure.goes_on()) {
        work.Check(work.client.Say(work.ctx, work.text).Wait());
        begin = own.Answered(begin);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& own : each) calls.Add(*own);
}

// One after the other, each begun by the answer to the one before.
class Chain {
 public:
  Chain(const Work& work, bench::Calls& calls, std::atomic<int>& running)
      : work_(work), calls_(calls), running_(running) {}
  void Next() {
    work_.client.Say(work_.ctx, work_.text).Then([this](const Result<std::string>& reply) {
      work_.Check(reply);
      begin_ = calls_.Answered(begin_);
      if (work_.measure.goes_on()) return Next();
      if (--running_ == 0) running_.notify_one();
    });
  }

 private:
  const Work& work_;
  bench::Calls& calls_;
  std::atomic<int>& running_;
  std::int64_t begin_ = bench::Now();
};

void Callbacks(const Work& work, bench::Calls& calls, int callers) {
  std::atomic<int> running = callers;
  std::vector<Chain> chains(static_cast<std::size_t>(callers), Chain(work, calls, running));
  for (Chain& chain : chains) chain.Next();
  for (int left = running; left != 0; left = running) running.wait(left);
}

std::vector<ClientOption> Options(const bench::Flags& flags, Runtime& runtime) {
  const int callers = flags.Int("callers");
  std::vector<ClientOption> options = {WithHostPorts(flags.Text("address")), WithRuntime(runtime),
                                       WithClientBasicInfo("bench"), WithConnectTimeout(std::chrono::seconds(5)),
                                       WithRPCTimeout(std::chrono::seconds(10))};
  options.push_back(flags.Int("mux") > 0 ? WithMuxConnection(flags.Int("mux"))
                                         : WithLongConnection(IdleConfig(callers, callers, std::chrono::minutes(1))));
  const std::string& transport = flags.Text("transport");
  if (transport == "ttheader") options.push_back(WithTransportProtocol(Transport::kTTHeader));
  if (!flags.Text("authority").empty()) {
    TlsConfig tls;
    tls.authorities = Pem::File(flags.Text("authority"));
    options.push_back(WithTLS(tls));
  }
  if (transport == "framed") options.push_back(WithTransportProtocol(Transport::kFramed));
  return options;
}

bench::Line Run(const bench::Flags& flags, TracerProvider* provider) {
  Runtime::Options loops;
  loops.loops = 1;
  Runtime runtime(loops);
  std::vector<ClientOption> options = Options(flags, runtime);
  if (provider != nullptr) options.push_back(WithSuite(NewClientSuite(*provider)));
  echo::EchoClient client("echo", ClientOption([options](client::Config& config) {
                            for (const ClientOption& option : options) option.Apply(config);
                          }));
  if (!client.status().ok()) bench::Die(client.status().ToString());
  const Context none;
  bench::Measure measure(flags);
  const Work work(client, provider != nullptr ? provider->Root() : none, measure,
                  static_cast<std::size_t>(flags.Number("size")));
  bench::Calls calls(measure);
  const int callers = flags.Int("callers");
  std::thread caller([&] {
    if (flags.Text("mode") == "blocking") return Threads(work, calls, callers);
    if (flags.Text("mode") == "callback") return Callbacks(work, calls, callers);
    Wait(Coroutines(runtime.loop(0), work, callers, calls));
  });
  measure.Wait();
  caller.join();
  return measure.Figures(calls);
}

// With tracing: every call begins a trace, and the figures say what became of the spans.
int RunTraced(const bench::Flags& flags) {
  ProviderConfig config("bench", "1", flags.Text("collector"), flags.Number("trace"));
  config.queue_spans = static_cast<std::size_t>(flags.Number("queue-spans"));
  config.protocol = "http/protobuf";
  auto provider = InitProvider(config);
  if (!provider) return Fail(provider.status());
  bench::Line figures = Run(flags, &*provider);
  const TimePoint deadline = Clock::System().Now() + std::chrono::seconds(10);
  if (Status sent = Wait(provider->Shutdown(deadline)); !sent.ok()) bench::Die(sent.ToString());
  const SpanCounters spans = provider->counters();
  figures.Add("ended", spans.ended).Add("dropped", spans.dropped()).Print();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  bench::Begin();
  const bench::Flags flags(argc, argv,
                           {{"address", ""},
                            {"mode", "coroutine"},
                            {"callers", "100"},
                            {"mux", "0"},
                            {"transport", "ttheader_framed"},
                            {"size", "1024"},
                            {"authority", ""},
                            {"trace", "none"},
                            {"collector", "http://127.0.0.1:4318"},
                            {"queue-spans", "65536"},
                            {"seconds", "2"},
                            {"warm-up", "0.3"},
                            {"server", "0"}});
  if (flags.Text("trace") != "none") return RunTraced(flags);
  Run(flags, nullptr).Print();
}
