// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// For the tests of this folder: a provider on a manual loop, whose spans end in memory.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "elanus/async/test_loop.h"
#include "elanus/telemetry/memory_exporter.h"
#include "elanus/telemetry/tracer_provider.h"

namespace elanus::telemetry {

class TestProvider {
 public:
  explicit TestProvider(TracerProviderOptions options = {}) : provider(Fill(std::move(options))) {}

  const Context& Root() const { return provider.Root(); }
  // Everything that has ended so far.
  std::vector<RecordedSpan> Spans() {
    const Status flushed = loop.Run(provider.ForceFlush(TimePoint::Never()));
    ELANUS_CHECK(flushed.ok(), flushed.ToString());
    return exporter->spans();
  }
  // The one span that has ended.
  RecordedSpan OnlySpan() {
    std::vector<RecordedSpan> spans = Spans();
    ELANUS_CHECK(spans.size() == 1, "expected one span, got ", spans.size());
    return spans.front();
  }

  TestLoop loop;
  std::shared_ptr<MemoryExporter> exporter = std::make_shared<MemoryExporter>();
  TracerProvider provider;

 private:
  TracerProviderOptions Fill(TracerProviderOptions options) {
    if (!options.exporter) options.exporter = exporter;
    options.clock = &loop.clock();
    options.runtime = &loop.runtime();
    return options;
  }
};

}  // namespace elanus::telemetry
