// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Where finished spans go.
#pragma once

#include <cstdint>
#include <utility>

#include "elanus/async/task.h"
#include "elanus/base/bytes.h"
#include "elanus/base/clock.h"
#include "elanus/base/status.h"

namespace elanus {

class ExportResult {
 public:
  ExportResult() = default;  // taken, all of it
  explicit ExportResult(Status failure) : failure(std::move(failure)) {}
  static ExportResult Partial(std::uint64_t rejected) {
    ExportResult result;
    result.rejected = rejected;
    return result;
  }

  Status failure;              // nothing of the batch arrived; the exporter has given up
  std::uint64_t rejected = 0;  // spans that the receiver refused, of a batch that it took
};

// Used by one batch processor, on its loop, one Export at a time.
class SpanExporter {
 public:
  virtual ~SpanExporter() = default;
  // `batch` is an ExportTraceServiceRequest of OTLP, ready to send. Repeating what may be repeated is the exporter's
  // business; it ends by `deadline`, on the processor's loop.
  virtual Task<ExportResult> Export(Bytes batch, TimePoint deadline) = 0;
  // The provider shuts down, and what comes now is the last: who does not answer is not waited for again.
  virtual void Finish() {}
  // Ends a running Export soon, whatever it waits for, and refuses all that follow.
  virtual void Stop() = 0;
};

}  // namespace elanus
