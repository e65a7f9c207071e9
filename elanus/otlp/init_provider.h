// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The guide's InitProvider, and the one line that traces a program:
//   auto telemetry = InitProvider(ProviderConfig("user-service", "1.0.0", "localhost:4317", 1.0));
//   if (!telemetry) return Fail(telemetry.status());
//   ... WithSuite(NewServerSuite(*telemetry)) ... telemetry->Root() ...
//
//   hello::NewServer(handler, WithServiceAddr(":8888"), WithSuite(Tracing("hello")));
#pragma once

#include <memory>
#include <string_view>

#include "elanus/base/result.h"
#include "elanus/otlp/provider_config.h"
#include "elanus/rpc/pipeline.h"
#include "elanus/telemetry/suite.h"
#include "elanus/telemetry/tracer_provider.h"

namespace elanus {

// A provider that batches (5 s, 512 spans) and sends to the endpoint; when it goes it sends what is left, within 10 s.
// It does not need the collector to be there. The error names the word of the config or the variable that is wrong.
Result<TracerProvider> InitProvider(const ProviderConfig& config);

// A suite for clients and servers that owns a provider made from the OTEL_* variables; what is left is sent when its
// last owner goes. `name` is the service's name where OTEL_SERVICE_NAME gives no other. A variable that is wrong is
// named in the log, and the suite then passes traces on without adding to them.
std::shared_ptr<const Suite> Tracing(std::string_view name);

}  // namespace elanus
