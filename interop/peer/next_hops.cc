// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "interop/peer/next_hops.h"

#include "interop/peer/client_options.h"
#include "interop/peer/transports.h"

namespace peer {

elanus::Result<Calls*> NextHops::To(const std::string& target) {
  const std::lock_guard lock(mutex_);
  if (const auto found = calls_.find(target); found != calls_.end()) return found->second.get();
  const auto at = target.find('@');
  if (at == std::string::npos) return elanus::InvalidArgument("expected a hop transport@host:port, got ", target);
  const auto spoken = TransportNamed(target.substr(0, at));
  if (!spoken) return spoken.status();
  auto calls = MakeCalls(*spoken, OptionsOfClients(options_, spoken->transport, target.substr(at + 1), provider_));
  if (elanus::Status wrong = calls->status(); !wrong.ok()) return wrong;
  return (calls_[target] = std::move(calls)).get();
}

}  // namespace peer
