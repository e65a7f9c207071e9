// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Spans of opentelemetry-cpp, sent by its exporter over gRPC to where the OTEL_* variables say. Prints the trace's id.
#include <opentelemetry/exporters/otlp/otlp_grpc_exporter_factory.h>
#include <opentelemetry/exporters/otlp/otlp_grpc_exporter_options.h>
#include <opentelemetry/sdk/trace/simple_processor_factory.h>
#include <opentelemetry/sdk/trace/tracer_provider.h>
#include <opentelemetry/sdk/trace/tracer_provider_factory.h>
#include <opentelemetry/trace/scope.h>

#include <cstdio>

namespace otlp = opentelemetry::exporter::otlp;
namespace sdk = opentelemetry::sdk::trace;
namespace trace = opentelemetry::trace;

int main() {
  const otlp::OtlpGrpcExporterOptions from_environment;
  auto provider = sdk::TracerProviderFactory::Create(
      sdk::SimpleSpanProcessorFactory::Create(otlp::OtlpGrpcExporterFactory::Create(from_environment)));
  auto tracer = provider->GetTracer("interop");
  auto outer = tracer->StartSpan("outer");
  trace::StartSpanOptions below;
  below.parent = outer->GetContext();
  tracer->StartSpan("inner", {}, below)->End();
  outer->End();
  char id[32];
  outer->GetContext().trace_id().ToLowerBase16(id);
  std::printf("%.32s\n", id);
  return provider->ForceFlush() ? 0 : 1;
}
