// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Sends batches of spans to a collector, and again when that may help: OTLP in binary Protobuf, over gRPC or HTTP/1.1.
#pragma once

#include <memory>
#include <string>

#include "elanus/async/cancel.h"
#include "elanus/base/clock.h"
#include "elanus/base/log.h"
#include "elanus/otlp/exporter_settings.h"
#include "elanus/otlp/sender.h"
#include "elanus/telemetry/exporter.h"

namespace elanus::otlp {

// Its requests are never traced.
class OtlpExporter final : public SpanExporter {
 public:
  explicit OtlpExporter(const ExporterSettings& settings);
  Task<ExportResult> Export(Bytes batch, TimePoint deadline) override;
  void Finish() override;
  void Stop() override;

 private:
  Task<ExportResult> SendUntilTaken(std::shared_ptr<const std::string> body, TimePoint deadline);
  void LogPartial(const Verdict& verdict);

  const Duration timeout_;
  const std::string where_;
  const std::unique_ptr<Sender> sender_;
  async::CancelSignal hurry_;  // ends the waits between attempts
  async::CancelSignal stop_;
  LogLimit log_limit_;
};

}  // namespace elanus::otlp
