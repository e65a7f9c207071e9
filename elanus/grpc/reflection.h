// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gRPC's server reflection: which services a server has, and the .proto files of those that have some. With it, grpcurl
// and buf curl need no files of their own. The versions v1 and v1alpha differ in nothing but their package: one handler
// serves both.
#pragma once

#include <memory>
#include <vector>

#include "elanus/rpc/method.h"

namespace elanus::grpc {

const ServiceInfo& ReflectionInfo();
const ServiceInfo& ReflectionAlphaInfo();
// Shows these services, which must outlive it, and itself in both versions. Thrift services are not listed, and who
// asks for one is told what it is.
std::shared_ptr<void> NewReflectionHandler(std::vector<const ServiceInfo*> services);

}  // namespace elanus::grpc
