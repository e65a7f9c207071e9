// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Where batches go, and how.
#pragma once

#include <memory>

#include "elanus/base/clock.h"
#include "elanus/net/stream.h"
#include "elanus/otlp/endpoint.h"
#include "elanus/otlp/header_list.h"
#include "elanus/otlp/http_post.h"

namespace elanus::otlp {

class ExporterSettings {
 public:
  enum class Protocol : std::uint8_t { kGrpc, kHttp };
  Protocol protocol = Protocol::kGrpc;
  Endpoint endpoint;   // HTTP: with the whole path
  HeaderList headers;  // beside those of OTLP itself
  TlsFiles tls;
  bool gzip = false;
  Duration timeout = std::chrono::seconds(10);  // of one request
  // gRPC, in tests: instead of the machine's network.
  std::shared_ptr<net::Network> network;
};

}  // namespace elanus::otlp
