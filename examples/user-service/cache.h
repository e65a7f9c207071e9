// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The users that were read last, in this process. (The guide names Redis here and fakes it.)
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <optional>

#include "elanus/elanus.h"
#include "user/user.h"

namespace users {

// Safe to use from any thread.
class Cache {
 public:
  static constexpr std::size_t kUsers = 1000;

  std::optional<user::User> Get(const elanus::Context& ctx, std::int64_t id) {
    elanus::Span span(ctx, "GetUserFromCache");
    span.Set("cache.system", "memory");
    const std::lock_guard lock(mutex_);
    const auto it = users_.find(id);
    span.Set("cache.hit", it != users_.end());
    if (it == users_.end()) return std::nullopt;
    return it->second;
  }

  void Put(const user::User& user) {
    const std::lock_guard lock(mutex_);
    if (!users_.insert_or_assign(user.id, user).second) return;
    order_.push_back(user.id);
    if (order_.size() <= kUsers) return;
    users_.erase(order_.front());
    order_.pop_front();
  }

 private:
  std::mutex mutex_;
  std::map<std::int64_t, user::User> users_;
  std::deque<std::int64_t> order_;  // oldest first
};

}  // namespace users
