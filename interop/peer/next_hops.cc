// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "interop/peer/next_hops.h"

#include "interop/peer/client_options.h"
#include "interop/peer/transports.h"

namespace peer {

elanus::Result<interop::InteropClient*> NextHops::To(const std::string& target) {
  const std::lock_guard lock(mutex_);
  if (const auto found = clients_.find(target); found != clients_.end()) return found->second.get();
  const auto at = target.find('@');
  if (at == std::string::npos) return elanus::InvalidArgument("expected a hop transport@host:port, got ", target);
  auto transport = TransportNamed(target.substr(0, at));
  if (!transport) return transport.status();
  auto client = std::make_unique<interop::InteropClient>(
      "interop", OptionsOfClients(options_, *transport, target.substr(at + 1), provider_));
  if (elanus::Status wrong = client->status(); !wrong.ok()) return wrong;
  return (clients_[target] = std::move(client)).get();
}

}  // namespace peer
