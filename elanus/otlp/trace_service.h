// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// opentelemetry.proto.collector.trace.v1.TraceService, whose messages stay bytes: batches are encoded before they come
// here (elanus/telemetry), and receivers decode them in their own way.
#pragma once

#include <string_view>

#include "elanus/client/call.h"
#include "elanus/grpc/encoded_message.h"
#include "elanus/rpc/context.h"

namespace elanus::otlp {

// What a receiver implements.
class TraceService {
 public:
  static const ServiceInfo& Info();
  virtual ~TraceService() = default;
  // An ExportTraceServiceRequest, and its ExportTraceServiceResponse.
  virtual Task<Result<grpc::EncodedMessage>> Export(const Context& ctx, grpc::EncodedMessage request) = 0;
};

// As a generated client.
class TraceServiceClient {
 public:
  template <class... Options>
  explicit TraceServiceClient(std::string_view destination, Options&&... options)
      : client_(TraceService::Info(), destination, {ClientOption(std::forward<Options>(options))...}) {}
  Status status() const { return client_.status(); }
  Call<Result<grpc::EncodedMessage>, 1> Export(const Context& ctx, const grpc::EncodedMessage& request,
                                               const CallOptions& options) {
    return {client_, TraceService::Info().methods[0], ctx, options, {&request}};
  }

 private:
  Client client_;
};

}  // namespace elanus::otlp
