// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Every way in which a server can end a stream badly: after three items, which arrive.
#include <string>
#include <vector>

#include "interop/peer/all_cases.h"
#include "interop/peer/error_kind.h"
#include "interop/peer/serve_streams.h"

namespace peer {

using elanus::Status;
using elanus::StrCat;
using elanus::Task;

namespace {

constexpr int kItems = 3;

Task<Status> FailedServerStream(World& world, std::string word, int& items) {
  const auto stream = world.calls().ServerStream(world.root(), Wish(kItems, 10, word));
  Item item;
  while (co_await stream->Recv(item)) ++items;
  co_return stream->status();
}

Task<Status> FailedClientStream(World& world, std::string word) {
  const auto stream = world.calls().ClientStream(world.root());
  for (int i = 0; i <= kItems; ++i) {
    const Item item(i, i < kItems ? "n" : word);
    Status sent = co_await stream->Send(item);
    if (!sent.ok()) break;  // the answer says why
  }
  auto answer = co_await stream->CloseAndRecv();
  co_return answer.status();
}

Task<Status> FailedBidi(World& world, std::string word, int& items) {
  const auto stream = world.calls().Bidi(world.root());
  Item back;
  for (int i = 0; i < kItems; ++i) {
    const Item item(i, "n");
    Status sent = co_await stream->Send(item);
    if (!sent.ok()) co_return sent;
    const bool came = co_await stream->Recv(back);
    if (!came) co_return stream->status();
    ++items;
  }
  const Item last(kItems, word);
  (void)co_await stream->Send(last);
  const bool came = co_await stream->Recv(back);
  if (came) co_return elanus::Internal("one more item came");
  co_return stream->status();
}

Task<Outcome> AllFail(World& world, std::string word, std::string kind, std::int32_t code, std::string text) {
  int items = 0;
  int echoed = 0;
  std::vector<Status> errors;
  Status error = co_await FailedServerStream(world, word, items);
  errors.push_back(error);
  error = co_await FailedClientStream(world, word);
  errors.push_back(error);
  error = co_await FailedBidi(world, word, echoed);
  errors.push_back(error);
  Outcome outcome;
  Json got;
  for (const Status& each : errors) {
    const Json json = StreamErrorJson(each);
    got["errors"].push_back(json);
    const std::string said = json["text"];
    outcome.Require(json["kind"] == kind && json["code"] == code && said.find(text) != std::string::npos,
                    StrCat(kind, " ", code, " ", text, " of each stream"));
  }
  got["items"] = items;
  outcome.Got(got).StreamFailed(errors.front());
  co_return outcome.Require(items == kItems && echoed == kItems, "three items before the error");
}

// The server does not know what was called: Kitex's code, or gRPC's.
Task<Outcome> Unknown(EchoCall& stream, std::int32_t kitex) {
  constexpr std::int32_t kUnimplemented = 12;
  Item item;
  const bool came = co_await stream.Recv(item);
  const Status status = stream.status();
  Outcome outcome;
  outcome.StreamFailed(status).Require(!came, "no item");
  const std::int32_t code = ErrorCode(status);
  co_return outcome.Require(ErrorKind(status) == "application" && (code == kitex || code == kUnimplemented),
                            StrCat("an application error ", kitex, " or ", kUnimplemented));
}

}  // namespace

Task<Outcome> StreamErrorMidway(World& world) { return AllFail(world, "error", "application", 13, "handler failed"); }
Task<Outcome> StreamBizError(World& world) { return AllFail(world, "biz", "biz", 1001, "biz failed"); }
Task<Outcome> StreamStatus(World& world) { return AllFail(world, "status", "application", 9, "not now"); }
Task<Outcome> StreamPanic(World& world) { return AllFail(world, "panic", "application", 13, "boom"); }

Task<Outcome> StreamUnknownMethod(World& world) {
  const auto stream = world.calls().NoSuchStream(world.root());
  Outcome outcome = co_await Unknown(*stream, 1);
  co_return outcome;
}

Task<Outcome> StreamUnknownService(World& world) {
  const auto stream = world.calls().NoSuchStreamService(world.root());
  Outcome outcome = co_await Unknown(*stream, 20);
  co_return outcome;
}

}  // namespace peer
