// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// TLS keeps what stream.h promises about the streams below it.
#include "elanus/net/test_stream_contract.h"
#include "elanus/tls/test_certificates.h"
#include "elanus/tls/test_tls_world.h"

namespace elanus::net {
namespace {

std::unique_ptr<World> Encrypted(std::unique_ptr<World> below) {
  const tls::TestAuthority authority;
  return std::make_unique<tls::TlsWorld>(std::move(below), authority.Server("IP:127.0.0.1,DNS:server"),
                                         authority.Client());
}

std::unique_ptr<World> Tcp(const TestDirectory&) {
  return Encrypted(std::make_unique<SystemWorld>(Address::Tcp("127.0.0.1", 0)));
}
std::unique_ptr<World> InMemory(const TestDirectory&) { return Encrypted(std::make_unique<LoopbackWorld>()); }
std::unique_ptr<World> InPieces(const TestDirectory&) {
  auto below = std::make_unique<LoopbackWorld>();
  MakeHard(below->network());
  return Encrypted(std::move(below));
}

INSTANTIATE_TEST_SUITE_P(Tls, StreamContract,
                         testing::Values(StreamKind{"tcp", Tcp}, StreamKind{"loopback", InMemory},
                                         StreamKind{"pieces", InPieces}),
                         NameOf);

}  // namespace
}  // namespace elanus::net
