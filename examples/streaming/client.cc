// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Runs each kind of stream once. Environment: ELANUS_ADDR (localhost:8889), OTEL_EXPORTER_OTLP_ENDPOINT
// (localhost:4317).
#include <cstdio>
#include <cstdlib>

#include "elanus/elanus.h"
#include "workflow.h"

namespace {

std::string Env(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : otherwise;
}

}  // namespace

int main() {
  auto telemetry = elanus::InitProvider(elanus::ProviderConfig(
      "stream-client", "1.0.0", Env("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317"), /*sampler_ratio=*/1.0));
  if (!telemetry) return elanus::Fail(telemetry.status());
  streaming::StreamServiceClient client("stream-service", elanus::WithHostPorts(Env("ELANUS_ADDR", "localhost:8889")),
                                        elanus::WithSuite(elanus::NewClientSuite(*telemetry)));
  const elanus::Context& root = telemetry->Root();

  auto chunks = elanus::Wait(streams::ServerStreamExample(root, client, 42));
  if (!chunks) return elanus::Fail(chunks.status());
  std::printf("ServerStream         %zu chunks, the last: %s\n", chunks->size(), chunks->back().ToString().c_str());

  auto response = elanus::Wait(streams::ClientStreamExample(root, client));
  if (!response) return elanus::Fail(response.status());
  std::printf("ClientStream         %s\n", response->message.c_str());

  auto responses = elanus::Wait(streams::BidirectionalStreamExample(root, client));
  if (!responses) return elanus::Fail(responses.status());
  std::printf("BidirectionalStream  %zu words, the last: %s\n", responses->size(), responses->back().message.c_str());
}
