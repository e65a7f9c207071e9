// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the cases work with: one set of clients for all of them.
#pragma once

#include <memory>

#include "elanus/elanus.h"
#include "interop/peer/options.h"
#include "interop/peer/protobuf_calls.h"
#include "interop/peer/thrift_calls.h"

namespace peer {

// Made and destroyed on a plain thread; used on its loop.
class World {
 public:
  // `provider` may be null; it outlives the world.
  World(const ClientOptions& options, const elanus::TracerProvider* provider);

  const ClientOptions& options() const { return options_; }
  elanus::async::Loop& loop() { return runtime_.loop(0); }
  // The context of all calls.
  const elanus::Context& root() const { return provider_ != nullptr ? provider_->Root() : background_; }
  Calls& calls() const { return *calls_; }
  // The first of the servers that calls go on to.
  Calls& far() const { return *far_; }
  // With Thrift payload only, and with Protobuf payload only.
  const ThriftCalls& thrift() const { return static_cast<const ThriftCalls&>(*calls_); }
  const ProtobufCalls& protobuf() const { return static_cast<const ProtobufCalls&>(*calls_); }

 private:
  const ClientOptions& options_;
  const elanus::TracerProvider* const provider_;
  elanus::Context background_;
  elanus::Runtime runtime_;
  const std::unique_ptr<Calls> calls_;
  const std::unique_ptr<Calls> far_;
};

}  // namespace peer
