// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The handler of the tests of streams.
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>

#include "elanus/async/wait.h"
#include "elanus/testing.h"
#include "relay/relay.h"

namespace elanus {

class RelayHandler : public relay::Relay {
 public:
  // What a handler's stream ended with, and how many messages it had sent or got.
  class Ending {
   public:
    Status status;
    int messages = 0;
    bool ended = false;
  };
  Ending list, add, echo;

  Task<Status> List(const Context& ctx, relay::Ask ask, StreamWriter<relay::Item>& out) override {
    list = Ending();
    if (ask.mode == "metadata") {
      ctx.SetHeader("h1", "hv");
      ctx.SetTrailer("t1", "tv");
      ctx.SetTrailer("t1-bin", std::string("\0\xff", 2));
    }
    for (int i = 0; i < ask.count; ++i) {
      if (ask.mode == "slow") (void)co_await SleepFor(std::chrono::milliseconds(20), ctx.until());
      relay::Item item;
      item.index = i;
      item.text = ask.mode == "metadata" ? Came(ctx) : std::string(static_cast<std::size_t>(ask.size), 'x');
      Status sent = co_await out.Send(item);
      if (!sent.ok()) {
        list.status = sent;
        list.ended = true;
        co_return sent;
      }
      ++list.messages;
    }
    list.ended = true;
    if (ask.mode == "stall") (void)co_await SleepFor(std::chrono::seconds(2), ctx.until());
    co_return How(ask.mode);
  }

  Task<Result<relay::Sum>> Add(const Context&, StreamReader<relay::Item>& in) override {
    add = Ending();
    relay::Sum sum;
    relay::Item item;
    while (co_await in.Recv(item)) {
      ++add.messages;
      ++sum.count;
      sum.sum += item.index;
      if (item.text == "stop") co_return sum;
      if (Status how = How(item.text); !how.ok()) co_return how;
    }
    add.status = in.status();
    add.ended = true;
    if (!in.status().ok()) co_return in.status();
    co_return sum;
  }

  Task<Status> Echo(const Context&, Stream<relay::Item, relay::Item>& stream) override {
    echo = Ending();
    relay::Item item;
    while (co_await stream.Recv(item)) {
      ++echo.messages;
      if (item.text == "stop") co_return Ok();
      if (Status how = How(item.text); !how.ok()) co_return how;
      Status sent = co_await stream.Send(item);
      if (!sent.ok()) break;
    }
    echo.status = stream.status();
    echo.ended = true;
    co_return stream.status();
  }

  Task<Result<std::string>> Say(const Context&, std::string text) override { co_return text; }

 private:
  static Status How(const std::string& mode) {
    if (mode == "error") return Internal("handler failed");
    if (mode == "status") return FailedPrecondition("not now");
    if (mode == "biz") return BizError(1001, "biz failed", {{"hint", "retry"}});
    if (mode == "panic") throw std::runtime_error("boom");
    return Ok();
  }

  static std::string Came(const Context& ctx) {
    std::string text(ctx.Persistent("PA"));
    for (std::size_t i = 0; i < ctx.incoming().size(); ++i) {
      const Metadata::Entry entry = ctx.incoming().at(i);
      if (entry.kind == MetaKind::kPlain && entry.key.starts_with("x-"))
        text += StrCat("|", entry.key, "=", entry.value);
    }
    return text;
  }
};

using RelayPair = TestPair<relay::Relay, relay::RelayClient>;

inline relay::Ask Ask(int count, int size = 10, std::string mode = "") {
  relay::Ask ask;
  ask.count = count;
  ask.size = size;
  ask.mode = std::move(mode);
  return ask;
}

inline relay::Item Item(int index, std::string text = "") {
  relay::Item item;
  item.index = index;
  item.text = std::move(text);
  return item;
}

}  // namespace elanus
