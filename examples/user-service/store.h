// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Where users are kept. Each operation is a span of its own, with the guide's names: the database's work shows in the
// trace under the handler's span.
#pragma once

#include <memory>
#include <string>

#include "elanus/elanus.h"
#include "user/user.h"

namespace users {

// Safe to use from any thread.
class Store {
 public:
  virtual ~Store() = default;
  // NotFound when there is none.
  virtual elanus::Task<elanus::Result<user::User>> SelectUser(const elanus::Context& ctx, std::int64_t id) = 0;
  // The id that the database gave.
  virtual elanus::Task<elanus::Result<std::int64_t>> InsertUser(const elanus::Context& ctx,
                                                                const user::CreateUserRequest& req) = 0;
};

// A database as blocking calls; a store runs them off the loops.
class Database {
 public:
  virtual ~Database() = default;
  virtual std::string_view system() const = 0;  // db.system: "sqlite", "mysql"
  virtual elanus::Result<user::User> Select(std::int64_t id) = 0;
  virtual elanus::Result<std::int64_t> Insert(const user::CreateUserRequest& req) = 0;
};

// "sqlite:FILE" ("sqlite::memory:" by default) or "mysql://user:password@host:port/database" (MariaDB too). The table
// is made and user 12345, the guide's, is put there when they are missing.
elanus::Result<std::unique_ptr<Database>> OpenSqlite(const std::string& path);
elanus::Result<std::unique_ptr<Database>> OpenMysql(const std::string& dsn);
elanus::Result<std::unique_ptr<Store>> OpenStore(const std::string& dsn);

}  // namespace users
