// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Kitex's unary protocols: Buffered, Framed, TTHeader and TTHeaderFramed, all in one session, because Kitex decides
// the framing of each message on its own (wire.md 6.2). README.md tells what lies where.
#pragma once

#include <memory>
#include <string_view>

#include "elanus/session/session.h"

namespace elanus::protocol {

// Takes every connection that no protocol before it owns (wire.md 6.1, rule 3): what is foreign gets an error that
// names it.
class KitexProtocol final : public session::Protocol {
 public:
  std::string_view name() const override { return "kitex"; }
  // kMore below 8 bytes, else kYes.
  session::Match Sniff(std::string_view prefix) const override;
  std::unique_ptr<session::ServerSession> NewServerSession(const session::SessionOptions& options) const override;
};

// A session whose requests travel as `transport`, one of Buffered, Framed, TTHeader and TTHeaderFramed; replies may
// come in any of them. Serial: replies come in the order of the requests. `multiplexed` (TTHeader and TTHeaderFramed
// only) asks the server for replies in any order, matched by the header's sequence id (wire.md 9); sequence ids
// of calls in flight must then differ.
std::unique_ptr<session::ClientSession> NewClientSession(Transport transport, const session::SessionOptions& options,
                                                         bool multiplexed = false);

}  // namespace elanus::protocol
