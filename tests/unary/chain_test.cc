// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Middleware, tracers and suites: order, what they see, what they may change.
#include <gtest/gtest.h>

#include "tests/unary/shop_handler.h"

namespace elanus {
namespace {

using Log = std::vector<std::string>;

Task<Status> Noted(Log& log, std::string name, const Endpoint& next, Exchange& call) {
  log.push_back(name + " in");
  Status status = co_await next(call);
  log.push_back(name + " out");
  co_return status;
}
Middleware Note(Log& log, std::string name) {
  return [&log, name](Endpoint next) {
    return [&log, name, next](Exchange& call) -> Task<Status> { return Noted(log, name, next, call); };
  };
}

class NotingTracer final : public Tracer {
 public:
  NotingTracer(Log& log, std::string name) : log_(log), name_(std::move(name)) {}
  void* Start(Exchange& call) override {
    log_.push_back(StrCat(name_, " start ", call.info().idl_service, ".", call.info().to.method));
    return &log_;
  }
  void Finish(Exchange& call, void* state, const Status& status) override {
    EXPECT_EQ(state, &log_);
    EXPECT_TRUE(call.info().stats.event(StatsEvent::kRpcFinish).recorded());
    log_.push_back(StrCat(name_, " finish ", status.ok() ? "ok" : CodeName(status.code()), " sent ",
                          call.info().stats.send_size > 0, " got ", call.info().stats.recv_size > 0));
  }

 private:
  Log& log_;
  const std::string name_;
};

class NotingSuite final : public Suite {
 public:
  explicit NotingSuite(Log& log) : log_(log) {}
  void Install(Pipeline& pipeline) const override {
    pipeline.middlewares.push_back(Note(log_, "suite"));
    pipeline.tracers.push_back(std::make_shared<NotingTracer>(log_, "suite"));
  }

 private:
  Log& log_;
};

Task<Result<std::string>> Echo(shop::ShopClient& client, std::string text) { co_return co_await client.Echo({}, text); }

TEST(Chain, TheFirstOptionIsTheOutermost) {
  Log log;
  ShopPair pair(std::make_shared<ShopHandler>(), 1, {WithMiddleware(Note(log, "s1")), WithMiddleware(Note(log, "s2"))},
                {WithMiddleware(Note(log, "c1")), WithSuite(std::make_shared<NotingSuite>(log)),
                 WithMiddleware(Note(log, "c2")), WithTracer(std::make_shared<NotingTracer>(log, "tracer"))});
  EXPECT_EQ(*pair.Run(Echo(pair.client(), "x")), "x");
  EXPECT_EQ(log, (Log{"suite start Shop.Echo", "tracer start Shop.Echo", "c1 in", "suite in", "c2 in", "s1 in", "s2 in",
                      "s2 out", "s1 out", "c2 out", "suite out", "c1 out", "tracer finish ok sent true got true",
                      "suite finish ok sent true got true"}));
}

Task<Status> Refuse(const Endpoint& next, Exchange& call) {
  const std::string* text = call.Argument<std::string>(0);
  if (text != nullptr && *text == "forbidden") co_return PermissionDenied("request forbidden");
  Status status = co_await next(call);
  if (auto* result = call.result<Result<std::string>>(); result != nullptr && status.ok()) {
    *result = StrCat("<", **result, ">");
  }
  co_return status;
}
Middleware Guard() {
  return [](Endpoint next) { return [next](Exchange& call) -> Task<Status> { return Refuse(next, call); }; };
}

TEST(Chain, AServersMiddlewareSeesArgumentsAndChangesResults) {
  ShopPair pair(std::make_shared<ShopHandler>(), 1, {WithMiddleware(Guard())});
  EXPECT_EQ(*pair.Run(Echo(pair.client(), "x")), "<x>");
  const auto refused = pair.Run(Echo(pair.client(), "forbidden"));
  EXPECT_EQ(refused.status().app_exception(), 6);
  EXPECT_EQ(refused.status().message(), "remote or network error[remote]: request forbidden");
}

TEST(Chain, AClientsMiddlewareSeesArgumentsAndChangesResults) {
  ShopPair pair(std::make_shared<ShopHandler>(), 1, {}, {WithMiddleware(Guard())});
  EXPECT_EQ(*pair.Run(Echo(pair.client(), "x")), "<x>");
  EXPECT_EQ(pair.Run(Echo(pair.client(), "forbidden")).status().code(), Code::kPermissionDenied);
}

TEST(Chain, TracersSeeWhatFailsBeforeTheHandler) {
  Log log;
  ShopPair pair(std::make_shared<ShopHandler>(), 1, {}, {WithTracer(std::make_shared<NotingTracer>(log, "client"))});
  pair.faults().refuse = 1;
  EXPECT_FALSE(pair.Run(Echo(pair.client(), "x")).ok());
  EXPECT_EQ(log, (Log{"client start Shop.Echo", "client finish Unavailable sent false got false"}));
}

}  // namespace
}  // namespace elanus
