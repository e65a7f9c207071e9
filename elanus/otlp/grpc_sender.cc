// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Batches over gRPC, by our own client. It knows no tracer, so that its calls are never traced.
#include <thread>
#include <utility>
#include <vector>

#include "elanus/async/loop.h"
#include "elanus/otlp/exporter_settings.h"
#include "elanus/otlp/sender.h"
#include "elanus/otlp/trace_service.h"
#include "elanus/tls/option.h"

namespace elanus::otlp {

namespace {

constexpr Duration kConnectTimeout = std::chrono::seconds(3);

LayerOption Tls(const TlsFiles& files) {
  TlsConfig config;
  if (!files.authorities.empty()) config.authorities = Pem::File(files.authorities);
  if (!files.certificate.empty()) config.certificate = Pem::File(files.certificate);
  if (!files.key.empty()) config.key = Pem::File(files.key);
  return WithTLS(config);
}

std::string HostPort(const Endpoint& endpoint) {
  const bool v6 = endpoint.host.find(':') != std::string::npos;
  return StrCat(v6 ? "[" : "", endpoint.host, v6 ? "]:" : ":", endpoint.port);
}

ClientOption Options(const ExporterSettings& settings) {
  std::vector<ClientOption> all = {WithHostPorts(HostPort(settings.endpoint)), WithTransportProtocol(Transport::kGrpc),
                                   WithConnectTimeout(kConnectTimeout), WithMetaHandlers(false)};
  if (settings.endpoint.tls) all.emplace_back(Tls(settings.tls));
  if (settings.gzip) all.emplace_back(WithGRPCCompressor("gzip"));
  if (settings.network != nullptr) all.emplace_back(WithNetwork(settings.network));
  return ClientOption([all](client::Config& config) {
    for (const ClientOption& option : all) option.Apply(config);
  });
}

CallOptions Headers(const HeaderList& headers) {
  CallOptions options;
  for (const auto& [name, value] : headers) {
    std::string key = name;
    for (char& c : key) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    options.Header(std::move(key), value);
  }
  return options;
}

class GrpcSender final : public Sender {
 public:
  explicit GrpcSender(const ExporterSettings& settings)
      : client_(std::make_unique<TraceServiceClient>(HostPort(settings.endpoint), Options(settings))),
        options_(Headers(settings.headers)),
        guessed_tls_(settings.endpoint.tls && !settings.endpoint.has_scheme) {}

  // The last owner of an exporter may be work on some loop, and a client's end must not be waited for there.
  ~GrpcSender() override {
    if (async::Loop::Current() == nullptr) return;
    std::thread([client = std::move(client_)]() mutable { client.reset(); }).detach();
  }

  Task<Verdict> Send(std::shared_ptr<const std::string> batch, TimePoint deadline,
                     async::CancelSignal& cancel) override {
    const Context background;
    const Context stoppable = background.WithCancel(cancel);
    const Context ctx = stoppable.WithDeadline(deadline);
    const grpc::EncodedMessage request(*batch);
    Result<grpc::EncodedMessage> response = co_await client_->Export(ctx, request, options_);
    Verdict verdict = JudgeGrpc(response.status(), response.ok() ? response->bytes : std::string());
    if (guessed_tls_ && verdict.failure.message().find("TLS handshake") != std::string::npos) {
      verdict.failure =
          Status(verdict.failure.code(),
                 StrCat(verdict.failure.message(),
                        " (an endpoint without http:// means TLS, unless OTEL_EXPORTER_OTLP_INSECURE=true)"));
    }
    co_return verdict;
  }

 private:
  std::unique_ptr<TraceServiceClient> client_;
  const CallOptions options_;
  const bool guessed_tls_;
};

}  // namespace

std::unique_ptr<Sender> NewGrpcSender(const ExporterSettings& settings) {
  return std::make_unique<GrpcSender>(settings);
}

}  // namespace elanus::otlp
