// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "handler.h"

namespace users {

using elanus::Context;
using elanus::InvalidArgument;
using elanus::Result;
using elanus::Span;
using elanus::Task;

Task<Result<user::GetUserResponse>> UserHandler::GetUser(const Context& ctx, user::GetUserRequest req) {
  Span span(ctx, "UserService.GetUser");
  span.Set("user.id", req.user_id);
  if (req.user_id <= 0) co_return span.Fail(InvalidArgument("user_id must be positive, got ", req.user_id));
  std::optional<user::User> user = cache_.Get(span, req.user_id);
  if (!user) {
    Result<user::User> selected = co_await store_->SelectUser(span, req.user_id);
    if (!selected) co_return span.Fail(selected.status());
    cache_.Put(*selected);
    user = std::move(*selected);
  }
  span.Ok();
  co_return user::GetUserResponse(std::move(*user), "ok");
}

Task<Result<user::CreateUserResponse>> UserHandler::CreateUser(const Context& ctx, user::CreateUserRequest req) {
  Span span(ctx, "UserService.CreateUser");
  // Personal data: a real service thinks twice before it puts these on a span.
  span.Set("user.name", req.name);
  span.Set("user.email", req.email);
  if (req.name.empty()) co_return span.Fail(InvalidArgument("name must not be empty"));
  if (req.email.empty()) co_return span.Fail(InvalidArgument("email must not be empty"));
  Result<std::int64_t> id = co_await store_->InsertUser(span, req);
  if (!id) co_return span.Fail(id.status());
  span.Set("user.id", *id);
  span.Ok();
  co_return user::CreateUserResponse(*id, "created");
}

}  // namespace users
