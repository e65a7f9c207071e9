// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "store.h"

#include <utility>

namespace users {

using elanus::Context;
using elanus::Result;
using elanus::Span;
using elanus::Task;

namespace {

class TracedStore final : public Store {
 public:
  explicit TracedStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}

  // The span's name is the guide's; db.system tells which database it is.
  Task<Result<user::User>> SelectUser(const Context& ctx, std::int64_t id) override {
    Span span(ctx, "MySQL.SelectUser", elanus::SpanOptions().Kind(elanus::SpanKind::kClient));
    span.Set("db.system", database_->system());
    span.Set("db.operation", "SELECT");
    span.Set("db.table", "users");
    span.Set("db.user_id", id);
    Result<user::User> user = co_await elanus::Offload(span, [this, id] { return database_->Select(id); });
    if (!user) co_return span.Fail(user.status());
    co_return user;
  }

  Task<Result<std::int64_t>> InsertUser(const Context& ctx, const user::CreateUserRequest& req) override {
    Span span(ctx, "MySQL.InsertUser", elanus::SpanOptions().Kind(elanus::SpanKind::kClient));
    span.Set("db.system", database_->system());
    span.Set("db.operation", "INSERT");
    span.Set("db.table", "users");
    Result<std::int64_t> id = co_await elanus::Offload(span, [this, &req] { return database_->Insert(req); });
    if (!id) co_return span.Fail(id.status());
    span.Set("db.insert_id", *id);
    co_return id;
  }

 private:
  std::unique_ptr<Database> database_;
};

}  // namespace

Result<std::unique_ptr<Store>> OpenStore(const std::string& dsn) {
  Result<std::unique_ptr<Database>> database =
      dsn.starts_with("mysql://") ? OpenMysql(dsn)
      : dsn.starts_with("sqlite:")
          ? OpenSqlite(dsn.substr(7))
          : elanus::InvalidArgument("expected sqlite:FILE or mysql://user:password@host:port/database, got ", dsn);
  if (!database) return database.status();
  std::unique_ptr<Store> store = std::make_unique<TracedStore>(std::move(*database));
  return store;
}

}  // namespace users
