// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The guide's client: two calls, the workflow that is one trace, and two calls that the service refuses.
// Environment: ELANUS_ADDR (localhost:8888), OTEL_EXPORTER_OTLP_ENDPOINT (localhost:4317).
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "elanus/elanus.h"
#include "user/user.h"

using elanus::Context;
using elanus::Result;
using elanus::Span;
using elanus::Task;

namespace {

std::string Env(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : otherwise;
}

Task<Result<user::User>> CallUserServiceWorkflow(const Context& ctx, user::UserServiceClient& client) {
  Span span(ctx, "CallUserServiceWorkflow");
  span.Set("workflow.name", "user-management");
  auto created = co_await client.CreateUser(span, {"Alice", "alice@example.com"});
  if (!created) co_return span.Fail(created.status());
  span.Set("created.user_id", created->user_id);
  auto fetched = co_await client.GetUser(span, {created->user_id});
  if (!fetched) co_return span.Fail(fetched.status());
  span.Set("fetched.user_name", fetched->user.name);
  span.Ok();
  co_return std::move(fetched->user);
}

template <class R>
void Print(const char* what, const Result<R>& result) {
  std::printf("%-36s %s\n", what, result.ok() ? result->ToString().c_str() : result.status().ToString().c_str());
}

}  // namespace

int main() {
  auto telemetry = elanus::InitProvider(elanus::ProviderConfig(
      "user-client", "1.0.0", Env("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317"), /*sampler_ratio=*/1.0));
  if (!telemetry) return elanus::Fail(telemetry.status());
  user::UserServiceClient client("user-service", elanus::WithHostPorts(Env("ELANUS_ADDR", "localhost:8888")),
                                 elanus::WithSuite(elanus::NewClientSuite(*telemetry)),
                                 elanus::WithLongConnection(elanus::IdleConfig(10, 100, std::chrono::minutes(1))),
                                 elanus::WithRPCTimeout(std::chrono::seconds(1)));
  const Context& root = telemetry->Root();

  auto got = client.GetUser(root, {12345}).Wait();
  Print("GetUser(12345)", got);
  auto created = client.CreateUser(root, {"Alice", "alice@example.com"}).Wait();
  Print("CreateUser(\"Alice\")", created);
  auto user = elanus::Wait(CallUserServiceWorkflow(root, client));
  Print("CallUserServiceWorkflow", user);
  // What the service refuses: both spans of each call show why.
  Print("GetUser(0)", client.GetUser(root, {0}).Wait());
  Print("CreateUser(\"\")", client.CreateUser(root, {"", "nobody@example.com"}).Wait());
  return got.ok() && created.ok() && user.ok() ? 0 : 1;
}
