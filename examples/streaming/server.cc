// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The guide's streaming server. Environment: ELANUS_ADDR (:8889), and the OTEL_* variables of OpenTelemetry.
#include <cstdlib>

#include "elanus/elanus.h"
#include "handler.h"

int main() {
  const char* address = std::getenv("ELANUS_ADDR");
  auto server = streaming::NewServer(
      std::make_unique<streams::StreamHandler>(), elanus::WithServiceAddr(address != nullptr ? address : ":8889"),
      elanus::WithSuite(elanus::Tracing("stream-service")), elanus::WithServerBasicInfo("stream-service"));
  return server.Run();
}
