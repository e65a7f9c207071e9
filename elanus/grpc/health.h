// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// grpc.health.v1.Health: what HealthService knows, over gRPC.
#pragma once

#include <memory>

#include "elanus/grpc/health_service.h"
#include "elanus/rpc/method.h"

namespace elanus::grpc {

const ServiceInfo& HealthInfo();
std::shared_ptr<void> NewHealthHandler(std::shared_ptr<HealthService> health);

}  // namespace elanus::grpc
