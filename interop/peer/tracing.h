// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The peer's telemetry: on with --otlp. What is left of it is sent when it goes, after servers and clients.
#pragma once

#include <memory>

#include "elanus/otlp/init_provider.h"
#include "interop/peer/options.h"

namespace peer {

// Null without --otlp: nothing is traced.
elanus::Result<std::unique_ptr<elanus::TracerProvider>> StartTracing(const Options& options);

}  // namespace peer
