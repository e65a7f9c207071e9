// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One call at the client, untyped: what the chain, the pool and the connection work on.
#pragma once

#include <span>

#include "elanus/async/event.h"
#include "elanus/client/options.h"
#include "elanus/rpc/exchange.h"
#include "elanus/session/session.h"

namespace elanus::client {

// On the frame of the caller. The context that it is made under and the arguments must outlive it.
class ClientExchange : public Exchange {
 public:
  ClientExchange(const ServiceInfo& service, const Method& method, const Context& ctx, const CallOptions& options,
                 const void* const* arguments, void* result)
      : Exchange(service, method, Role::kClient, ctx),
        parent_(ctx),
        options_(options),
        arguments_(arguments),
        result_(result) {}

  const Context& parent() const { return parent_; }
  const CallOptions& options() const { return options_; }

  // The arguments were encoded before: for calls that outlive their arguments (Then).
  void set_encoded(const Bytes* encoded) { encoded_ = encoded; }
  Status EncodeArguments(Bytes& out) const {
    if (encoded_ == nullptr) return method().encode_arguments(arguments_, out);
    out.Append(encoded_->view());
    return Ok();
  }
  void* result_pointer() { return result_; }

  // How the attempt that runs now ended; set by the connection.
  async::Event done;
  Status outcome;

 private:
  const void* RawArgument(std::size_t i) const override { return encoded_ == nullptr ? arguments_[i] : nullptr; }
  void* RawResult() override { return result_; }

  const Context& parent_;
  const CallOptions& options_;
  const void* const* arguments_;
  void* result_;
  const Bytes* encoded_ = nullptr;
};

}  // namespace elanus::client
