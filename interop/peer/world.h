// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// What the cases work with: one client for all of them, and those of services that no server has.
#pragma once

#include <memory>

#include "absent/absent.h"
#include "elanus/elanus.h"
#include "interop/interop.h"
#include "interop/peer/options.h"

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
  const interop::InteropClient& client() const { return client_; }
  // Has a method that servers do not have, and methods of theirs with other types.
  const absent::InteropClient& misfit() const { return misfit_; }
  const absent::NoSuchServiceClient& no_such_service() const { return no_such_service_; }

 private:
  const ClientOptions& options_;
  const elanus::TracerProvider* const provider_;
  elanus::Context background_;
  elanus::Runtime runtime_;
  const elanus::ClientOption of_clients_;
  interop::InteropClient client_;
  absent::InteropClient misfit_;
  absent::NoSuchServiceClient no_such_service_;
};

}  // namespace peer
