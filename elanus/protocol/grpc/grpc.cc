// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/protocol/grpc/grpc.h"

#include "elanus/protocol/grpc/client_session.h"
#include "elanus/protocol/grpc/server_session.h"

namespace elanus::protocol {

namespace {

constexpr std::string_view kPreface = "PRI * HT";

}  // namespace

session::Match GrpcProtocol::Sniff(std::string_view prefix) const {
  const std::string_view begin = prefix.substr(0, kPreface.size());
  if (!kPreface.starts_with(begin)) return session::Match::kNo;
  return begin.size() == kPreface.size() ? session::Match::kYes : session::Match::kMore;
}

std::unique_ptr<session::ServerSession> GrpcProtocol::NewServerSession(const session::SessionOptions& options) const {
  return std::make_unique<GrpcServerSession>(options);
}

std::unique_ptr<session::ClientSession> NewGrpcClientSession(const session::SessionOptions& options) {
  return std::make_unique<GrpcClientSession>(options);
}

}  // namespace elanus::protocol
