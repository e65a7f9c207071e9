// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/exporter.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "elanus/async/loop.h"
#include "elanus/async/wait.h"
#include "elanus/telemetry/resource.h"
#include "elanus/wire/compress/gzip.h"

namespace elanus::otlp {

namespace {

HeaderList AllHeaders(const ExporterSettings& settings) {
  HeaderList headers = settings.headers;
  headers.emplace_back("Content-Type", "application/x-protobuf");
  headers.emplace_back("User-Agent", StrCat("OTel-OTLP-Exporter-cpp/", telemetry::kVersion));
  if (settings.gzip) headers.emplace_back("Content-Encoding", "gzip");
  return headers;
}

}  // namespace

OtlpExporter::OtlpExporter(const ExporterSettings& settings)
    : gzip_(settings.gzip),
      timeout_(settings.timeout),
      where_(settings.endpoint.ToString()),
      http_(settings.endpoint, AllHeaders(settings), settings.tls),
      log_limit_(std::chrono::minutes(1)) {}

Task<ExportResult> OtlpExporter::Export(Bytes batch, TimePoint deadline) {
  std::shared_ptr<const std::string> body = Body(batch);
  batch.Release();
  if (!body) co_return ExportResult(Internal("the batch could not be compressed"));
  ExportResult result = co_await SendUntilTaken(std::move(body), deadline);
  if (!result.failure.ok()) result.failure = result.failure.Prefixed(StrCat(where_, ": "));
  co_return result;
}

std::shared_ptr<const std::string> OtlpExporter::Body(const Bytes& batch) {
  if (!gzip_) return std::make_shared<const std::string>(batch.view());
  Bytes compressed;
  if (!wire::Gzip(batch.view(), compressed).ok()) return nullptr;
  return std::make_shared<const std::string>(compressed.view());
}

Task<ExportResult> OtlpExporter::SendUntilTaken(std::shared_ptr<const std::string> body, TimePoint deadline) {
  async::Loop& loop = *async::Loop::Current();
  Backoff backoff(loop.now());
  while (!stop_.fired()) {
    const HttpReply reply = co_await http_.Send(body, std::min(deadline, loop.now() + timeout_), stop_);
    const Verdict verdict = Judge(reply, loop.clock().WallNanos(loop.now()));
    if (verdict.failure.ok()) {
      LogPartial(verdict);
      co_return ExportResult::Partial(verdict.rejected);
    }
    std::optional<Duration> wait;
    // With the program about to end, a collector that is not there is not waited for.
    const bool last = hurry_.fired() && !reply.failure.ok();
    if (verdict.again && !last) wait = backoff.Next(loop.now(), verdict.wait, loop.random());
    if (!wait || loop.now() + *wait >= deadline) co_return ExportResult(verdict.failure);
    async::CancelSignal& wake = hurry_.fired() ? stop_ : hurry_;
    const Status slept = co_await SleepFor(*wait, async::Until(TimePoint::Never(), &wake));
    if (!slept.ok() && stop_.fired()) co_return ExportResult(verdict.failure);
  }
  co_return ExportResult(Cancelled("the exporter was stopped"));
}

void OtlpExporter::LogPartial(const Verdict& verdict) {
  std::uint64_t held_back = 0;
  if (verdict.rejected == 0 && verdict.message.empty()) return;
  if (!log_limit_.Pass(async::Loop::Current()->now(), held_back)) return;
  LogWarning("telemetry: ", where_, " rejected ", verdict.rejected, " spans: ", verdict.message);
}

void OtlpExporter::Finish() {
  if (!hurry_.fired()) hurry_.Fire();
}

void OtlpExporter::Stop() {
  Finish();
  if (!stop_.fired()) stop_.Fire();
}

}  // namespace elanus::otlp
