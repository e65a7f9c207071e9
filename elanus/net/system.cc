// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/net/system.h"

#include <utility>

#include "elanus/net/dial.h"
#include "elanus/net/listener.h"

namespace elanus::net {
namespace {

class System final : public Network {
 public:
  explicit System(Runtime& runtime) : runtime_(runtime) {}
  Result<std::unique_ptr<Listener>> Listen(async::Loop& loop, const Address& address,
                                           Listener::OnAccept on_accept) override {
    return ListenSystem(loop, address, std::move(on_accept));
  }
  Task<Result<std::unique_ptr<Stream>>> Dial(const Address& address, async::Until until) override {
    return DialSystem(runtime_, address, until);
  }

 private:
  Runtime& runtime_;
};

}  // namespace

std::unique_ptr<Network> SystemNetwork(Runtime& runtime) { return std::make_unique<System>(runtime); }

}  // namespace elanus::net
