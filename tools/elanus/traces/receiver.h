// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What comes by OTLP (conventions.md F.2): over HTTP, POST /v1/traces with Protobuf or JSON, plain or gzip; over gRPC
// (grpc_receiver.h).
#pragma once

#include <atomic>
#include <string>
#include <string_view>

#include "elanus/base/clock.h"
#include "elanus/base/result.h"
#include "tools/elanus/traces/body.h"
#include "tools/elanus/traces/http_server.h"
#include "tools/elanus/traces/json.h"
#include "tools/elanus/traces/store.h"

namespace httplib {
struct Response;
}

namespace elanus::traces {

// OTLP's limit of a request, decompressed; twice that may be in flight.
inline constexpr std::size_t kMaxRequestBytes = std::size_t{64} << 20;

// Thread-safe. Store and clock outlive it.
class Receiver {
 public:
  Receiver(Store& store, const Clock& clock) : store_(store), clock_(clock) {}

  // Sets the handlers of an OTLP endpoint.
  void ServeOtlp(HttpServer& server);
  // POST /api/import on the page's server: OTLP/JSON from a file. Answers {"spans": n, "trace": "id of the first"}.
  void ServeImport(HttpServer& server);
  // gRPC: an ExportTraceServiceRequest, and its ExportTraceServiceResponse.
  Result<std::string> Export(std::string_view request);
  // The response to metrics or logs.
  std::string Ignore();
  ReceiverStats Stats() const;

 private:
  class Outcome;

  void Export(const httplib::Request& request, httplib::Response& response, const httplib::ContentReader& reader);
  void Import(const httplib::Request& request, httplib::Response& response, const httplib::ContentReader& reader);
  void Ignore(const httplib::Request& request, httplib::Response& response, const httplib::ContentReader& reader);
  Outcome Keep(std::string_view body, bool json);
  void Refuse(httplib::Response& response, int status, std::string_view why, bool json);

  Store& store_;
  const Clock& clock_;
  BodyBudget budget_{2 * kMaxRequestBytes};
  std::atomic<std::uint64_t> requests_{0};
  std::atomic<std::uint64_t> refused_{0};
  std::atomic<std::uint64_t> ignored_{0};
};

}  // namespace elanus::traces
