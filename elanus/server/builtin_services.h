// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What every server answers over gRPC beside its program's services: health checks and reflection. A service of the
// program that has the same full name takes the place of one of these.
#pragma once

#include "elanus/server/options.h"
#include "elanus/server/router.h"

namespace elanus::server {

// As the options say, for the services that are registered by now. At each start of a server.
void AddBuiltinServices(Config& config, Router& router);

}  // namespace elanus::server
