// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// All of it, for programs that serve, call and trace. client.h and server.h are the parts without telemetry.
#pragma once

#include "elanus/client.h"              // IWYU pragma: export
#include "elanus/otlp/init_provider.h"  // IWYU pragma: export
#include "elanus/rpc/offload.h"         // IWYU pragma: export
#include "elanus/server.h"              // IWYU pragma: export
#include "elanus/telemetry/span.h"      // IWYU pragma: export
#include "elanus/telemetry/suite.h"     // IWYU pragma: export
#include "elanus/tls.h"                 // IWYU pragma: export
