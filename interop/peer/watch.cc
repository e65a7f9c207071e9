// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/watch.h"

namespace peer {

using elanus::MetaKind;
using elanus::Status;
using elanus::Task;

elanus::Middleware Watch::middleware() {
  return [this](elanus::Endpoint next) {
    return [this, next](elanus::Exchange& call) -> Task<Status> { return See(next, call); };
  };
}

Task<Status> Watch::See(const elanus::Endpoint& next, elanus::Exchange& call) {
  {
    const std::lock_guard lock(mutex_);
    ++handled_[std::string(call.method_name())];
    running_[&call.info()] = &call.incoming();
  }
  Status status = co_await next(call);
  const std::lock_guard lock(mutex_);
  running_.erase(&call.info());
  co_return status;
}

std::map<std::string, std::int64_t> Watch::handled() const {
  const std::lock_guard lock(mutex_);
  return handled_;
}

std::map<std::string, std::string> Watch::Metainfo(const elanus::Context& ctx) const {
  std::map<std::string, std::string> values;
  const std::lock_guard lock(mutex_);
  const auto found = running_.find(ctx.call());
  if (found == running_.end()) return values;
  const elanus::Metadata& incoming = *found->second;
  for (std::size_t i = 0; i < incoming.size(); ++i) {
    const elanus::Metadata::Entry entry = incoming.at(i);
    if (entry.kind == MetaKind::kTransient) values["t." + std::string(entry.key)] = entry.value;
    if (entry.kind == MetaKind::kPersistent) values["p." + std::string(entry.key)] = entry.value;
  }
  return values;
}

}  // namespace peer
