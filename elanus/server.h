// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What programs that serve include, beside their generated code.
#pragma once

#include "elanus/async/all.h"            // IWYU pragma: export
#include "elanus/async/offload.h"        // IWYU pragma: export
#include "elanus/async/scope.h"          // IWYU pragma: export
#include "elanus/async/wait.h"           // IWYU pragma: export
#include "elanus/base/result.h"          // IWYU pragma: export
#include "elanus/base/status.h"          // IWYU pragma: export
#include "elanus/grpc/health_service.h"  // IWYU pragma: export
#include "elanus/rpc/context.h"          // IWYU pragma: export
#include "elanus/rpc/meta_handler.h"     // IWYU pragma: export
#include "elanus/rpc/middleware.h"       // IWYU pragma: export
#include "elanus/rpc/offload.h"          // IWYU pragma: export
#include "elanus/rpc/stream.h"           // IWYU pragma: export
#include "elanus/server/options.h"       // IWYU pragma: export
#include "elanus/server/server.h"        // IWYU pragma: export
