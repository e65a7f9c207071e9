// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/handler.h"

#include <chrono>
#include <stdexcept>
#include <utility>

#include "interop/peer/payload.h"

namespace peer {

using elanus::Context;
using elanus::Result;
using elanus::Status;
using elanus::Task;

Task<Result<std::string>> Handler::Ping(const Context&, std::string text) { co_return std::move(text); }

Task<Result<interop::Everything>> Handler::EchoEverything(const Context&, interop::Everything value) {
  co_return std::move(value);
}
Task<Result<interop::Old>> Handler::EchoOld(const Context&, interop::Old value) { co_return value; }
Task<Result<interop::New>> Handler::EchoNew(const Context&, interop::New value) { co_return std::move(value); }

Task<Result<std::string>> Handler::Join(const Context&, std::string left, std::int64_t number, interop::Inner inner) {
  co_return elanus::StrCat(left, ":", number, ":", inner.name, ":", inner.count);
}

Task<Status> Handler::Nothing(const Context&) { co_return elanus::Ok(); }

Task<Status> Handler::Notify(const Context&, std::string key) {
  const std::lock_guard lock(mutex_);
  ++notified_[key];
  co_return elanus::Ok();
}

Task<Result<std::int32_t>> Handler::Notified(const Context&, std::string key) {
  const std::lock_guard lock(mutex_);
  const auto found = notified_.find(key);
  co_return found != notified_.end() ? found->second : 0;
}

Task<Result<std::string>> Handler::Raise(const Context&, std::int32_t kind) {
  switch (kind) {
    case 1: {
      interop::NotFound not_found("thing");
      not_found.code = 404;
      co_return not_found;
    }
    case 2: {
      interop::Denied denied;
      denied.reason = "no";
      co_return denied;
    }
    case 3: co_return elanus::Internal("handler failed");
    case 4: throw std::runtime_error("boom");
    case 5: co_return elanus::BizError(1001, "biz failed", {{"hint", "retry"}});
    case 6: co_return Result<std::string>::Empty();
    default: co_return "fine";
  }
}

// Not until the deadline: the answer to a caller that gave up is late, as in other peers, and not an error.
Task<Result<std::string>> Handler::Sleep(const Context& ctx, std::int32_t millis) {
  const elanus::async::Until stopped(elanus::TimePoint::Never(), ctx.until().cancel);
  Status slept = co_await elanus::SleepFor(std::chrono::milliseconds(millis), stopped);
  if (!slept.ok()) co_return slept;
  co_return "slept";
}

Task<Result<std::string>> Handler::Payload(const Context&, std::string data, std::int32_t answer_size) {
  constexpr std::int32_t kMost = 64 << 20;
  if (answer_size < 0 || answer_size > kMost) {
    co_return elanus::InvalidArgument("expected an answer size from 0 to ", kMost, ", got ", answer_size);
  }
  co_return PayloadAnswer(data, answer_size);
}

Task<Result<std::map<std::string, std::string>>> Handler::Meta(const Context& ctx, std::string command) {
  if (command == "backward") ctx.SendBackward("bk", "bv");
  std::map<std::string, std::string> values = watch_.Metainfo(ctx);
  values["from"] = ctx.call()->from.service;
  values["method"] = ctx.call()->to.method;
  co_return std::move(values);
}

Task<Result<std::string>> Handler::Hop(const Context& ctx, std::vector<std::string> route, std::string text) {
  if (route.empty()) {
    for (const auto& [key, value] : watch_.Metainfo(ctx)) text += elanus::StrCat("|", key, "=", value);
    co_return std::move(text);
  }
  Result<interop::InteropClient*> next = next_hops_.To(route.front());
  if (!next) co_return next.status();
  route.erase(route.begin());
  auto answer = co_await (*next)->Hop(ctx, route, text);
  if (!answer) co_return answer.status();
  co_return elanus::StrCat(next_hops_.own_name(), ">", *answer);
}

}  // namespace peer
