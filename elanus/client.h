// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What programs that call services include, beside their generated code.
#pragma once

#include "elanus/async/all.h"         // IWYU pragma: export
#include "elanus/async/scope.h"       // IWYU pragma: export
#include "elanus/async/wait.h"        // IWYU pragma: export
#include "elanus/base/result.h"       // IWYU pragma: export
#include "elanus/base/status.h"       // IWYU pragma: export
#include "elanus/client/call.h"       // IWYU pragma: export
#include "elanus/client/client.h"     // IWYU pragma: export
#include "elanus/client/options.h"    // IWYU pragma: export
#include "elanus/client/stream.h"     // IWYU pragma: export
#include "elanus/rpc/context.h"       // IWYU pragma: export
#include "elanus/rpc/meta_handler.h"  // IWYU pragma: export
#include "elanus/rpc/middleware.h"    // IWYU pragma: export
