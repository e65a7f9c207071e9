// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Our spans, made on loops as handlers make them.
#include <atomic>
#include <cstdio>
#include <cstdlib>

#include "bench/common/program.h"
#include "bench/span_bench/subject.h"
#include "elanus/async/wait.h"
#include "elanus/elanus.h"

namespace {

using namespace elanus;
using span_bench::Case;

// Takes what is ready to be sent.
class Swallow final : public SpanExporter {
 public:
  Task<ExportResult> Export(Bytes, TimePoint) override { co_return ExportResult(); }
  void Stop() override {}
};

TracerProvider MakeProvider(const Case& what) {
  ProviderConfig config("bench", "1", what.url.empty() ? "http://localhost:4318" : what.url, 1);
  config.sampler = what.sampled ? ParentBased(AlwaysOn()) : ParentBased(AlwaysOff());
  if (what.url.empty()) config.exporter = std::make_shared<Swallow>();
  config.protocol = "http/protobuf";
  Result<TracerProvider> provider = InitProvider(config);
  if (!provider.ok()) std::exit(Fail(provider.status()));
  return std::move(*provider);
}

Runtime::Options Loops(int count) {
  Runtime::Options options;
  options.loops = count;
  return options;
}

void MakeOne(const Context& root, const Case& what) {
  Span span(root, span_bench::kSpanName);
  if (what.attributes > 0) span.Set("rpc.system", "kitex");
  if (what.attributes > 1) span.Set("rpc.method", "Say");
  if (what.attributes > 2) span.Set("rpc.service", "bench.Echo");
  if (what.attributes > 3) span.Set("kitex.recv_size", 1024);
  if (what.attributes > 4) span.Set("kitex.send_size", 1031);
  if (what.attributes > 5) span.Set("request.protocol", "TTHeaderFramed");
  if (what.attributes > 6) span.Set("peer.service", "bench-client");
  if (what.attributes > 7) span.Set("user.id", 4711);
  for (int i = 0; i < what.events; ++i) span.AddEvent(span_bench::kEventName, {{"event.status", 1}});
}

class OurSpans final : public span_bench::Subject {
 public:
  explicit OurSpans(const Case& what) : what_(what), provider_(MakeProvider(what)), loops_(Loops(what.threads)) {}

  double Make(int count) override {
    std::atomic<std::int64_t> took = 0;
    std::atomic<int> left = what_.threads;
    async::Latch done;
    for (int i = 0; i < what_.threads; ++i) {
      loops_.loop(i).Post([&, count] {
        const std::int64_t begin = bench::Now();
        for (int each = 0; each < count; ++each) MakeOne(provider_.Root(), what_);
        took += bench::Now() - begin;
        if (--left == 0) done.Set();
      });
    }
    done.Wait();
    return static_cast<double>(took);
  }

  void Flush() override {
    if (what_.sampled) (void)Wait(provider_.ForceFlush(TimePoint::Never()));
  }

  std::uint64_t exported() const override { return provider_.counters().exported; }

 private:
  const Case what_;
  TracerProvider provider_;
  Runtime loops_;
};

}  // namespace

int main(int argc, char** argv) {
  return span_bench::Main(argc, argv, [](const Case& what) -> std::unique_ptr<span_bench::Subject> {
    return std::make_unique<OurSpans>(what);
  });
}
