// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Sends batches of spans to a collector: OTLP over HTTP/1.1, binary Protobuf.
#pragma once

#include <memory>
#include <string>

#include "elanus/async/cancel.h"
#include "elanus/base/clock.h"
#include "elanus/base/log.h"
#include "elanus/otlp/http_post.h"
#include "elanus/telemetry/exporter.h"

namespace elanus::otlp {

class ExporterSettings {
 public:
  Endpoint endpoint;   // with the whole path
  HeaderList headers;  // beside those of OTLP itself
  TlsFiles tls;
  bool gzip = false;
  Duration timeout = std::chrono::seconds(10);  // of one request
};

// Its requests are never traced: they use none of our own client.
class OtlpExporter final : public SpanExporter {
 public:
  explicit OtlpExporter(const ExporterSettings& settings);
  Task<ExportResult> Export(Bytes batch, TimePoint deadline) override;
  void Finish() override;
  void Stop() override;

 private:
  std::shared_ptr<const std::string> Body(const Bytes& batch);
  Task<ExportResult> SendUntilTaken(std::shared_ptr<const std::string> body, TimePoint deadline);
  void LogPartial(const Verdict& verdict);

  const bool gzip_;
  const Duration timeout_;
  const std::string where_;
  HttpPost http_;
  async::CancelSignal hurry_;  // ends the waits between attempts
  async::CancelSignal stop_;
  LogLimit log_limit_;
};

}  // namespace elanus::otlp
