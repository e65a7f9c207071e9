// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/kitex/kitex.h"

#include "elanus/protocol/kitex/client_session.h"
#include "elanus/protocol/kitex/server_session.h"
#include "elanus/wire/sniff/sniff.h"

namespace elanus::protocol {

session::Match KitexProtocol::Sniff(std::string_view prefix) const {
  return prefix.size() < wire::kSniffBytes ? session::Match::kMore : session::Match::kYes;
}

std::unique_ptr<session::ServerSession> KitexProtocol::NewServerSession(const session::SessionOptions& options) const {
  return std::make_unique<KitexServerSession>(options);
}

std::unique_ptr<session::ClientSession> NewClientSession(Transport transport, const session::SessionOptions& options,
                                                         bool multiplexed) {
  return std::make_unique<KitexClientSession>(transport, options, multiplexed);
}

}  // namespace elanus::protocol
