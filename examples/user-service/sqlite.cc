// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Users in SQLite: one connection, one statement at a time.
#include <sqlite3.h>

#include <chrono>
#include <mutex>

#include "store.h"

namespace users {

using elanus::Result;
using elanus::Status;

namespace {

constexpr const char* kCreate =
    "CREATE TABLE IF NOT EXISTS users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, email TEXT NOT NULL,"
    " phone TEXT, created_at INTEGER NOT NULL);"
    "INSERT OR IGNORE INTO users VALUES (12345, 'Guide Reader', 'reader@example.com', NULL, 1735689600)";

// A prepared statement with its values; finalized with the scope.
class Statement {
 public:
  Statement(sqlite3* db, const char* sql) { status_ = sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr); }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void Bind(int at, std::int64_t value) { sqlite3_bind_int64(statement_, at, value); }
  void Bind(int at, const std::string& value) {
    sqlite3_bind_text(statement_, at, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
  }
  int Step() { return status_ == SQLITE_OK ? sqlite3_step(statement_) : status_; }
  std::int64_t Int(int column) { return sqlite3_column_int64(statement_, column); }
  bool IsNull(int column) { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  std::string Text(int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return text == nullptr ? std::string() : std::string(text, sqlite3_column_bytes(statement_, column));
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
  int status_;
};

class Sqlite final : public Database {
 public:
  explicit Sqlite(sqlite3* db) : db_(db) {}
  ~Sqlite() override { sqlite3_close(db_); }

  Status Prepare() {
    return sqlite3_exec(db_, kCreate, nullptr, nullptr, nullptr) == SQLITE_OK ? elanus::Ok() : Error();
  }

  std::string_view system() const override { return "sqlite"; }

  Result<user::User> Select(std::int64_t id) override {
    const std::lock_guard lock(mutex_);
    Statement select(db_, "SELECT id, name, email, phone, created_at FROM users WHERE id = ?");
    select.Bind(1, id);
    const int step = select.Step();
    if (step == SQLITE_DONE) return elanus::NotFound("no user with id ", id);
    if (step != SQLITE_ROW) return Error();
    user::User user(select.Int(0), select.Text(1), select.Text(2), select.Int(4));
    if (!select.IsNull(3)) user.phone = select.Text(3);
    return user;
  }

  Result<std::int64_t> Insert(const user::CreateUserRequest& req) override {
    const std::lock_guard lock(mutex_);
    Statement insert(db_, "INSERT INTO users (name, email, phone, created_at) VALUES (?, ?, ?, ?)");
    insert.Bind(1, req.name);
    insert.Bind(2, req.email);
    if (req.phone) insert.Bind(3, *req.phone);
    insert.Bind(4, std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()));
    if (insert.Step() != SQLITE_DONE) return Error();
    return static_cast<std::int64_t>(sqlite3_last_insert_rowid(db_));
  }

 private:
  Status Error() { return elanus::Internal("sqlite: ", sqlite3_errmsg(db_)); }

  std::mutex mutex_;
  sqlite3* db_;
};

}  // namespace

Result<std::unique_ptr<Database>> OpenSqlite(const std::string& path) {
  sqlite3* db = nullptr;
  if (sqlite3_open(path.c_str(), &db) != SQLITE_OK) {
    const Status failed = elanus::Unavailable("sqlite cannot open ", path, ": ", sqlite3_errmsg(db));
    sqlite3_close(db);
    return failed;
  }
  auto sqlite = std::make_unique<Sqlite>(db);
  if (Status made = sqlite->Prepare(); !made.ok()) return made;
  return std::unique_ptr<Database>(std::move(sqlite));
}

}  // namespace users
