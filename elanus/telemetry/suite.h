// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The suites of the guide: a span for every call, in the shape of Kitex's obs-opentelemetry (conventions.md A).
//   user::NewServer(handler, WithSuite(NewServerSuite(*telemetry)));
//   user::UserServiceClient client("user-service", WithSuite(NewClientSuite(*telemetry)));
#pragma once

#include <memory>

#include "elanus/rpc/pipeline.h"
#include "elanus/telemetry/suite_options.h"
#include "elanus/telemetry/tracer_provider.h"

namespace elanus {

// The provider must outlive the clients and servers that have the suite. Both kinds do what their pipeline's role asks
// for, so either serves a client and a server; the names are the guide's. A client's suite asks for TTHeader, without
// which nothing travels.
std::shared_ptr<const Suite> NewServerSuite(const TracerProvider& provider, const SuiteOptions& options = {});
std::shared_ptr<const Suite> NewClientSuite(const TracerProvider& provider, const SuiteOptions& options = {});

}  // namespace elanus
