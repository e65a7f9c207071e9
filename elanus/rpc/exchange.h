// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// One call, on either side, as middleware and tracers see it. It lives on the frame of whoever runs the call.
#pragma once

#include <cstddef>
#include <string_view>

#include "elanus/base/check.h"
#include "elanus/rpc/call_info.h"
#include "elanus/rpc/context.h"
#include "elanus/rpc/metadata.h"
#include "elanus/rpc/method.h"

namespace elanus {

// Used by one piece of work at a time, on the call's loop.
class Exchange {
 public:
  // `parent`: the context under which the call is made.
  Exchange(const ServiceInfo& service, const Method& method, Role role, const Context& parent)
      : service_(service), method_(method), context_(parent) {
    info_.role = role;
    info_.package = service.package;
    info_.idl_service = service.name;
    info_.to.method = method.name;
  }
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  virtual ~Exchange() = default;

  // "GetUser"; what face.md's middleware logs.
  std::string_view method_name() const { return method_.name; }
  const Method& method() const { return method_; }
  const ServiceInfo& service() const { return service_; }
  CallInfo& info() { return info_; }
  const CallInfo& info() const { return info_; }

  // The context in which the rest of the chain runs. A tracer or middleware may set its trace, deadline or cancel.
  ContextRoot& context() { return context_; }
  const ContextRoot& context() const { return context_; }

  // What came with the call (server: request, client: reply) and what goes out with it.
  const Metadata& incoming() const { return incoming_; }
  Metadata& mutable_incoming() { return incoming_; }
  Metadata& outgoing() { return outgoing_; }

  // Argument i, when it is a T; else null. At a server: until the handler has taken it.
  template <class T>
  const T* Argument(std::size_t i) const {
    if (i >= method_.arguments.size() || method_.arguments[i] != base::KeyOf<T>()) return nullptr;
    return static_cast<const T*>(RawArgument(i));
  }
  // The result, when it is an R (Result<T>, or Status for void methods); else null. Holds an error until the rest
  // of the chain has run; a middleware may replace it.
  template <class R>
  R* result() {
    return method_.result == base::KeyOf<R>() ? static_cast<R*>(RawResult()) : nullptr;
  }

 protected:
  virtual const void* RawArgument(std::size_t i) const = 0;
  virtual void* RawResult() = 0;

 private:
  const ServiceInfo& service_;
  const Method& method_;
  CallInfo info_;
  ContextRoot context_;
  Metadata incoming_;
  Metadata outgoing_;
};

}  // namespace elanus
