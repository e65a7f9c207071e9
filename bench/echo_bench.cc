// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Echo of 1 KiB, one call in flight on each connection: a raw epoll echo (the limit) and our server under the same
// replayed load, and our client against our server, in interleaved rounds of one run. Servers are pinned to core 0,
// load to core 1. Ratios are what counts; absolute figures are this machine's.
//   echo_bench [--seconds S] [--rounds N] [--connections N] [--json FILE]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <memory>
#include <string>

#include "bench/load.h"
#include "bench/raw_echo.h"
#include "elanus/elanus.h"
#include "hello/hello.h"

namespace {

using namespace elanus;

class Settings {
 public:
  double seconds = 2;
  int rounds = 3;
  int connections = 100;
  std::string json;
};

class Handler final : public hello::Hello {
 public:
  Task<Result<std::string>> Say(const Context&, std::string name) override { co_return std::move(name); }
};

class Swallow final : public SpanExporter {
 public:
  Task<ExportResult> Export(Bytes, TimePoint) override { co_return ExportResult(); }
  void Stop() override {}
};

Runtime::Options OneLoop() {
  Runtime::Options options;
  options.loops = 1;
  return options;
}

template <class F>
auto OnLoop(async::Loop& loop, F work) {
  decltype(work()) out{};
  async::Latch done;
  loop.Post([&] {
    out = work();
    done.Set();
  });
  done.Wait();
  return out;
}

// Our server on one loop, pinned.
class OurServer {
 public:
  explicit OurServer(std::vector<ServerOption> options = {}) : runtime_(OneLoop()) {
    options.push_back(WithServiceAddr("127.0.0.1:0"));
    options.push_back(WithRuntime(runtime_));
    server_ = std::make_unique<Server>(std::move(options));
    hello::Register(*server_, std::make_shared<Handler>());
    if (Status started = server_->Start(); !started.ok()) std::exit(Fail(started));
    OnLoop(runtime_.loop(0), [] {
      bench::PinThisThread(0);
      return 0;
    });
  }
  std::uint16_t port() const { return server_->address().port(); }
  std::string address() const { return server_->address().ToString(); }
  double Cpu() {
    return OnLoop(runtime_.loop(0), [] { return bench::ThreadCpu(); });
  }

 private:
  Runtime runtime_;
  std::unique_ptr<Server> server_;
};

std::string Big(std::uint32_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift));
  return out;
}

// TTHeaderFramed, as our client and Kitex's send it: int keys 3, 6, 9, 22 and isn.
std::string SayRequest(std::size_t size) {
  const auto str = [](std::string_view text) {
    return std::string{0, static_cast<char>(text.size())} + std::string(text);
  };
  std::string header{0, 0, 1, 0, 1};
  header += str("isn") + str("Hello");
  header += std::string{0x10, 0, 3} + std::string{0, 3} + str("bench") + std::string{0, 9} + str("Say") +
            std::string{0, 22} + str("1");
  header.resize((header.size() + 3) / 4 * 4);
  std::string message = Big(0x80010001) + Big(3) + "Say" + Big(1) + std::string{0x0b, 0, 1} +
                        Big(static_cast<std::uint32_t>(size)) + std::string(size, 'x') + std::string(1, '\0');
  message = Big(static_cast<std::uint32_t>(message.size())) + message;
  const auto words = static_cast<char>(header.size() / 4);
  return Big(static_cast<std::uint32_t>(10 + header.size() + message.size())) + std::string{0x10, 0, 0, 0} + Big(1) +
         std::string{0, words} + header + message;
}

class Row {
 public:
  std::vector<double> qps, cpu_us, p99_us;
  static double Median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
  }
};

template <class CpuOf>
void Measure(Row& row, const Settings& settings, std::uint16_t port, const std::string& request, CpuOf cpu) {
  bench::Load load;
  load.port = port;
  load.connections = settings.connections;
  load.request = request;
  load.reply_size = bench::Ask(port, request).size();
  load.seconds = settings.seconds;
  const double before = cpu();
  const bench::LoadResult result = bench::Run(load);
  row.qps.push_back(result.calls_per_second);
  row.cpu_us.push_back((cpu() - before) * 1e6 / static_cast<double>(result.calls));
  row.p99_us.push_back(result.p99_us);
}

Task<void> Caller(hello::HelloClient& client, const Context& ctx, TimePoint end, std::uint64_t& calls) {
  const std::string text(1024, 'x');
  while (Clock::System().Now() < end) {
    auto reply = co_await client.Say(ctx, text);
    if (!reply) std::exit(Fail(reply.status()));
    ++calls;
  }
}

Task<void> Callers(async::Loop& loop, hello::HelloClient& client, const Context& ctx, int count, TimePoint end,
                   std::uint64_t& calls) {
  co_await loop.Hop();
  Scope scope;
  for (int i = 0; i < count; ++i) scope.Spawn(Caller(client, ctx, end, calls));
  co_await scope.Join();
}

void MeasureBoth(Row& row, const Settings& settings, OurServer& server, std::vector<ClientOption> options,
                 const Context& ctx) {
  Runtime runtime(OneLoop());
  OnLoop(runtime.loop(0), [] {
    bench::PinThisThread(1);
    return 0;
  });
  hello::HelloClient client(
      "hello", WithHostPorts(server.address()), WithRuntime(runtime), WithConnectTimeout(std::chrono::seconds(5)),
      WithLongConnection(IdleConfig(settings.connections, settings.connections, std::chrono::minutes(1))),
      ClientOption([options](client::Config& config) {
        for (const ClientOption& option : options) option.Apply(config);
      }));
  const double before = server.Cpu();
  std::uint64_t calls = 0;
  const TimePoint start = Clock::System().Now();
  const TimePoint end = start + std::chrono::nanoseconds(static_cast<std::int64_t>(settings.seconds * 1e9));
  Wait(Callers(runtime.loop(0), client, ctx, settings.connections, end, calls));
  const double seconds = static_cast<double>((Clock::System().Now() - start).count()) / 1e9;
  row.qps.push_back(static_cast<double>(calls) / seconds);
  row.cpu_us.push_back((server.Cpu() - before) * 1e6 / static_cast<double>(calls));
}

Settings Parse(int argc, char** argv) {
  Settings settings;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--seconds") == 0) settings.seconds = std::atof(argv[i + 1]);
    if (std::strcmp(argv[i], "--rounds") == 0) settings.rounds = std::atoi(argv[i + 1]);
    if (std::strcmp(argv[i], "--connections") == 0) settings.connections = std::atoi(argv[i + 1]);
    if (std::strcmp(argv[i], "--json") == 0) settings.json = argv[i + 1];
  }
  return settings;
}

void Print(const std::map<std::string, Row>& rows, const Settings& settings) {
  const double limit = Row::Median(rows.at("0 raw epoll echo (the limit)").qps);
  const double limit_cpu = Row::Median(rows.at("0 raw epoll echo (the limit)").cpu_us);
  std::printf("echo of 1 KiB, %d connections, one call in flight on each, medians of %d rounds of %.1f s\n",
              settings.connections, settings.rounds, settings.seconds);
  std::printf("%-44s %10s %8s %14s %8s %10s\n", "", "calls/s", "of limit", "server us/call", "of limit", "p99 us");
  std::string json = "[";
  for (const auto& [name, row] : rows) {
    const double qps = Row::Median(row.qps);
    const double cpu = Row::Median(row.cpu_us);
    std::printf("%-44s %10.0f %8.2f %14.2f %8.2f %10.0f\n", name.c_str() + 2, qps, qps / limit, cpu, cpu / limit_cpu,
                Row::Median(row.p99_us));
    json += StrCat(json.size() > 1 ? "," : "", "\n {\"name\": \"", name.substr(2), "\", \"calls_per_second\": ", qps,
                   ", \"of_limit\": ", qps / limit, ", \"server_us_per_call\": ", cpu, "}");
  }
  if (!settings.json.empty()) std::ofstream(settings.json) << json << "\n]\n";
}

}  // namespace

int main(int argc, char** argv) {
  const Settings settings = Parse(argc, argv);
  SetLogLevel(LogLevel::kError);
  bench::PinThisThread(1);
  TracerProviderOptions traced;
  traced.exporter = std::make_shared<Swallow>();
  traced.batch.queue_spans = 65536;
  TracerProvider provider(std::move(traced));
  bench::RawEcho raw(0);
  OurServer plain;
  OurServer tracing({WithSuite(NewServerSuite(provider))});
  const std::string request = SayRequest(1024);

  std::map<std::string, Row> rows;
  for (int round = 0; round < settings.rounds; ++round) {
    Measure(rows["0 raw epoll echo (the limit)"], settings, raw.port(), request, [&] { return raw.Cpu(); });
    Measure(rows["1 our server, TTHeaderFramed"], settings, plain.port(), request, [&] { return plain.Cpu(); });
    Measure(rows["2 our server, every call traced"], settings, tracing.port(), request, [&] { return tracing.Cpu(); });
    MeasureBoth(rows["3 our client and server"], settings, plain, {}, Context());
    MeasureBoth(rows["4 our client and server, every call traced"], settings, tracing,
                {WithSuite(NewClientSuite(provider))}, provider.Root());
  }
  Print(rows, settings);
}
