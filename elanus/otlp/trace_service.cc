// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/otlp/trace_service.h"

#include "elanus/rpc/protobuf_method.h"

namespace elanus::otlp {

const ServiceInfo& TraceService::Info() {
  static constexpr Method kMethods[] = {rpc::ProtobufMethod<&TraceService::Export>("Export")};
  static constexpr ServiceInfo kInfo = {"TraceService", "opentelemetry.proto.collector.trace.v1", kMethods};
  return kInfo;
}

}  // namespace elanus::otlp
