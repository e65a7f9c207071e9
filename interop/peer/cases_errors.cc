// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Every way in which a call can be refused.
#include "interop/peer/all_cases.h"

namespace peer {

using elanus::Result;
using elanus::Status;
using elanus::Task;

namespace {

// Raise(kind) returns exactly this.
Task<Outcome> RaiseReturns(World& world, std::int32_t kind, std::string expected) {
  auto reply = co_await world.client().Raise(world.root(), kind);
  co_return Returns(reply, expected);
}

// Raise(kind) is an application error of type 6 that contains `text`.
Task<Outcome> RaiseFails(World& world, std::int32_t kind, std::string text) {
  auto reply = co_await world.client().Raise(world.root(), kind);
  const Status status = reply.status();
  Outcome outcome;
  if (reply.ok()) outcome.Got(*reply);
  outcome.Failed(status);
  co_return outcome.Require(
      status.remote() && status.app_exception() == 6 && status.message().find(text) != std::string::npos,
      elanus::StrCat("an application error of type 6 with the text ", text));
}

// The server does not know what was called. `or_type`: another type that is right too.
Outcome Unknown(const Result<std::string>& reply, std::int32_t type, std::int32_t or_type) {
  const Status status = reply.status();
  Outcome outcome;
  outcome.Got(reply.ok() ? *reply : "").Failed(status);
  return outcome.Require(status.remote() && (status.app_exception() == type || status.app_exception() == or_type),
                         elanus::StrCat("an application error of type ", type));
}

constexpr std::int32_t kUnknownMethod = 1;
constexpr std::int32_t kUnknownService = 20;

}  // namespace

Task<Outcome> NotFound(World& world) {
  auto reply = co_await world.client().Raise(world.root(), 1);
  const auto* not_found = reply.As<interop::NotFound>();
  Outcome outcome;
  if (not_found != nullptr) outcome.Got(ToJson(*not_found));
  outcome.Failed(reply.status());
  co_return outcome.Require(not_found != nullptr && not_found->what == "thing" && not_found->code == 404,
                            "NotFound with thing and 404");
}

Task<Outcome> Denied(World& world) {
  auto reply = co_await world.client().Raise(world.root(), 2);
  const auto* denied = reply.As<interop::Denied>();
  Outcome outcome;
  if (denied != nullptr) outcome.Got(ToJson(*denied));
  outcome.Failed(reply.status());
  co_return outcome.Require(denied != nullptr && denied->reason == "no", "Denied with no");
}

Task<Outcome> RaiseFine(World& world) { return RaiseReturns(world, 7, "fine"); }
Task<Outcome> RaiseNothing(World& world) { return RaiseReturns(world, 6, ""); }
Task<Outcome> HandlerError(World& world) { return RaiseFails(world, 3, "handler failed"); }
Task<Outcome> Panic(World& world) { return RaiseFails(world, 4, "boom"); }
// Success with an empty result, as Kitex has it.
Task<Outcome> BizErrorNoMeta(World& world) { return RaiseReturns(world, 5, ""); }

Task<Outcome> BizError(World& world) {
  auto reply = co_await world.client().Raise(world.root(), 5);
  const Status status = reply.status();
  const elanus::Biz* biz = status.biz();
  Outcome outcome;
  if (reply.ok()) outcome.Got(*reply);
  outcome.Failed(status);
  co_return outcome.Require(biz != nullptr && biz->code == 1001 && biz->message == "biz failed" &&
                                biz->extra == std::map<std::string, std::string>{{"hint", "retry"}},
                            "the business error 1001, biz failed, hint=retry");
}

Task<Outcome> UnknownMethod(World& world) {
  auto reply = co_await world.misfit().NoSuchMethod(world.root(), "hi");
  // Without a service name Kitex knows no service either; Apache's servers know the one that they have.
  const bool named = world.options().headers() && world.options().meta;
  co_return Unknown(reply, named ? kUnknownMethod : kUnknownService, kUnknownMethod);
}

Task<Outcome> UnknownService(World& world) {
  auto reply = co_await world.no_such_service().NoSuchMethod(world.root(), "hi");
  const bool headers = world.options().headers();
  co_return Unknown(reply, kUnknownService, headers ? kUnknownService : kUnknownMethod);
}

Task<Outcome> WrongService(World& world) {
  auto reply = co_await world.no_such_service().Ping(world.root(), "hi");
  co_return Returns<std::string>(reply, "hi");
}

}  // namespace peer
