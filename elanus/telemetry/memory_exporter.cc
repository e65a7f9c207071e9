// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/memory_exporter.h"

#include <utility>

namespace elanus {

Task<ExportResult> MemoryExporter::Export(Bytes batch, TimePoint) {
  auto read = telemetry::ReadBatch(batch.view());
  if (!read) co_return ExportResult(read.status());
  std::lock_guard lock(mutex_);
  batches_.push_back(std::move(*read));
  co_return ExportResult();
}

std::vector<telemetry::RecordedSpan> MemoryExporter::spans() const {
  std::lock_guard lock(mutex_);
  std::vector<telemetry::RecordedSpan> all;
  for (const telemetry::RecordedBatch& batch : batches_) {
    all.insert(all.end(), batch.spans.begin(), batch.spans.end());
  }
  return all;
}

std::vector<telemetry::RecordedBatch> MemoryExporter::batches() const {
  std::lock_guard lock(mutex_);
  return batches_;
}

}  // namespace elanus
