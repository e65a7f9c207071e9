// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/tapes/handler.h"

#include <stdexcept>
#include <utility>

#include "elanus/async/wait.h"

namespace elanus::tapes {

Handler::Handler(Stage& stage, const Tape& tape)
    : stage_(stage), hop_client_("interop", ClientOptionsOf(tape, stage, "interop")) {}

Middleware Handler::SeeMetainfo() {
  return [this](const Endpoint& next) -> Endpoint {
    return [this, next](Exchange& call) -> Task<Status> { return See(arrived_, next, call); };
  };
}

Task<Status> Handler::See(std::map<std::string, std::string>& arrived, const Endpoint& next, Exchange& call) {
  arrived.clear();
  for (std::size_t i = 0; i < call.incoming().size(); ++i) {
    const Metadata::Entry entry = call.incoming().at(i);
    if (entry.kind == MetaKind::kTransient) arrived[StrCat("t.", entry.key)] = entry.value;
    if (entry.kind == MetaKind::kPersistent) arrived[StrCat("p.", entry.key)] = entry.value;
  }
  Status status = co_await next(call);
  co_return status;
}

int Handler::notified() const {
  int all = 0;
  for (const auto& [key, count] : notified_) all += count;
  return all;
}

Task<Result<std::string>> Handler::Ping(const Context&, std::string text) { co_return std::move(text); }

Task<Result<interop::Everything>> Handler::EchoEverything(const Context&, interop::Everything value) {
  co_return std::move(value);
}

Task<Result<interop::Old>> Handler::EchoOld(const Context&, interop::Old value) { co_return std::move(value); }

Task<Result<interop::New>> Handler::EchoNew(const Context&, interop::New value) { co_return std::move(value); }

Task<Result<std::string>> Handler::Join(const Context&, std::string left, std::int64_t number, interop::Inner inner) {
  co_return StrCat(left, ":", number, ":", inner.name, ":", inner.count);
}

Task<Status> Handler::Nothing(const Context&) { co_return Ok(); }

Task<Status> Handler::Notify(const Context&, std::string key) {
  ++notified_[key];
  co_return Ok();
}

Task<Result<std::int32_t>> Handler::Notified(const Context&, std::string key) { co_return notified_[key]; }

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
    case 3: co_return Internal("handler failed");
    case 4: throw std::runtime_error("boom");
    case 5: co_return BizError(1001, "biz failed", {{"hint", "retry"}});
    case 6: co_return Result<std::string>::Empty();
    default: co_return "fine";
  }
}

// As the recorded server: whether the caller still waits is all the same to it.
Task<Result<std::string>> Handler::Sleep(const Context&, std::int32_t millis) {
  (void)co_await SleepFor(stage_.Of(std::chrono::milliseconds(millis)));
  co_return "slept";
}

Task<Result<std::string>> Handler::Payload(const Context&, std::string data, std::int32_t answer_size) {
  co_return Counting(static_cast<std::size_t>(answer_size), data.empty() ? '\0' : data[0]);
}

Task<Result<std::map<std::string, std::string>>> Handler::Meta(const Context& ctx, std::string command) {
  std::map<std::string, std::string> out = arrived_;
  out["from"] = ctx.call()->from.service;
  out["method"] = ctx.call()->to.method;
  if (command == "backward") ctx.SendBackward("bk", "bv");
  co_return std::move(out);
}

Task<Result<std::string>> Handler::Hop(const Context& ctx, std::vector<std::string> route, std::string text) {
  if (route.empty()) {
    for (const auto& [key, value] : arrived_) text += StrCat("|", key, "=", value);
    co_return std::move(text);
  }
  const std::string address = route[0].substr(route[0].find('@') + 1);
  route.erase(route.begin());
  CallOptions options;
  options.HostPort(address);
  auto answer = co_await hop_client_.Hop(ctx, route, text, options);
  if (!answer.ok()) co_return answer.status();
  co_return StrCat("interop>", *answer);
}

std::string Counting(std::size_t size, char first) {
  std::string data(size, first);
  for (std::size_t i = 0; i < size; ++i) data[i] = static_cast<char>(static_cast<std::size_t>(first) + i);
  return data;
}

ClientOption ClientOptionsOf(const Tape& tape, Stage& stage, std::string name) {
  std::vector<ClientOption> options = {
      WithTransportProtocol(tape.transport),       WithMetaHandlers(tape.meta),  WithPayloadChecksum(tape.checksum),
      WithClientBasicInfo(std::move(name)),        WithNetwork(stage.network()), WithRuntime(stage.runtime()),
      WithConnectTimeout(std::chrono::seconds(10))};
  return ClientOption([options](client::Config& config) {
    for (const ClientOption& option : options) option.Apply(config);
    config.connect_timeout_set = false;  // or it would travel
  });
}

}  // namespace elanus::tapes
