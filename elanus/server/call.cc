// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/server/call.h"

namespace elanus::server {

Call::Call(const Route& route, session::CallId id, CallOwner& owner, const Pipeline& pipeline)
    : Exchange(*route.service, *route.method, Role::kServer, Context()),
      route_(route),
      id_(id),
      owner_(&owner),
      frame_(base::Pool::Allocate(route.method->frame.size)),
      tracers_(pipeline) {
  method().frame.construct(frame_);
  info().stats = CallStats(pipeline.tracers.empty() ? StatsLevel::kDisabled : StatsLevel::kDetailed);
  context().set_cancel(&cancel_);
  context().set_call(&info());
  context().set_incoming(&incoming());
  context().set_backward(&outgoing());
}

Call::~Call() {
  method().frame.destroy(frame_);
  base::Pool::Free(frame_, method().frame.size);
}

void Call::Abandon(const Status&) {
  owner_ = nullptr;
  cancel_.Fire();
}

}  // namespace elanus::server
