// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "elanus/async/loop.h"
#include "elanus/otlp/exporter_settings.h"
#include "elanus/otlp/http_post.h"
#include "elanus/otlp/sender.h"
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

class HttpSender final : public Sender {
 public:
  explicit HttpSender(const ExporterSettings& settings)
      : gzip_(settings.gzip), http_(settings.endpoint, AllHeaders(settings), settings.tls) {}

  Result<std::string> Encode(const Bytes& batch) const override {
    if (!gzip_) return batch.view();
    Bytes compressed;
    if (Status status = wire::Gzip(batch.view(), compressed); !status.ok()) return status;
    return compressed.view();
  }

  Task<Verdict> Send(std::shared_ptr<const std::string> batch, TimePoint deadline,
                     async::CancelSignal& cancel) override {
    const HttpReply reply = co_await http_.Send(std::move(batch), deadline, cancel);
    const async::Loop& loop = *async::Loop::Current();
    co_return Judge(reply, loop.clock().WallNanos(loop.now()));
  }

 private:
  const bool gzip_;
  HttpPost http_;
};

}  // namespace

std::unique_ptr<Sender> NewHttpSender(const ExporterSettings& settings) {
  return std::make_unique<HttpSender>(settings);
}

}  // namespace elanus::otlp
