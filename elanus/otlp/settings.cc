// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/settings.h"

#include <algorithm>
#include <string>
#include <utility>

#include "elanus/base/log.h"
#include "elanus/telemetry/console_exporter.h"
#include "elanus/telemetry/text.h"

namespace elanus::otlp {

namespace {

constexpr std::string_view kPath = "/v1/traces";
constexpr std::uint16_t kGrpcPort = 4317;
constexpr std::uint16_t kHttpPort = 4318;
using Protocol = ExporterSettings::Protocol;
constexpr Duration kConsoleDelay = std::chrono::milliseconds(200);

// Of the signal before the general one.
std::optional<std::string> OtlpText(const Environment& environment, std::string_view name) {
  std::optional<std::string> text = environment.Text(StrCat("OTEL_EXPORTER_OTLP_TRACES_", name));
  return text ? text : environment.Text(StrCat("OTEL_EXPORTER_OTLP_", name));
}

std::shared_ptr<const Sampler> SamplerNamed(std::string_view name, const Environment& environment) {
  const auto ratio = [&] { return TraceIdRatio(environment.Ratio("OTEL_TRACES_SAMPLER_ARG").value_or(1)); };
  if (name == "always_on") return AlwaysOn();
  if (name == "always_off") return AlwaysOff();
  if (name == "traceidratio") return ratio();
  if (name == "parentbased_always_on") return ParentBased(AlwaysOn());
  if (name == "parentbased_always_off") return ParentBased(AlwaysOff());
  if (name == "parentbased_traceidratio") return ParentBased(ratio());
  LogWarning("telemetry: OTEL_TRACES_SAMPLER is ignored: there is no sampler \"", name, "\"");
  return nullptr;
}

Result<std::shared_ptr<const Sampler>> ReadSampler(const ProviderConfig& config, const Environment& environment) {
  std::shared_ptr<const Sampler> said = config.sampler;
  if (!said && config.sampler_ratio) {
    if (!(*config.sampler_ratio >= 0 && *config.sampler_ratio <= 1)) {
      return InvalidArgument("the sampler ratio must be from 0 to 1, got ", *config.sampler_ratio);
    }
    said = ParentBased(TraceIdRatio(*config.sampler_ratio));
  }
  std::shared_ptr<const Sampler> found;
  if (!said || config.environment_wins) {
    if (const auto name = environment.Text("OTEL_TRACES_SAMPLER")) found = SamplerNamed(*name, environment);
  }
  if (!found) found = said ? said : ParentBased(AlwaysOn());
  return found;
}

Resource EnvironmentResource(const Environment& environment) {
  Resource resource;
  if (const auto text = environment.Text("OTEL_RESOURCE_ATTRIBUTES")) {
    auto parsed = Resource::Parse(*text);
    if (parsed.ok()) {
      resource = std::move(*parsed);
    } else {
      LogWarning("telemetry: OTEL_RESOURCE_ATTRIBUTES is ignored: ", parsed.status().message());
    }
  }
  if (const auto name = environment.Text("OTEL_SERVICE_NAME")) resource.Set("service.name", *name);
  return resource;
}

Resource ReadResource(const ProviderConfig& config, const Environment& environment) {
  Resource said;
  if (!config.service_name.empty()) said.Set("service.name", config.service_name);
  if (!config.service_version.empty()) said.Set("service.version", config.service_version);
  said.AddMissing(config.resource);
  const Resource found = EnvironmentResource(environment);
  Resource resource = config.environment_wins ? found : said;
  resource.AddMissing(config.environment_wins ? said : found);
  // The guide's fixed value, for services that name a version and so are deployed by somebody.
  const bool named = !resource.Text("deployment.environment").empty() ||
                     !resource.Text("deployment.environment.name").empty() || config.service_version.empty();
  if (!named) resource.Set("deployment.environment", std::string("production"));
  resource.AddMissing(Resource::Sdk()).AddMissing(Resource::Detect()).AddMissing(Resource::DefaultService());
  return resource;
}

BatchOptions ReadBatch(const ProviderConfig& config, const Environment& environment) {
  BatchOptions batch;
  const auto delay = environment.Milliseconds("OTEL_BSP_SCHEDULE_DELAY");
  batch.schedule_delay = config.schedule_delay.value_or(delay.value_or(batch.schedule_delay));
  batch.export_timeout = environment.Milliseconds("OTEL_BSP_EXPORT_TIMEOUT").value_or(batch.export_timeout);
  const auto queue = environment.Number("OTEL_BSP_MAX_QUEUE_SIZE");
  batch.queue_spans = std::max<std::size_t>(1, config.queue_spans.value_or(queue.value_or(batch.queue_spans)));
  const auto size = environment.Number("OTEL_BSP_MAX_EXPORT_BATCH_SIZE");
  batch.batch_spans = config.batch_spans.value_or(size.value_or(batch.batch_spans));
  batch.batch_spans = std::clamp<std::size_t>(batch.batch_spans, 1, batch.queue_spans);
  // A delay of nothing would keep the loop busy.
  batch.schedule_delay = std::max<Duration>(batch.schedule_delay, std::chrono::milliseconds(1));
  return batch;
}

std::uint32_t Count(const Environment& environment, std::string_view name, std::uint32_t otherwise) {
  const auto value = environment.Number(name);
  return value ? static_cast<std::uint32_t>(std::min<std::uint64_t>(*value, UINT32_MAX)) : otherwise;
}

SpanLimits ReadLimits(const Environment& environment) {
  SpanLimits limits;
  const std::uint32_t general = Count(environment, "OTEL_ATTRIBUTE_COUNT_LIMIT", limits.attributes);
  limits.attributes = Count(environment, "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", general);
  limits.attributes_per_event = Count(environment, "OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT", general);
  limits.attributes_per_link = Count(environment, "OTEL_LINK_ATTRIBUTE_COUNT_LIMIT", general);
  limits.events = Count(environment, "OTEL_SPAN_EVENT_COUNT_LIMIT", limits.events);
  limits.links = Count(environment, "OTEL_SPAN_LINK_COUNT_LIMIT", limits.links);
  auto length = environment.Number("OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT");
  if (!length) length = environment.Number("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT");
  if (length) limits.value_bytes = *length;
  return limits;
}

Propagation ReadPropagation(const Environment& environment) {
  const auto text = environment.Text("OTEL_PROPAGATORS");
  if (!text) return Propagation();
  Propagation propagation;
  propagation.trace_context = propagation.baggage = false;
  for (std::string_view list = *text; !list.empty();) {
    const std::string_view name = telemetry::Trim(telemetry::TakeMember(list));
    if (name == "tracecontext") {
      propagation.trace_context = true;
    } else if (name == "baggage") {
      propagation.baggage = true;
    } else if (name != "none" && !name.empty()) {
      LogWarning("telemetry: OTEL_PROPAGATORS: there is no \"", name, "\" here: tracecontext, baggage or none");
    }
  }
  return propagation;
}

Settings::Exporter ReadExporter(const Environment& environment) {
  const auto name = environment.Text("OTEL_TRACES_EXPORTER");
  if (!name || *name == "otlp") return Settings::Exporter::kOtlp;
  if (*name == "console") return Settings::Exporter::kConsole;
  if (*name == "none") return Settings::Exporter::kNone;
  LogWarning("telemetry: OTEL_TRACES_EXPORTER is ignored: expected otlp, console or none, got \"", *name, "\"");
  return Settings::Exporter::kOtlp;
}

// Where an endpoint was named: that decides what is added to it.
class NamedEndpoint {
 public:
  std::string text;
  bool for_traces_alone = false;  // used as it stands
  bool by_program = false;
  bool by_otel = false;  // a variable of the specification, by which an endpoint without a scheme is TLS over gRPC
};

NamedEndpoint FindEndpoint(const ProviderConfig& config, const Environment& environment) {
  NamedEndpoint named;
  if (!config.endpoint.empty() && !config.environment_wins) {
    named.text = config.endpoint;
    named.by_program = true;
  } else if (const auto traces = environment.Text("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")) {
    named.text = *traces;
    named.for_traces_alone = named.by_otel = true;
  } else if (const auto all = environment.Text("OTEL_EXPORTER_OTLP_ENDPOINT")) {
    named.text = *all;
    named.by_otel = true;
  } else if (!config.endpoint.empty()) {
    named.text = config.endpoint;
  } else {
    // The guide's own variable, for its manifests.
    named.text = environment.Text("OTEL_ENDPOINT").value_or("");
  }
  return named;
}

// Nobody has said which: gRPC, but for an endpoint that can only be HTTP's.
Protocol GuessProtocol(const NamedEndpoint& named) {
  const auto endpoint = Endpoint::Parse(named.text, kGrpcPort);
  const bool http = endpoint.ok() && (endpoint->port == kHttpPort || endpoint->path.size() > 1);
  return http ? Protocol::kHttp : Protocol::kGrpc;
}

Result<Protocol> ReadProtocol(const ProviderConfig& config, const Environment& environment,
                              const NamedEndpoint& named) {
  const bool said = !config.protocol.empty() && !config.environment_wins;
  const auto found = said ? std::nullopt : OtlpText(environment, "PROTOCOL");
  const std::string name = found.value_or(config.protocol);
  if (name.empty()) return GuessProtocol(named);
  if (name == "grpc") return Protocol::kGrpc;
  if (name == "http/protobuf") return Protocol::kHttp;
  return InvalidArgument(found ? "OTEL_EXPORTER_OTLP_PROTOCOL=" : "ProviderConfig::protocol ", name,
                         " is not supported: expected grpc or http/protobuf");
}

Result<Endpoint> GrpcEndpoint(const NamedEndpoint& named, const Environment& environment) {
  auto endpoint = Endpoint::Parse(named.text.empty() ? "http://localhost" : named.text, kGrpcPort);
  if (!endpoint.ok() || endpoint->has_scheme || !named.by_otel) return endpoint;
  const bool of_traces = environment.Text("OTEL_EXPORTER_OTLP_TRACES_INSECURE").has_value();
  endpoint->tls = !environment.Flag(of_traces ? "OTEL_EXPORTER_OTLP_TRACES_INSECURE" : "OTEL_EXPORTER_OTLP_INSECURE");
  return endpoint;
}

Result<Endpoint> HttpEndpoint(const NamedEndpoint& named) {
  auto endpoint = Endpoint::Parse(named.text.empty() ? "http://localhost" : named.text, kHttpPort);
  if (!endpoint.ok()) return endpoint;
  std::string& path = endpoint->path;
  if (named.for_traces_alone) {
    if (path.empty()) path = "/";
  } else if (named.by_program) {
    if (path.empty() || path == "/") path = kPath;
  } else {
    while (path.ends_with('/')) path.pop_back();
    path += kPath;
  }
  return endpoint;
}

bool ReadGzip(const ProviderConfig& config, const Environment& environment) {
  if (config.gzip) return *config.gzip;
  const auto name = OtlpText(environment, "COMPRESSION");
  if (!name || *name == "none") return false;
  if (*name != "gzip") LogWarning("telemetry: OTLP compression \"", *name, "\" is ignored: expected gzip or none");
  return *name == "gzip";
}

Result<HeaderList> ReadHeaders(const ProviderConfig& config, const Environment& environment) {
  if (!config.headers.empty()) return config.headers;
  return ParseHeaders(OtlpText(environment, "HEADERS").value_or(""));
}

Result<ExporterSettings> ReadOtlp(const ProviderConfig& config, const Environment& environment) {
  const NamedEndpoint named = FindEndpoint(config, environment);
  auto protocol = ReadProtocol(config, environment, named);
  if (!protocol.ok()) return protocol.status();
  const bool grpc = *protocol == Protocol::kGrpc;
  auto endpoint = grpc ? GrpcEndpoint(named, environment) : HttpEndpoint(named);
  if (!endpoint) return endpoint.status();
  auto headers = ReadHeaders(config, environment);
  if (!headers) return headers.status();
  ExporterSettings otlp;
  otlp.protocol = *protocol;
  otlp.endpoint = std::move(*endpoint);
  otlp.headers = std::move(*headers);
  if (otlp.endpoint.port == (grpc ? kHttpPort : kGrpcPort)) {
    LogWarning("telemetry: ", otlp.endpoint.Origin(), " is asked by ", grpc ? "gRPC" : "http/protobuf", ", but ",
               otlp.endpoint.port, " is usually the port of ", grpc ? "http/protobuf" : "gRPC");
  }
  otlp.gzip = ReadGzip(config, environment);
  auto timeout = environment.Milliseconds("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT");
  if (!timeout) timeout = environment.Milliseconds("OTEL_EXPORTER_OTLP_TIMEOUT");
  otlp.timeout = config.export_request_timeout.value_or(timeout.value_or(otlp.timeout));
  otlp.tls.authorities = OtlpText(environment, "CERTIFICATE").value_or("");
  otlp.tls.certificate = OtlpText(environment, "CLIENT_CERTIFICATE").value_or("");
  otlp.tls.key = OtlpText(environment, "CLIENT_KEY").value_or("");
  return otlp;
}

}  // namespace

Result<Settings> ReadSettings(const ProviderConfig& config, const Environment& environment) {
  Settings settings;
  settings.options.enabled = !environment.Flag("OTEL_SDK_DISABLED");
  settings.options.propagation = ReadPropagation(environment);
  settings.options.resource = ReadResource(config, environment);
  settings.options.batch = ReadBatch(config, environment);
  settings.options.limits = ReadLimits(environment);
  auto sampler = ReadSampler(config, environment);
  if (!sampler) return sampler.status();
  settings.options.sampler = std::move(*sampler);
  settings.options.deferred = config.deferred;
  settings.exporter = ReadExporter(environment);
  // Whoever reads along does not want to wait for a batch.
  const bool said = config.schedule_delay || environment.Text("OTEL_BSP_SCHEDULE_DELAY");
  if (settings.exporter == Settings::Exporter::kConsole && !said) settings.options.batch.schedule_delay = kConsoleDelay;
  if (settings.exporter != Settings::Exporter::kOtlp || config.exporter || !settings.options.enabled) return settings;
  auto otlp = ReadOtlp(config, environment);
  if (!otlp) return otlp.status();
  settings.otlp = std::move(*otlp);
  return settings;
}

std::shared_ptr<SpanExporter> MakeExporter(const Settings& settings) {
  if (!settings.options.enabled) return nullptr;
  switch (settings.exporter) {
    case Settings::Exporter::kOtlp: return std::make_shared<OtlpExporter>(settings.otlp);
    case Settings::Exporter::kConsole: return std::make_shared<ConsoleExporter>();
    case Settings::Exporter::kNone: break;
  }
  return nullptr;
}

}  // namespace elanus::otlp
