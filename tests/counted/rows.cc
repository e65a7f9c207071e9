// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/counted/rows.h"

#include <cstdio>
#include <memory>
#include <utility>

namespace elanus {

// C's names are the same for every compiler.
extern "C" [[gnu::noinline]] void elanus_counted(const Work& work, int times) { work(times); }

namespace {

class Swallow final : public SpanExporter {
 public:
  Task<ExportResult> Export(Bytes, TimePoint) override { co_return ExportResult(); }
  void Stop() override {}
};

}  // namespace

void Count(const std::string& name, const CountingClock& clock, const Work& work) {
  work(kCounted / 2);
  const std::int64_t reads = clock.reads();
  elanus_counted(work, kCounted);
  std::printf("%s\t%d\t%ld\n", name.c_str(), kCounted, static_cast<long>(clock.reads() - reads));
}

TracerProvider CountedProvider(Machine& machine, double ratio, std::optional<DeferredSampling> deferred) {
  TracerProviderOptions options;
  options.exporter = std::make_shared<Swallow>();
  options.sampler = ParentBased(TraceIdRatio(ratio));
  options.deferred = std::move(deferred);
  options.runtime = &machine.runtime();
  options.clock = &machine.clock();
  options.batch.queue_spans = 8 * kCounted;
  return TracerProvider(std::move(options));
}

}  // namespace elanus
