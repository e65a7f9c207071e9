// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/exporter.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "elanus/async/loop.h"
#include "elanus/async/wait.h"

namespace elanus::otlp {

namespace {

std::unique_ptr<Sender> NewSender(const ExporterSettings& settings) {
  return settings.protocol == ExporterSettings::Protocol::kGrpc ? NewGrpcSender(settings) : NewHttpSender(settings);
}

}  // namespace

OtlpExporter::OtlpExporter(const ExporterSettings& settings)
    : timeout_(settings.timeout),
      where_(settings.protocol == ExporterSettings::Protocol::kGrpc ? settings.endpoint.Origin()
                                                                    : settings.endpoint.ToString()),
      sender_(NewSender(settings)),
      log_limit_(std::chrono::minutes(1)) {}

Task<ExportResult> OtlpExporter::Export(Bytes batch, TimePoint deadline) {
  auto encoded = sender_->Encode(batch);
  batch.Release();
  if (!encoded.ok()) co_return ExportResult(encoded.status().Prefixed("the batch could not be compressed: "));
  auto body = std::make_shared<const std::string>(std::move(*encoded));
  ExportResult result = co_await SendUntilTaken(std::move(body), deadline);
  if (!result.failure.ok()) result.failure = result.failure.Prefixed(StrCat(where_, ": "));
  co_return result;
}

Task<ExportResult> OtlpExporter::SendUntilTaken(std::shared_ptr<const std::string> body, TimePoint deadline) {
  async::Loop& loop = *async::Loop::Current();
  Backoff backoff(loop.now());
  while (!stop_.fired()) {
    const Verdict verdict = co_await sender_->Send(body, std::min(deadline, loop.now() + timeout_), stop_);
    if (verdict.failure.ok()) {
      LogPartial(verdict);
      co_return ExportResult::Partial(verdict.rejected);
    }
    std::optional<Duration> wait;
    // With the program about to end, a collector that is not there is not waited for.
    const bool last = hurry_.fired() && !verdict.answered;
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
