// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include <sys/socket.h>

#include "elanus/net/socket.h"
#include "elanus/net/test_stream_contract.h"

namespace elanus::net {
namespace {

bool HasIpv6() {
  const auto here = SocketAddress::Number("::1", 0);
  return ListenOn(*here).ok();
}

std::unique_ptr<World> Tcp4(const TestDirectory&) {
  return std::make_unique<SystemWorld>(Address::Tcp("127.0.0.1", 0));
}
std::unique_ptr<World> Tcp6(const TestDirectory&) {
  return HasIpv6() ? std::make_unique<SystemWorld>(Address::Tcp("::1", 0)) : nullptr;
}
std::unique_ptr<World> Unix(const TestDirectory& directory) {
  return std::make_unique<SystemWorld>(Address::Unix(directory.File("socket")));
}
std::unique_ptr<World> InMemory(const TestDirectory&) { return std::make_unique<LoopbackWorld>(); }
std::unique_ptr<World> InPieces(const TestDirectory&) {
  auto world = std::make_unique<LoopbackWorld>();
  MakeHard(world->network());
  return world;
}

INSTANTIATE_TEST_SUITE_P(All, StreamContract,
                         testing::Values(StreamKind{"tcp4", Tcp4}, StreamKind{"tcp6", Tcp6}, StreamKind{"unix", Unix},
                                         StreamKind{"loopback", InMemory}, StreamKind{"pieces", InPieces}),
                         NameOf);

}  // namespace
}  // namespace elanus::net
