// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The service that hostile inputs are thrown at: every kind of argument and result of the interop contract.
#pragma once

#include <algorithm>
#include <atomic>
#include <string>

#include "elanus/async/wait.h"
#include "elanus/base/strcat.h"
#include "interop/interop.h"

namespace elanus::hostile {

class Handler final : public interop::Interop {
 public:
  static constexpr std::int32_t kMostBytes = 1 << 20;  // of a Payload answer: fuzzers ask for two gigabytes

  Task<Result<std::string>> Ping(const Context&, std::string text) override { co_return std::move(text); }
  Task<Result<interop::Everything>> EchoEverything(const Context&, interop::Everything value) override {
    co_return std::move(value);
  }
  Task<Result<interop::Old>> EchoOld(const Context&, interop::Old value) override { co_return std::move(value); }
  Task<Result<interop::New>> EchoNew(const Context&, interop::New value) override { co_return std::move(value); }
  Task<Result<std::string>> Join(const Context&, std::string left, std::int64_t number, interop::Inner inner) override {
    co_return StrCat(left, ":", number, ":", inner.name);
  }
  Task<Status> Nothing(const Context&) override { co_return Ok(); }
  Task<Status> Notify(const Context&, std::string) override {
    ++notified_;
    co_return Ok();
  }
  Task<Result<std::int32_t>> Notified(const Context&, std::string) override { co_return notified_.load(); }
  Task<Result<std::string>> Raise(const Context&, std::int32_t kind) override {
    if (kind == 1) co_return interop::NotFound("thing");
    if (kind == 5) co_return BizError(1001, "biz failed");
    co_return Internal("handler failed");
  }
  Task<Result<std::string>> Sleep(const Context& ctx, std::int32_t millis) override {
    Status slept = co_await SleepFor(std::chrono::milliseconds(millis), ctx.until());
    if (!slept.ok()) co_return slept;
    co_return "slept";
  }
  Task<Result<std::string>> Payload(const Context&, std::string, std::int32_t size) override {
    co_return std::string(static_cast<std::size_t>(std::clamp(size, 0, kMostBytes)), 'x');
  }
  Task<Result<std::map<std::string, std::string>>> Meta(const Context& ctx, std::string key) override {
    ctx.SendBackward(key, key);
    co_return std::map<std::string, std::string>{{"from", std::string(ctx.call()->from.service)}};
  }
  Task<Result<std::string>> Hop(const Context&, std::vector<std::string> route, std::string text) override {
    co_return StrCat(route.size(), text);
  }

 private:
  std::atomic<std::int32_t> notified_ = 0;
};

}  // namespace elanus::hostile
