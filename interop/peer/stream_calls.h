// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The generated clients' streams behind the interfaces of calls.h. Wire is the type of items that travels.
#pragma once

#include <utility>

#include "elanus/client/stream.h"
#include "interop/peer/calls.h"

namespace peer {

template <class Wire>
class ItemsCallOf final : public ItemsCall {
 public:
  explicit ItemsCallOf(elanus::ServerStreamCall<Wire> call) : call_(std::move(call)) {}
  elanus::Task<bool> Recv(Item& item) override {
    Wire message;
    const bool came = co_await call_.Recv(message);
    if (came) Convert(message, item);
    co_return came;
  }
  elanus::Status status() const override { return call_.status(); }
  void Cancel() override { call_.Cancel(); }

 private:
  elanus::ServerStreamCall<Wire> call_;
};

template <class Wire, class Answer>
class UploadCallOf final : public UploadCall {
 public:
  explicit UploadCallOf(elanus::ClientStreamCall<Wire, Answer> call) : call_(std::move(call)) {}
  elanus::Task<elanus::Status> Send(const Item& item) override {
    const Wire message = Converted<Wire>(item);
    elanus::Status sent = co_await call_.Send(message);
    co_return sent;
  }
  elanus::Task<elanus::Result<Summary>> CloseAndRecv() override {
    auto answer = co_await call_.CloseAndRecv();
    if (!answer.ok()) co_return answer.status();
    co_return Converted<Summary>(*answer);
  }

 private:
  elanus::ClientStreamCall<Wire, Answer> call_;
};

template <class Wire>
class EchoCallOf final : public EchoCall {
 public:
  explicit EchoCallOf(elanus::BidiStreamCall<Wire, Wire> call) : call_(std::move(call)) {}
  elanus::Task<elanus::Status> Send(const Item& item) override {
    const Wire message = Converted<Wire>(item);
    elanus::Status sent = co_await call_.Send(message);
    co_return sent;
  }
  elanus::Status CloseSend() override { return call_.CloseSend(); }
  elanus::Task<bool> Recv(Item& item) override {
    Wire message;
    const bool came = co_await call_.Recv(message);
    if (came) Convert(message, item);
    co_return came;
  }
  elanus::Status status() const override { return call_.status(); }
  void Cancel() override { call_.Cancel(); }

 private:
  elanus::BidiStreamCall<Wire, Wire> call_;
};

}  // namespace peer
