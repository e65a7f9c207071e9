// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The spans of opentelemetry-cpp. Its records are always those of its OTLP exporter, as in a program that exports; when
// nothing is sent, they are dropped as they are, before they would be turned into bytes.
#include <opentelemetry/exporters/otlp/otlp_http_exporter_factory.h>
#include <opentelemetry/exporters/otlp/otlp_http_exporter_options.h>
#include <opentelemetry/sdk/common/global_log_handler.h>
#include <opentelemetry/sdk/resource/resource.h>
#include <opentelemetry/sdk/trace/batch_span_processor_factory.h>
#include <opentelemetry/sdk/trace/batch_span_processor_options.h>
#include <opentelemetry/sdk/trace/samplers/always_off_factory.h>
#include <opentelemetry/sdk/trace/samplers/always_on_factory.h>
#include <opentelemetry/sdk/trace/samplers/parent_factory.h>
#include <opentelemetry/sdk/trace/tracer_provider.h>
#include <opentelemetry/sdk/trace/tracer_provider_factory.h>

#include <atomic>
#include <barrier>
#include <thread>
#include <utility>
#include <vector>

#include "bench/common/program.h"
#include "bench/span_bench/subject.h"

namespace {

namespace api = opentelemetry::trace;
namespace sdk = opentelemetry::sdk;
namespace otlp = opentelemetry::exporter::otlp;
using span_bench::Case;

// In front of the OTLP exporter: counts, and passes on or not.
class Counting final : public sdk::trace::SpanExporter {
 public:
  Counting(std::unique_ptr<sdk::trace::SpanExporter> to, bool send, std::atomic<std::uint64_t>& exported)
      : to_(std::move(to)), send_(send), exported_(exported) {}
  std::unique_ptr<sdk::trace::Recordable> MakeRecordable() noexcept override { return to_->MakeRecordable(); }
  sdk::common::ExportResult Export(
      const opentelemetry::nostd::span<std::unique_ptr<sdk::trace::Recordable>>& spans) noexcept override {
    const auto result = send_ ? to_->Export(spans) : sdk::common::ExportResult::kSuccess;
    if (result == sdk::common::ExportResult::kSuccess) exported_ += spans.size();
    return result;
  }
  bool ForceFlush(std::chrono::microseconds timeout) noexcept override { return to_->ForceFlush(timeout); }
  bool Shutdown(std::chrono::microseconds timeout) noexcept override { return to_->Shutdown(timeout); }

 private:
  const std::unique_ptr<sdk::trace::SpanExporter> to_;
  const bool send_;
  std::atomic<std::uint64_t>& exported_;
};

std::unique_ptr<sdk::trace::TracerProvider> MakeProvider(const Case& what, std::atomic<std::uint64_t>& exported) {
  otlp::OtlpHttpExporterOptions http;
  if (!what.url.empty()) http.url = what.url;
  http.content_type = otlp::HttpRequestContentType::kBinary;
  auto exporter = std::make_unique<Counting>(otlp::OtlpHttpExporterFactory::Create(http), !what.url.empty(), exported);
  auto processor =
      sdk::trace::BatchSpanProcessorFactory::Create(std::move(exporter), sdk::trace::BatchSpanProcessorOptions());
  auto decides =
      what.sampled ? sdk::trace::AlwaysOnSamplerFactory::Create() : sdk::trace::AlwaysOffSamplerFactory::Create();
  auto sampler =
      sdk::trace::ParentBasedSamplerFactory::Create(std::shared_ptr<sdk::trace::Sampler>(std::move(decides)));
  const auto resource = sdk::resource::Resource::Create({{"service.name", "bench"}});
  return sdk::trace::TracerProviderFactory::Create(std::move(processor), resource, std::move(sampler));
}

void MakeOne(api::Tracer& tracer, const Case& what) {
  const auto span =
      tracer.StartSpan(opentelemetry::nostd::string_view(span_bench::kSpanName.data(), span_bench::kSpanName.size()));
  if (what.attributes > 0) span->SetAttribute("rpc.system", "kitex");
  if (what.attributes > 1) span->SetAttribute("rpc.method", "Say");
  if (what.attributes > 2) span->SetAttribute("rpc.service", "bench.Echo");
  if (what.attributes > 3) span->SetAttribute("kitex.recv_size", 1024);
  if (what.attributes > 4) span->SetAttribute("kitex.send_size", 1031);
  if (what.attributes > 5) span->SetAttribute("request.protocol", "TTHeaderFramed");
  if (what.attributes > 6) span->SetAttribute("peer.service", "bench-client");
  if (what.attributes > 7) span->SetAttribute("user.id", 4711);
  for (int i = 0; i < what.events; ++i) span->AddEvent("server_handle_finish", {{"event.status", 1}});
  span->End();
}

class StockSpans final : public span_bench::Subject {
 public:
  explicit StockSpans(const Case& what)
      : what_(what),
        provider_(MakeProvider(what, exported_)),
        tracer_(provider_->GetTracer("bench")),
        meet_(what.threads + 1) {
    for (int i = 0; i < what.threads; ++i) threads_.emplace_back([this] { Work(); });
  }
  ~StockSpans() override {
    count_ = 0;
    meet_.arrive_and_wait();
    for (std::thread& thread : threads_) thread.join();
  }

  double Make(int count) override {
    count_ = count;
    took_ = 0;
    meet_.arrive_and_wait();
    meet_.arrive_and_wait();
    return static_cast<double>(took_);
  }
  void Flush() override {
    if (what_.sampled) (void)provider_->ForceFlush();
  }
  std::uint64_t exported() const override { return exported_; }

 private:
  void Work() {
    while (true) {
      meet_.arrive_and_wait();
      if (count_ == 0) return;
      const std::int64_t begin = bench::Now();
      for (int i = 0; i < count_; ++i) MakeOne(*tracer_, what_);
      took_ += bench::Now() - begin;
      meet_.arrive_and_wait();
    }
  }

  const Case what_;
  std::atomic<std::uint64_t> exported_ = 0;
  std::unique_ptr<sdk::trace::TracerProvider> provider_;
  opentelemetry::nostd::shared_ptr<api::Tracer> tracer_;
  std::barrier<> meet_;
  int count_ = 0;
  std::atomic<std::int64_t> took_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace

int main(int argc, char** argv) {
  // It writes a line for each span that it drops.
  sdk::common::internal_log::GlobalLogHandler::SetLogLevel(sdk::common::internal_log::LogLevel::None);
  return span_bench::Main(argc, argv, [](const Case& what) -> std::unique_ptr<span_bench::Subject> {
    return std::make_unique<StockSpans>(what);
  });
}
