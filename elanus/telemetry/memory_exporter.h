// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Keeps finished spans, for tests of programs and of this library.
#pragma once

#include <mutex>
#include <vector>

#include "elanus/telemetry/exporter.h"
#include "elanus/telemetry/span_record.h"

namespace elanus {

// Safe to read from any thread.
class MemoryExporter final : public SpanExporter {
 public:
  Task<ExportResult> Export(Bytes batch, TimePoint deadline) override;
  void Stop() override {}

  // In the order in which they came.
  std::vector<telemetry::RecordedSpan> spans() const;
  // One entry a batch.
  std::vector<telemetry::RecordedBatch> batches() const;

 private:
  mutable std::mutex mutex_;
  std::vector<telemetry::RecordedBatch> batches_;
};

}  // namespace elanus
