// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/handler.h"

#include <utility>

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
  if (kind == 1) {
    interop::NotFound not_found("thing");
    not_found.code = 404;
    co_return not_found;
  }
  if (kind == 2) {
    interop::Denied denied;
    denied.reason = "no";
    co_return denied;
  }
  co_return Deeds::Raise(kind);
}

Task<Result<std::string>> Handler::Sleep(const Context& ctx, std::int32_t millis) { return Deeds::Sleep(ctx, millis); }

Task<Result<std::string>> Handler::Payload(const Context&, std::string data, std::int32_t answer_size) {
  co_return Deeds::Payload(data, answer_size);
}

Task<Result<std::map<std::string, std::string>>> Handler::Meta(const Context& ctx, std::string command) {
  co_return Deeds::Meta(ctx, command);
}

Task<Result<std::string>> Handler::Hop(const Context& ctx, std::vector<std::string> route, std::string text) {
  return deeds_->Hop(ctx, std::move(route), std::move(text));
}

}  // namespace peer
