// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gRPC over HTTP/2: README.md tells what lies where.
#pragma once

#include <memory>
#include <string_view>

#include "elanus/session/session.h"

namespace elanus::protocol {

class GrpcProtocol final : public session::Protocol {
 public:
  std::string_view name() const override { return "grpc"; }
  // kYes for the first 8 bytes of HTTP/2's preface.
  session::Match Sniff(std::string_view prefix) const override;
  std::unique_ptr<session::ServerSession> NewServerSession(const session::SessionOptions& options) const override;
};

// All calls of one connection; they run beside each other.
std::unique_ptr<session::ClientSession> NewGrpcClientSession(const session::SessionOptions& options);

}  // namespace elanus::protocol
