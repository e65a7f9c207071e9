// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "interop/peer/deeds.h"

#include <chrono>
#include <stdexcept>
#include <utility>

#include "interop/peer/arrived.h"
#include "interop/peer/payload.h"

namespace peer {

using elanus::Context;
using elanus::Result;
using elanus::Status;
using elanus::Task;

Result<std::string> Deeds::Raise(std::int32_t kind) {
  switch (kind) {
    case 3: return elanus::Internal("handler failed");
    case 4: throw std::runtime_error("boom");
    case 5: return elanus::BizError(1001, "biz failed", {{"hint", "retry"}});
    case 6: return Result<std::string>::Empty();
    case 8: return elanus::FailedPrecondition("not now");
    default: return "fine";
  }
}

// Not until the deadline: the answer to a caller that gave up is late, as in other peers, and not an error.
Task<Result<std::string>> Deeds::Sleep(const Context& ctx, std::int32_t millis) {
  const elanus::async::Until stopped(elanus::TimePoint::Never(), ctx.until().cancel);
  Status slept = co_await elanus::SleepFor(std::chrono::milliseconds(millis), stopped);
  if (!slept.ok()) co_return slept;
  co_return "slept";
}

Result<std::string> Deeds::Payload(const std::string& data, std::int32_t answer_size) {
  constexpr std::int32_t kMost = 64 << 20;
  if (answer_size < 0 || answer_size > kMost) {
    return elanus::InvalidArgument("expected an answer size from 0 to ", kMost, ", got ", answer_size);
  }
  return PayloadAnswer(data, static_cast<std::size_t>(answer_size));
}

// Where the transport carries none of it back, nothing is sent.
std::map<std::string, std::string> Deeds::Meta(const Context& ctx, const std::string& command) {
  if (command == "backward") {
    ctx.SendBackward("bk", "bv");
    ctx.SetHeader("h1", "hv");
    ctx.SetTrailer("t1", "tv");
    ctx.SetTrailer("t1-bin", std::string_view("\x00\xff", 2));
  }
  std::map<std::string, std::string> values = Arrived(ctx);
  values["from"] = ctx.call()->from.service;
  values["method"] = ctx.call()->to.method;
  return values;
}

Task<Result<std::string>> Deeds::Hop(const Context& ctx, std::vector<std::string> route, std::string text) {
  if (route.empty()) {
    for (const auto& [key, value] : ArrivedMetainfo(ctx)) text += elanus::StrCat("|", key, "=", value);
    co_return std::move(text);
  }
  Result<Calls*> next = next_hops_.To(route.front());
  if (!next) co_return next.status();
  route.erase(route.begin());
  Calls& calls = **next;
  auto answer = co_await calls.Hop(ctx, route, text);
  if (!answer) co_return answer.status();
  co_return elanus::StrCat(next_hops_.own_name(), ">", *answer);
}

}  // namespace peer
