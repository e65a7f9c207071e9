// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The handler of the end-to-end tests.
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>

#include "elanus/async/wait.h"
#include "elanus/testing.h"
#include "shop/shop.h"

namespace elanus {

class ShopHandler : public shop::Shop {
 public:
  Task<Result<std::string>> Echo(const Context&, std::string text) override { co_return std::move(text); }

  Task<Result<std::string>> Join(const Context&, std::string left, std::int64_t number, shop::Item item) override {
    co_return StrCat(left, ":", number, ":", item.name);
  }

  Task<Result<shop::Item>> Buy(const Context&, std::int64_t id) override {
    if (id == 0) co_return shop::SoldOut("item 0");
    co_return shop::Item(id, "thing");
  }

  Task<Status> Touch(const Context&, std::string what) override {
    if (what == "gone") co_return shop::SoldOut(what);
    co_return Ok();
  }

  Task<Status> Notify(const Context&, std::string key) override {
    const std::lock_guard lock(mutex_);
    ++notified_[key];
    co_return Ok();
  }

  Task<Result<std::int32_t>> Notified(const Context&, std::string key) override {
    const std::lock_guard lock(mutex_);
    co_return notified_[key];
  }

  Task<Result<std::string>> Sleep(const Context& ctx, std::int32_t millis) override {
    Status slept = co_await SleepFor(std::chrono::milliseconds(millis), ctx.until());
    if (!slept.ok()) {
      stopped_at = ctx.clock().Now();
      ++stopped;
      co_return slept;
    }
    co_return "slept";
  }

  Task<Result<std::string>> Fail(const Context&, std::string how) override {
    if (how == "biz") co_return BizError(1001, "biz failed", {{"hint", "retry"}});
    if (how == "throw") throw std::runtime_error("boom");
    if (how == "throw int") throw 7;
    if (how == "type") co_return ApplicationError(42, "own type");
    co_return InvalidArgument("handler failed");
  }

  Task<Result<std::string>> Meta(const Context& ctx, std::string key) override {
    ctx.SendBackward("bk", "bv");
    const CallInfo& call = *ctx.call();
    co_return StrCat("t=", ctx.Transient(key), " p=", ctx.Persistent(key), " from=", call.from.service,
                     " method=", call.to.method);
  }

  std::atomic<int> stopped = 0;
  TimePoint stopped_at;

 private:
  std::mutex mutex_;
  std::map<std::string, std::int32_t> notified_;
};

using ShopPair = TestPair<shop::Shop, shop::ShopClient>;

}  // namespace elanus
