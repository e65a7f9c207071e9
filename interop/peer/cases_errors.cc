// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Every way in which a call can be refused.
#include <algorithm>
#include <initializer_list>

#include "interop/peer/all_cases.h"
#include "interop/peer/error_kind.h"

namespace peer {

using elanus::Result;
using elanus::Status;
using elanus::Task;

namespace {

// Raise(kind) returns exactly this.
Task<Outcome> RaiseReturns(World& world, std::int32_t kind, std::string expected) {
  auto reply = co_await world.calls().Raise(world.root(), kind);
  co_return Returns(reply, expected);
}

// Raise(kind) is an application error that contains `text`: over gRPC with this status, else of type 6.
Task<Outcome> RaiseFails(World& world, std::int32_t kind, std::int32_t grpc_status, std::string text) {
  auto reply = co_await world.calls().Raise(world.root(), kind);
  const Status status = reply.status();
  const std::int32_t code = world.options().grpc() ? grpc_status : 6;
  Outcome outcome;
  if (reply.ok()) outcome.Got(*reply);
  outcome.Failed(status);
  co_return outcome.Require(ErrorKind(status) == "application" && ErrorCode(status) == code &&
                                status.message().find(text) != std::string::npos,
                            elanus::StrCat("an application error ", code, " with the text ", text));
}

// The server does not know what was called. Each of these codes is right.
Outcome Unknown(const Result<std::string>& reply, std::initializer_list<std::int32_t> codes) {
  const Status status = reply.status();
  Outcome outcome;
  outcome.Got(reply.ok() ? *reply : "").Failed(status);
  const bool right = std::find(codes.begin(), codes.end(), ErrorCode(status)) != codes.end();
  return outcome.Require(ErrorKind(status) == "application" && right,
                         elanus::StrCat("an application error of type ", *codes.begin()));
}

constexpr std::int32_t kUnknownMethod = 1;
constexpr std::int32_t kUnknownService = 20;
constexpr std::int32_t kUnimplemented = 12;  // gRPC's number for both

}  // namespace

Task<Outcome> NotFound(World& world) {
  auto reply = co_await world.thrift().client().Raise(world.root(), 1);
  const auto* not_found = reply.As<interop::NotFound>();
  Outcome outcome;
  if (not_found != nullptr) outcome.Got(ToJson(*not_found));
  outcome.Failed(reply.status());
  co_return outcome.Require(not_found != nullptr && not_found->what == "thing" && not_found->code == 404,
                            "NotFound with thing and 404");
}

Task<Outcome> Denied(World& world) {
  auto reply = co_await world.thrift().client().Raise(world.root(), 2);
  const auto* denied = reply.As<interop::Denied>();
  Outcome outcome;
  if (denied != nullptr) outcome.Got(ToJson(*denied));
  outcome.Failed(reply.status());
  co_return outcome.Require(denied != nullptr && denied->reason == "no", "Denied with no");
}

Task<Outcome> RaiseFine(World& world) { return RaiseReturns(world, 7, "fine"); }
Task<Outcome> RaiseNothing(World& world) { return RaiseReturns(world, 6, ""); }
Task<Outcome> HandlerError(World& world) { return RaiseFails(world, 3, 13, "handler failed"); }
Task<Outcome> Panic(World& world) { return RaiseFails(world, 4, 13, "boom"); }
Task<Outcome> GrpcStatus(World& world) { return RaiseFails(world, 8, 9, "not now"); }
// Success with an empty result, as Kitex has it.
Task<Outcome> BizErrorNoMeta(World& world) { return RaiseReturns(world, 5, ""); }

Task<Outcome> BizError(World& world) {
  auto reply = co_await world.calls().Raise(world.root(), 5);
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
  auto reply = co_await world.calls().NoSuchMethod(world.root());
  if (world.options().grpc()) co_return Unknown(reply, {kUnknownMethod, kUnimplemented});
  // Without a service name Kitex knows no service either; Apache's servers know the one that they have.
  const bool named = world.options().headers() && world.options().meta;
  co_return Unknown(reply, {named ? kUnknownMethod : kUnknownService, kUnknownMethod});
}

Task<Outcome> UnknownService(World& world) {
  auto reply = co_await world.calls().NoSuchService(world.root());
  if (world.options().grpc()) co_return Unknown(reply, {kUnknownService, kUnimplemented});
  const bool headers = world.options().headers();
  co_return Unknown(reply, {kUnknownService, headers ? kUnknownService : kUnknownMethod});
}

// Over gRPC a method is never looked for by its name alone.
Task<Outcome> WrongService(World& world) {
  auto reply = co_await world.calls().WrongService(world.root(), "hi");
  if (world.options().grpc()) co_return Unknown(reply, {kUnknownService, kUnimplemented});
  co_return Returns<std::string>(reply, "hi");
}

}  // namespace peer
