// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The same call over both transports of a Protobuf service, and one that the service refuses.
// Environment: ELANUS_ADDR (localhost:8890), and the OTEL_* variables of OpenTelemetry.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "elanus/elanus.h"
#include "user.elanus.h"

namespace {

bool GetUser(const char* what, const user::UserServiceClient& client, std::int64_t id) {
  user::GetUserRequest request;
  request.set_user_id(id);
  auto reply = client.GetUser({}, request).Wait();
  std::printf("%-28s %s\n", what, reply.ok() ? reply->ShortDebugString().c_str() : reply.status().ToString().c_str());
  return reply.ok();
}

}  // namespace

int main() {
  const char* address = std::getenv("ELANUS_ADDR");
  const auto where = elanus::WithHostPorts(address != nullptr ? address : "localhost:8890");
  const auto tracing = elanus::WithSuite(elanus::Tracing("user-pb-client"));
  const auto timeout = elanus::WithRPCTimeout(std::chrono::seconds(1));
  user::UserServiceClient grpc("user-pb-service", where, tracing, timeout,
                               elanus::WithTransportProtocol(elanus::Transport::kGrpc));
  user::UserServiceClient kitex("user-pb-service", where, tracing, timeout);

  const bool over_grpc = GetUser("gRPC: 12345", grpc, 12345);
  const bool over_kitex = GetUser("Kitex-Protobuf: 12345", kitex, 12345);
  GetUser("gRPC: 0", grpc, 0);
  return over_grpc && over_kitex ? 0 : 1;
}
