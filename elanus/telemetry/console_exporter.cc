// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/telemetry/console_exporter.h"

#include <ctime>
#include <string>
#include <string_view>

namespace elanus {

namespace telemetry {

namespace {

std::string_view KindName(SpanKind kind) {
  switch (kind) {
    case SpanKind::kInternal: return "internal";
    case SpanKind::kServer: return "server";
    case SpanKind::kClient: return "client";
    case SpanKind::kProducer: return "producer";
    case SpanKind::kConsumer: return "consumer";
  }
  return "unknown";
}

std::string TimeText(std::uint64_t nanos) {
  const auto seconds = static_cast<std::time_t>(nanos / 1'000'000'000);
  std::tm parts;
  ::gmtime_r(&seconds, &parts);
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  char fraction[16];
  std::snprintf(fraction, sizeof fraction, ".%06uZ", static_cast<unsigned>(nanos % 1'000'000'000 / 1000));
  return std::string(text, size) + fraction;
}

// What a terminal would act on is shown as hex, so that nobody's attribute can move its cursor or begin a line.
void AppendQuoted(std::string& out, std::string_view text) {
  out.push_back('"');
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F && c != '"' && c != '\\') {
      out.push_back(c);
      continue;
    }
    char escaped[8];
    std::snprintf(escaped, sizeof escaped, "\\x%02x", byte);
    out.append(escaped);
  }
  out.push_back('"');
}

void AppendAttributes(std::string& out, const RecordedAttributes& attributes) {
  for (const auto& [key, value] : attributes) {
    out.push_back(' ');
    out.append(key).push_back('=');
    AppendQuoted(out, value);
  }
}

}  // namespace

std::string SpanLine(const RecordedSpan& span) {
  char took[32];
  std::snprintf(took, sizeof took, "%.3fms", static_cast<double>(span.end_nanos - span.start_nanos) / 1e6);
  std::string line = StrCat(TimeText(span.start_nanos), ' ', std::string_view(took), ' ', KindName(span.kind), ' ');
  AppendQuoted(line, span.name);
  line += StrCat(" trace=", span.context.trace_id.ToString(), " span=", span.context.span_id.ToString());
  if (span.parent.valid()) line += StrCat(" parent=", span.parent.ToString());
  if (span.status_code == 1) line += " status=Ok";
  if (span.status_code == 2) {
    line += " status=Error:";
    AppendQuoted(line, span.status_message);
  }
  AppendAttributes(line, span.attributes);
  for (const RecordedEvent& event : span.events) {
    line += StrCat(" [at ", static_cast<std::int64_t>(event.at_nanos - span.start_nanos) / 1000, "us ", event.name);
    AppendAttributes(line, event.attributes);
    line += "]";
  }
  return line;
}

}  // namespace telemetry

Task<ExportResult> ConsoleExporter::Export(Bytes batch, TimePoint) {
  auto read = telemetry::ReadBatch(batch.view());
  if (!read) co_return ExportResult(read.status());
  for (const telemetry::RecordedSpan& span : read->spans) {
    const std::string line = telemetry::SpanLine(span) + "\n";
    std::fwrite(line.data(), 1, line.size(), to_);
  }
  std::fflush(to_);
  co_return ExportResult();
}

}  // namespace elanus
