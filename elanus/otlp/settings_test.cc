// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "elanus/otlp/test_environment.h"

namespace elanus::otlp {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::IsEmpty;
using Protocol = ExporterSettings::Protocol;
using Map = std::map<std::string, std::string>;

Settings Read(const ProviderConfig& config, const Map& variables = {}) {
  auto settings = ReadSettings(config, Variables(variables));
  ELANUS_CHECK(settings.ok(), settings.status().ToString());
  return std::move(*settings);
}

std::string Why(const ProviderConfig& config, const Map& variables = {}) {
  return ReadSettings(config, Variables(variables)).status().message();
}

std::string SamplerOf(const Map& variables, const ProviderConfig& config = {}) {
  return Read(config, variables).options.sampler->Description();
}

TEST(Settings, DefaultsAreTheSpecifications) {
  Logged log;
  const Settings settings = Read(ProviderConfig());
  EXPECT_TRUE(settings.options.enabled);
  EXPECT_EQ(settings.exporter, Settings::Exporter::kOtlp);
  EXPECT_EQ(settings.otlp.protocol, Protocol::kGrpc);
  EXPECT_EQ(settings.otlp.endpoint.ToString(), "http://localhost:4317");
  EXPECT_EQ(settings.otlp.timeout, seconds(10));
  EXPECT_FALSE(settings.otlp.gzip);
  EXPECT_THAT(settings.otlp.headers, IsEmpty());
  EXPECT_EQ(settings.options.sampler->Description(), "ParentBased{root:AlwaysOnSampler}");
  EXPECT_EQ(settings.options.batch.schedule_delay, seconds(5));
  EXPECT_EQ(settings.options.batch.export_timeout, seconds(30));
  EXPECT_EQ(settings.options.batch.batch_spans, 512u);
  EXPECT_EQ(settings.options.batch.queue_spans, 2048u);
  EXPECT_FALSE(settings.options.deferred) << "always_off means that nothing is sent";
  EXPECT_EQ(settings.options.limits.attributes, 128u);
  EXPECT_TRUE(settings.options.propagation.trace_context);
  EXPECT_TRUE(settings.options.propagation.baggage);
  EXPECT_EQ(settings.options.resource.Text("service.name"), "unknown_service:otlp_test");
  EXPECT_EQ(settings.options.resource.Text("deployment.environment"), "");
  EXPECT_THAT(log.lines, IsEmpty());
}

// The guide, section 2.
TEST(Settings, TheGuidesConfig) {
  const Settings settings = Read(ProviderConfig("user-service", "1.0.0", "localhost:4317", 0.1));
  const Resource& resource = settings.options.resource;
  EXPECT_EQ(resource.Text("service.name"), "user-service");
  EXPECT_EQ(resource.Text("service.version"), "1.0.0");
  EXPECT_EQ(resource.Text("deployment.environment"), "production");
  EXPECT_EQ(resource.Text("telemetry.sdk.language"), "cpp");
  EXPECT_EQ(resource.Text("os.type"), "linux");
  EXPECT_FALSE(resource.Text("host.name").empty());
  EXPECT_EQ(resource.attributes().count("process.pid"), 1u);
  EXPECT_EQ(settings.options.sampler->Description(), "ParentBased{root:TraceIdRatioBased{0.100000}}");
  EXPECT_EQ(settings.otlp.protocol, Protocol::kGrpc);
  EXPECT_EQ(settings.otlp.endpoint.ToString(), "http://localhost:4317");
}

TEST(Settings, RatiosOutOfRangeAreErrors) {
  for (const double bad : {-0.1, 1.1, std::nan("")}) {
    EXPECT_THAT(Why(ProviderConfig("s", "1", "", bad)), HasSubstr("the sampler ratio must be from 0 to 1, got "));
  }
}

TEST(Settings, TheProgramComesBeforeTheEnvironment) {
  ProviderConfig config("code", "1.0.0", "http://code:1", 0.5);
  config.headers = {{"k", "code"}};
  config.gzip = false;
  config.schedule_delay = seconds(3);
  config.batch_spans = 1024;
  config.queue_spans = 4096;
  config.export_request_timeout = seconds(1);
  const Map variables = {{"OTEL_SERVICE_NAME", "env"},
                         {"OTEL_RESOURCE_ATTRIBUTES", "service.name=other,service.namespace=ns,service.version=9"},
                         {"OTEL_EXPORTER_OTLP_ENDPOINT", "http://env:2"},
                         {"OTEL_EXPORTER_OTLP_HEADERS", "k=env"},
                         {"OTEL_EXPORTER_OTLP_COMPRESSION", "gzip"},
                         {"OTEL_EXPORTER_OTLP_TIMEOUT", "7000"},
                         {"OTEL_TRACES_SAMPLER", "always_off"},
                         {"OTEL_BSP_SCHEDULE_DELAY", "1"},
                         {"OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "2"},
                         {"OTEL_BSP_MAX_QUEUE_SIZE", "3"}};
  const Settings settings = Read(config, variables);
  EXPECT_EQ(settings.options.resource.Text("service.name"), "code");
  EXPECT_EQ(settings.options.resource.Text("service.version"), "1.0.0");
  EXPECT_EQ(settings.options.resource.Text("service.namespace"), "ns");
  EXPECT_EQ(settings.otlp.endpoint.ToString(), "http://code:1");
  EXPECT_EQ(settings.otlp.headers, (HeaderList{{"k", "code"}}));
  EXPECT_FALSE(settings.otlp.gzip);
  EXPECT_EQ(settings.otlp.timeout, seconds(1));
  EXPECT_EQ(settings.options.sampler->Description(), "ParentBased{root:TraceIdRatioBased{0.500000}}");
  EXPECT_EQ(settings.options.batch.schedule_delay, seconds(3));
  EXPECT_EQ(settings.options.batch.batch_spans, 1024u);
  EXPECT_EQ(settings.options.batch.queue_spans, 4096u);

  config.environment_wins = true;
  const Settings other = Read(config, variables);
  EXPECT_EQ(other.options.resource.Text("service.name"), "env");
  EXPECT_EQ(other.options.resource.Text("service.version"), "9");
  EXPECT_EQ(other.otlp.endpoint.ToString(), "http://env:2");
  EXPECT_EQ(other.options.sampler->Description(), "AlwaysOffSampler");
  EXPECT_EQ(Read(config).options.resource.Text("service.name"), "code");
  EXPECT_EQ(Read(config).otlp.endpoint.ToString(), "http://code:1");
}

TEST(Settings, TheSignalsVariableComesBeforeTheGeneralOne) {
  Map variables = {{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://all:1/base/"},
                   {"OTEL_EXPORTER_OTLP_HEADERS", "a=all"},
                   {"OTEL_EXPORTER_OTLP_TIMEOUT", "1000"},
                   {"OTEL_EXPORTER_OTLP_COMPRESSION", "gzip"}};
  EXPECT_EQ(Read({}, variables).otlp.endpoint.ToString(), "http://all:1/base/v1/traces");
  EXPECT_TRUE(Read({}, variables).otlp.gzip);
  variables["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = "http://traces:2/as/it/is";
  variables["OTEL_EXPORTER_OTLP_TRACES_HEADERS"] = "a=traces";
  variables["OTEL_EXPORTER_OTLP_TRACES_TIMEOUT"] = "250";
  variables["OTEL_EXPORTER_OTLP_TRACES_COMPRESSION"] = "none";
  const Settings settings = Read({}, variables);
  EXPECT_EQ(settings.otlp.endpoint.ToString(), "http://traces:2/as/it/is");
  EXPECT_EQ(settings.otlp.headers, (HeaderList{{"a", "traces"}}));
  EXPECT_EQ(settings.otlp.timeout, milliseconds(250));
  EXPECT_FALSE(settings.otlp.gzip);
  variables["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = "http://traces:2";
  EXPECT_EQ(Read({}, variables).otlp.protocol, Protocol::kGrpc);
  variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
  variables["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/protobuf";
  EXPECT_EQ(Read({}, variables).otlp.protocol, Protocol::kHttp);
  EXPECT_EQ(Read({}, variables).otlp.endpoint.ToString(), "http://traces:2/");
}

TEST(Settings, TheGuidesVariableComesLast) {
  EXPECT_EQ(Read({}, {{"OTEL_ENDPOINT", "collector:4318"}}).otlp.endpoint.ToString(),
            "http://collector:4318/v1/traces");
  EXPECT_EQ(Read({}, {{"OTEL_ENDPOINT", "a:1"}, {"OTEL_EXPORTER_OTLP_ENDPOINT", "b:2"}}).otlp.endpoint.host, "b");
}

// Who says nothing gets gRPC, unless the endpoint can only be HTTP's.
TEST(Settings, ProtocolsAreSaidOrGuessed) {
  const auto endpoint = [](const ProviderConfig& config, const Map& variables = {}) {
    const ExporterSettings otlp = Read(config, variables).otlp;
    return StrCat(otlp.protocol == Protocol::kGrpc ? "grpc " : "http ", otlp.endpoint.ToString());
  };
  Logged log;
  EXPECT_EQ(endpoint(ProviderConfig("s", "1", "collector", 1)), "grpc http://collector:4317");
  EXPECT_EQ(endpoint(ProviderConfig("s", "1", "http://[::1]:4317/", 1)), "grpc http://[::1]:4317/");
  EXPECT_EQ(endpoint(ProviderConfig("s", "1", "https://collector.example", 1)), "grpc https://collector.example:443");
  EXPECT_EQ(endpoint(ProviderConfig("s", "1", "localhost:4318", 1)), "http http://localhost:4318/v1/traces");
  EXPECT_EQ(endpoint(ProviderConfig("s", "1", "http://a:1/v1/traces", 1)), "http http://a:1/v1/traces");
  EXPECT_EQ(endpoint({}, {{"OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"}}), "http http://localhost:4318/v1/traces");
  ProviderConfig said("s", "1", "a:1", 1);
  said.protocol = "http/protobuf";
  EXPECT_EQ(endpoint(said, {{"OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"}}), "http http://a:1/v1/traces");
  said.environment_wins = true;
  EXPECT_EQ(endpoint(said, {{"OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"}}), "grpc http://a:1");
  EXPECT_THAT(log.lines, IsEmpty());

  EXPECT_EQ(Why({}, {{"OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/json"}}),
            "OTEL_EXPORTER_OTLP_PROTOCOL=http/json is not supported: expected grpc or http/protobuf");
  said.protocol = "carrier pigeon";
  EXPECT_EQ(Why(said), "ProviderConfig::protocol carrier pigeon is not supported: expected grpc or http/protobuf");
  EXPECT_EQ(Read({}, {{"OTEL_EXPORTER_OTLP_PROTOCOL", "x"}, {"OTEL_TRACES_EXPORTER", "none"}}).exporter,
            Settings::Exporter::kNone);
  Read(ProviderConfig("s", "1", "http://localhost:4317/v1/traces", 1));
  ASSERT_EQ(log.lines.size(), 1u);
  EXPECT_THAT(log.lines[0], HasSubstr("http://localhost:4317 is asked by http/protobuf, but 4317 is usually"));
}

// The specification's rule for gRPC: no scheme means TLS, unless a variable says that it does not.
TEST(Settings, EndpointsOfTheEnvironmentAreSecureUnlessTheySayOtherwise) {
  const Map plain = {{"OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317"}};
  EXPECT_TRUE(Read({}, plain).otlp.endpoint.tls);
  Map variables = plain;
  variables["OTEL_EXPORTER_OTLP_INSECURE"] = "TRUE";
  EXPECT_FALSE(Read({}, variables).otlp.endpoint.tls);
  variables["OTEL_EXPORTER_OTLP_TRACES_INSECURE"] = "false";
  EXPECT_TRUE(Read({}, variables).otlp.endpoint.tls);
  variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4317";
  EXPECT_FALSE(Read({}, variables).otlp.endpoint.tls);
  EXPECT_FALSE(Read({}, {{"OTEL_ENDPOINT", "collector:4317"}}).otlp.endpoint.tls);
}

TEST(Settings, WrongEndpointsAndHeadersAreErrors) {
  EXPECT_THAT(Why(ProviderConfig("s", "1", "ftp://x", 1)), HasSubstr("this scheme is not supported"));
  EXPECT_THAT(Why({}, {{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://:1"}}), HasSubstr("no host"));
  EXPECT_THAT(Why({}, {{"OTEL_EXPORTER_OTLP_HEADERS", "nonsense"}}), HasSubstr("OTLP header 1"));
}

TEST(Settings, Samplers) {
  Logged log;
  const auto named = [](const std::string& name) {
    return SamplerOf({{"OTEL_TRACES_SAMPLER", name}, {"OTEL_TRACES_SAMPLER_ARG", "0.25"}});
  };
  EXPECT_EQ(named("always_on"), "AlwaysOnSampler");
  EXPECT_EQ(named("always_off"), "AlwaysOffSampler");
  EXPECT_EQ(named("traceidratio"), "TraceIdRatioBased{0.250000}");
  EXPECT_EQ(named("parentbased_always_on"), "ParentBased{root:AlwaysOnSampler}");
  EXPECT_EQ(named("parentbased_always_off"), "ParentBased{root:AlwaysOffSampler}");
  EXPECT_EQ(named("parentbased_traceidratio"), "ParentBased{root:TraceIdRatioBased{0.250000}}");
  EXPECT_THAT(log.lines, IsEmpty());
  EXPECT_EQ(named("jaeger_remote"), "ParentBased{root:AlwaysOnSampler}");
  EXPECT_EQ(log.lines.size(), 1u);
  EXPECT_EQ(SamplerOf({{"OTEL_TRACES_SAMPLER", "traceidratio"}, {"OTEL_TRACES_SAMPLER_ARG", "7"}}), "AlwaysOnSampler");
  ProviderConfig own;
  own.sampler = AlwaysOff();
  EXPECT_EQ(SamplerOf({{"OTEL_TRACES_SAMPLER", "always_on"}}, own), "AlwaysOffSampler");
}

TEST(Settings, ExportersAndPropagators) {
  Logged log;
  EXPECT_EQ(Read({}, {{"OTEL_TRACES_EXPORTER", "console"}}).options.batch.schedule_delay, milliseconds(200));
  EXPECT_NE(MakeExporter(Read({}, {{"OTEL_TRACES_EXPORTER", "console"}})), nullptr);
  EXPECT_EQ(MakeExporter(Read({}, {{"OTEL_TRACES_EXPORTER", "none"}})), nullptr);
  EXPECT_EQ(MakeExporter(Read({}, {{"OTEL_SDK_DISABLED", "true"}})), nullptr);
  EXPECT_FALSE(Read({}, {{"OTEL_SDK_DISABLED", "true"}}).options.enabled);
  EXPECT_NE(MakeExporter(Read({})), nullptr);
  const Propagation only = Read({}, {{"OTEL_PROPAGATORS", "tracecontext"}}).options.propagation;
  EXPECT_TRUE(only.trace_context);
  EXPECT_FALSE(only.baggage);
  EXPECT_FALSE(Read({}, {{"OTEL_PROPAGATORS", "none"}}).options.propagation.trace_context);
  EXPECT_THAT(log.lines, IsEmpty());
  EXPECT_EQ(Read({}, {{"OTEL_TRACES_EXPORTER", "zipkin"}}).exporter, Settings::Exporter::kOtlp);
  EXPECT_TRUE(Read({}, {{"OTEL_PROPAGATORS", "baggage, xray"}}).options.propagation.baggage);
  EXPECT_EQ(log.lines.size(), 2u);
}

TEST(Settings, LimitsAndBatches) {
  const Settings settings = Read({}, {{"OTEL_ATTRIBUTE_COUNT_LIMIT", "10"},
                                      {"OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT", "3"},
                                      {"OTEL_SPAN_EVENT_COUNT_LIMIT", "4"},
                                      {"OTEL_SPAN_LINK_COUNT_LIMIT", "5"},
                                      {"OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "100"},
                                      {"OTEL_BSP_SCHEDULE_DELAY", "0"},
                                      {"OTEL_BSP_EXPORT_TIMEOUT", "2000"},
                                      {"OTEL_BSP_MAX_QUEUE_SIZE", "100"},
                                      {"OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "500"}});
  EXPECT_EQ(settings.options.limits.attributes, 10u);
  EXPECT_EQ(settings.options.limits.attributes_per_event, 3u);
  EXPECT_EQ(settings.options.limits.attributes_per_link, 10u);
  EXPECT_EQ(settings.options.limits.events, 4u);
  EXPECT_EQ(settings.options.limits.links, 5u);
  EXPECT_EQ(settings.options.limits.value_bytes, 100u);
  EXPECT_EQ(settings.options.batch.schedule_delay, milliseconds(1));
  EXPECT_EQ(settings.options.batch.export_timeout, seconds(2));
  EXPECT_EQ(settings.options.batch.queue_spans, 100u);
  EXPECT_EQ(settings.options.batch.batch_spans, 100u);
}

TEST(Settings, WrongResourceAttributesAreIgnoredWhole) {
  Logged log;
  const Settings settings = Read({}, {{"OTEL_RESOURCE_ATTRIBUTES", "a=1,b"}, {"OTEL_SERVICE_NAME", "env"}});
  EXPECT_EQ(settings.options.resource.Text("a"), "");
  EXPECT_EQ(settings.options.resource.Text("service.name"), "env");
  ASSERT_EQ(log.lines.size(), 1u);
  EXPECT_THAT(log.lines[0], HasSubstr("OTEL_RESOURCE_ATTRIBUTES is ignored"));
}

}  // namespace
}  // namespace elanus::otlp
