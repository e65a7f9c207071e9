// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The guide's handler: a span for each method, one for each thing it asks of others.
#pragma once

#include <memory>

#include "cache.h"
#include "store.h"
#include "user/user.h"

namespace users {

class UserHandler final : public user::UserService {
 public:
  explicit UserHandler(std::unique_ptr<Store> store) : store_(std::move(store)) {}

  elanus::Task<elanus::Result<user::GetUserResponse>> GetUser(const elanus::Context& ctx,
                                                              user::GetUserRequest req) override;
  elanus::Task<elanus::Result<user::CreateUserResponse>> CreateUser(const elanus::Context& ctx,
                                                                    user::CreateUserRequest req) override;

 private:
  std::unique_ptr<Store> store_;
  Cache cache_;
};

}  // namespace users
