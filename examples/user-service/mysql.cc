// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Users in MariaDB or MySQL: connections are kept and used again, one statement on each at a time.
#include <mysql.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstring>
#include <mutex>
#include <vector>

#include "store.h"

namespace users {

using elanus::Result;
using elanus::Status;

namespace {

constexpr std::array kCreate = {
    "CREATE TABLE IF NOT EXISTS users (id BIGINT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(255) NOT NULL,"
    " email VARCHAR(255) NOT NULL, phone VARCHAR(64), created_at BIGINT NOT NULL)",
    "INSERT IGNORE INTO users VALUES (12345, 'Guide Reader', 'reader@example.com', NULL, 1735689600)"};

// The parts of mysql://user:password@host:port/database.
class Dsn {
 public:
  static Result<Dsn> Parse(const std::string& text) {
    const std::string rest = text.substr(std::strlen("mysql://"));
    const auto at = rest.rfind('@');
    const auto slash = rest.find('/', at == std::string::npos ? 0 : at);
    if (at == std::string::npos || slash == std::string::npos) {
      return elanus::InvalidArgument("expected mysql://user:password@host:port/database, got ", text);
    }
    Dsn dsn;
    const std::string login = rest.substr(0, at);
    dsn.user = login.substr(0, login.find(':'));
    if (login.find(':') != std::string::npos) dsn.password = login.substr(login.find(':') + 1);
    auto address = elanus::Address::Parse(rest.substr(at + 1, slash - at - 1));
    if (!address) return address.status();
    dsn.host = address->host();
    dsn.port = address->port();
    dsn.database = rest.substr(slash + 1);
    return dsn;
  }
  std::string user, password, host, database;
  unsigned port = 3306;
};

class Mysql final : public Database {
 public:
  explicit Mysql(Dsn dsn) : dsn_(std::move(dsn)) {}
  ~Mysql() override {
    for (MYSQL* free : free_) mysql_close(free);
  }

  Status Prepare() {
    Result<MYSQL*> db = Take();
    if (!db) return db.status();
    for (const char* sql : kCreate) {
      if (mysql_query(*db, sql) != 0) return Error(*db);
    }
    Give(*db);
    return elanus::Ok();
  }

  std::string_view system() const override { return "mysql"; }

  Result<user::User> Select(std::int64_t id) override {
    Result<MYSQL*> db = Take();
    if (!db) return db.status();
    const std::string sql = elanus::StrCat("SELECT id, name, email, phone, created_at FROM users WHERE id = ", id);
    if (mysql_real_query(*db, sql.data(), sql.size()) != 0) return Error(*db);
    MYSQL_RES* rows = mysql_store_result(*db);
    if (rows == nullptr) return Error(*db);
    Result<user::User> user = elanus::NotFound("no user with id ", id);
    if (MYSQL_ROW row = mysql_fetch_row(rows)) {
      const unsigned long* sizes = mysql_fetch_lengths(rows);
      user = user::User(Number(row[0]), std::string(row[1], sizes[1]), std::string(row[2], sizes[2]), Number(row[4]));
      if (row[3] != nullptr) user->phone = std::string(row[3], sizes[3]);
    }
    mysql_free_result(rows);
    Give(*db);
    return user;
  }

  Result<std::int64_t> Insert(const user::CreateUserRequest& req) override {
    Result<MYSQL*> db = Take();
    if (!db) return db.status();
    const std::string phone = req.phone ? Quoted(*db, *req.phone) : "NULL";
    const std::string sql = elanus::StrCat("INSERT INTO users (name, email, phone, created_at) VALUES (",
                                           Quoted(*db, req.name), ", ", Quoted(*db, req.email), ", ", phone, ", ",
                                           std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()), ")");
    if (mysql_real_query(*db, sql.data(), sql.size()) != 0) return Error(*db);
    const auto id = static_cast<std::int64_t>(mysql_insert_id(*db));
    Give(*db);
    return id;
  }

 private:
  static std::int64_t Number(const char* text) {
    std::int64_t value = 0;
    std::from_chars(text, text + std::strlen(text), value);
    return value;
  }

  static std::string Quoted(MYSQL* db, const std::string& text) {
    std::string escaped(2 * text.size() + 1, '\0');
    escaped.resize(mysql_real_escape_string(db, escaped.data(), text.data(), text.size()));
    return "'" + escaped + "'";
  }

  Result<MYSQL*> Take() {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        MYSQL* db = free_.back();
        free_.pop_back();
        return db;
      }
    }
    MYSQL* db = mysql_init(nullptr);
    if (mysql_real_connect(db, dsn_.host.c_str(), dsn_.user.c_str(), dsn_.password.c_str(), dsn_.database.c_str(),
                           dsn_.port, nullptr, 0) == nullptr) {
      const Status failed = elanus::Unavailable("mysql at ", dsn_.host, ":", dsn_.port, ": ", mysql_error(db));
      mysql_close(db);
      return failed;
    }
    mysql_set_character_set(db, "utf8mb4");
    return db;
  }

  void Give(MYSQL* db) {
    const std::lock_guard lock(mutex_);
    free_.push_back(db);
  }

  // A connection that failed is not used again.
  static Status Error(MYSQL* db) {
    const Status failed = elanus::Internal("mysql: ", mysql_error(db));
    mysql_close(db);
    return failed;
  }

  const Dsn dsn_;
  std::mutex mutex_;
  std::vector<MYSQL*> free_;
};

}  // namespace

Result<std::unique_ptr<Database>> OpenMysql(const std::string& text) {
  Result<Dsn> dsn = Dsn::Parse(text);
  if (!dsn) return dsn.status();
  auto mysql = std::make_unique<Mysql>(std::move(*dsn));
  if (Status made = mysql->Prepare(); !made.ok()) return made;
  return std::unique_ptr<Database>(std::move(mysql));
}

}  // namespace users
