// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gRPC's interop cases with Elanus. What each of them calls and expects: docs/interop.md.
#pragma once

#include <span>
#include <string>

#include "elanus/elanus.h"
#include "testing.elanus.h"

namespace grpc_peer {

// Prints a line of JSON for each of these cases; the exit code: 0 when all are ok.
int RunCases(const std::string& address, std::span<char*> names);

// The server's clients.
class Peer {
 public:
  explicit Peer(const std::string& address);
  const grpc::testing::TestServiceClient& client() const { return client_; }
  const grpc::testing::UnimplementedServiceClient& no_such_service() const { return no_such_service_; }
  const elanus::Context& root() const { return root_; }
  elanus::async::Loop& loop() { return runtime_.loop(0); }

 private:
  elanus::Context root_;
  elanus::Runtime runtime_;
  grpc::testing::TestServiceClient client_;
  grpc::testing::UnimplementedServiceClient no_such_service_;
};

// What is wrong; ok when nothing is.
using CaseTask = elanus::Task<elanus::Status>;
class Case {
 public:
  const char* name;
  CaseTask (*run)(Peer& peer);
};

// cases_compressed.cc
CaseTask ClientCompressedUnary(Peer& peer);
CaseTask ServerCompressedUnary(Peer& peer);
CaseTask ClientCompressedStreaming(Peer& peer);
CaseTask ServerCompressedStreaming(Peer& peer);

grpc::testing::SimpleRequest LargeRequest();
// An error that says what was expected, unless `holds`.
elanus::Status Require(bool holds, const std::string& expected);
// An error unless it has that code and text.
elanus::Status RequireStatus(const elanus::Status& status, elanus::Code code, const std::string& text);

}  // namespace grpc_peer
