// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The guide's service in its Protobuf form. One port speaks gRPC and Kitex-Protobuf: what a client speaks shows in its
// first bytes. Environment: ELANUS_ADDR (:8890), and the OTEL_* variables of OpenTelemetry.
#include <cstdlib>

#include "elanus/elanus.h"
#include "user.elanus.h"

namespace {

using elanus::Context;
using elanus::InvalidArgument;
using elanus::NotFound;
using elanus::Result;
using elanus::Span;
using elanus::Task;

class UserHandler final : public user::UserService {
 public:
  Task<Result<user::GetUserResponse>> GetUser(const Context& ctx, user::GetUserRequest req) override {
    Span span(ctx, "UserService.GetUser");
    span.Set("user.id", req.user_id());
    if (req.user_id() <= 0) co_return span.Fail(InvalidArgument("user_id must be positive, got ", req.user_id()));
    if (req.user_id() != kUserId) co_return span.Fail(NotFound("no user ", req.user_id()));
    user::GetUserResponse response;
    user::User* found = response.mutable_user();
    found->set_id(kUserId);
    found->set_name("Guide Reader");
    found->set_email("reader@example.com");
    response.set_message("ok");
    span.Ok();
    co_return response;
  }

 private:
  static constexpr std::int64_t kUserId = 12345;
};

}  // namespace

int main() {
  const char* address = std::getenv("ELANUS_ADDR");
  auto server = user::NewServer(
      std::make_unique<UserHandler>(), elanus::WithServiceAddr(address != nullptr ? address : ":8890"),
      elanus::WithSuite(elanus::Tracing("user-pb-service")), elanus::WithServerBasicInfo("user-pb-service"));
  return server.Run();
}
