// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Traces visible with no set-up: one line a span (OTEL_TRACES_EXPORTER=console).
#pragma once

#include <cstdio>
#include <string>

#include "elanus/telemetry/exporter.h"
#include "elanus/telemetry/span_record.h"

namespace elanus {

class ConsoleExporter final : public SpanExporter {
 public:
  // `to` stays open as long as the exporter.
  explicit ConsoleExporter(std::FILE* to = stdout) : to_(to) {}
  Task<ExportResult> Export(Bytes batch, TimePoint deadline) override;
  void Stop() override {}

 private:
  std::FILE* to_;
};

namespace telemetry {

// One line, without its end; control characters are escaped:
// 2026-11-22T15:40:59.123456Z 1.234ms server user.UserService/GetUser trace=.. span=.. parent=.. rpc.method="GetUser"
std::string SpanLine(const RecordedSpan& span);

}  // namespace telemetry

}  // namespace elanus
