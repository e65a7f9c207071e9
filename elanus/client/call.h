// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One call of a generated method, not started yet. Three ways to wait for it, each on the call expression itself:
//   auto reply = co_await client.Say(ctx, "Ada");
//   auto reply = client.Say({}, "Ada").Wait();                               // blocks; not on a loop's thread
//   client.Say({}, "Ada").Then([](Result<std::string> reply) { ... });       // runs on a loop
// A call keeps references to its arguments, so it works as an rvalue only: kept in a variable, it would outlive
// temporaries. A call that is not waited for in one of these ways is not sent.
#pragma once

#include <array>
#include <concepts>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

#include "elanus/async/wait.h"
#include "elanus/base/pool.h"
#include "elanus/client/client.h"

namespace elanus {

namespace client {

// The typed end of a call: the exchange, its result, and the task that fills it.
template <class R>
class Running {
 public:
  Running(Client& client, const Method& method, const Context& ctx, const CallOptions& options,
          const void* const* arguments, const Bytes* encoded = nullptr)
      : exchange_(client.service(), method, ctx, options, arguments, &result_), task_(nullptr) {
    exchange_.set_encoded(encoded);
    task_ = client.Run(exchange_);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  ClientExchange& exchange() { return exchange_; }
  Task<Status>& task() { return task_; }
  R Take(Status status) {
    if constexpr (std::same_as<R, Status>) {
      return status;
    } else {
      if (!status.ok()) return status;
      return std::move(result_);
    }
  }

 private:
  R result_;
  ClientExchange exchange_;
  Task<Status> task_;
};

}  // namespace client

template <class R, std::size_t N>
class [[nodiscard]] Call {
 public:
  Call(Client& client, const Method& method, const Context& ctx, const CallOptions& options,
       std::array<const void*, N> arguments)
      : client_(client), method_(method), ctx_(ctx), options_(options), arguments_(arguments) {}
  Call(Call&&) = default;

  auto operator co_await() && {
    class Awaiter {
     public:
      explicit Awaiter(Call& call)
          : arguments_(call.arguments_),
            running_(call.client_, call.method_, call.ctx_, call.options_, arguments_.data()),
            inner_(std::move(running_.task()).operator co_await()) {}
      Awaiter(const Awaiter&) = delete;
      bool await_ready() { return false; }
      bool await_suspend(std::coroutine_handle<> parent) { return inner_.await_suspend(parent); }
      R await_resume() { return running_.Take(inner_.await_resume()); }

     private:
      std::array<const void*, N> arguments_;
      client::Running<R> running_;
      decltype(std::declval<Task<Status>>().operator co_await()) inner_;
    };
    return Awaiter(*this);
  }

  // Blocks this thread until the call has ended.
  R Wait() && {
    async::CheckMayBlock("Call::Wait");
    Waited waited(*this);
    // All of it on the loop, whose pool has the memory.
    client_.home().Post([&waited] { StartWaited(waited); });
    waited.done.Wait();
    return std::move(*waited.result);
  }

  // Returns at once; `done` gets the R on a loop's thread. Arguments and context are copied as far as the call needs
  // them; the deadline of the context holds, its cancellation does not.
  template <std::invocable<R> F>
  void Then(F done) && {
    // Start owns it.
    auto* const call = new Late<F>(client_, method_, ctx_, options_, arguments_.data(), std::move(done));
    if (async::Loop::Current() == nullptr) {
      call->outside = true;
      client_.home().Post([call] { Start(std::unique_ptr<Late<F>>(call)); });
      return;
    }
    // The call begins now, so that whoever destroys the client next waits for it.
    Start(std::unique_ptr<Late<F>>(call));
    call->outside = true;
  }

 private:
  // What a call needs that outlives its caller's frame.
  template <class F>
  class Late final : public base::Pooled {
   public:
    Late(Client& client, const Method& method, const Context& ctx, const CallOptions& options,
         const void* const* arguments, F done)
        : ctx_(ctx),
          bounded_((*ctx_).WithDeadline(ctx.deadline())),
          options_(options),
          done_(std::move(done)),
          encoded_status_(method.encode_arguments(arguments, encoded_)),
          running_(client, method, bounded_, options_, nullptr, &encoded_) {}
    client::Running<R>& running() { return running_; }
    const Status& encoded_status() const { return encoded_status_; }
    void Done(R result) { std::move(done_)(std::move(result)); }
    bool outside = false;  // Then has returned: it never calls `done` itself

   private:
    DetachedContext ctx_;
    Context bounded_;
    CallOptions options_;
    F done_;
    Bytes encoded_;
    Status encoded_status_;
    client::Running<R> running_;
  };

  // A call on the frame of a thread that waits for it.
  class Waited {
   public:
    explicit Waited(Call& call) : call(call) {}
    Call& call;
    std::optional<R> result;
    async::Latch done;
  };

  static async::Detached StartWaited(Waited& waited) {
    try {
      const Call& call = waited.call;
      client::Running<R> running(call.client_, call.method_, call.ctx_, call.options_, call.arguments_.data());
      Status status = co_await std::move(running.task());
      waited.result.emplace(running.Take(std::move(status)));
    } catch (...) {
      waited.done.Fail(std::current_exception());
      co_return;
    }
    waited.done.Set();  // the waiter may be gone after this
  }

  template <class F>
  static async::Detached Start(std::unique_ptr<Late<F>> late) {
    Status status = late->encoded_status();
    if (status.ok()) status = co_await std::move(late->running().task());
    if (!late->outside) co_await async::Loop::Current()->Later();
    late->Done(late->running().Take(std::move(status)));
  }

  Client& client_;
  const Method& method_;
  const Context& ctx_;
  const CallOptions& options_;
  std::array<const void*, N> arguments_;
};

}  // namespace elanus
