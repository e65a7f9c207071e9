// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// Runs cases and prints how they ended.
#include <algorithm>
#include <cstdio>

#include "interop/grpc/elanus/case_table.h"
#include "interop/grpc/elanus/cases.h"

namespace grpc_peer {

using elanus::Status;

namespace {

elanus::Runtime::Options OneLoop() {
  elanus::Runtime::Options options;
  options.loops = 1;
  return options;
}

CaseTask OnLoop(Peer& peer, const Case& one) {
  co_await peer.loop().Hop();
  Status status = co_await one.run(peer);
  co_return status;
}

Status Run(const std::string& address, std::string_view name) {
  const auto cases = AllCases();
  const auto found = std::find_if(cases.begin(), cases.end(), [name](const Case& one) { return one.name == name; });
  if (found == cases.end()) return elanus::InvalidArgument("there is no such case");
  Peer peer(address);
  return elanus::Wait(OnLoop(peer, *found));
}

}  // namespace

Peer::Peer(const std::string& address)
    : runtime_(OneLoop()),
      client_("interop", elanus::WithHostPorts(address), elanus::WithRuntime(runtime_),
              elanus::WithRPCTimeout(std::chrono::seconds(20))),
      no_such_service_("interop", elanus::WithHostPorts(address), elanus::WithRuntime(runtime_),
                       elanus::WithTransportProtocol(elanus::Transport::kGrpc)) {}

int RunCases(const std::string& address, std::span<char*> names) {
  bool all_ok = true;
  for (const char* name : names) {
    const Status status = Run(address, name);
    std::string why = status.message();
    for (char& c : why) {
      if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    std::printf("{\"case\": \"%s\", \"ok\": %s, \"text\": \"%s\"}\n", name, status.ok() ? "true" : "false",
                why.c_str());
    std::fflush(stdout);
    all_ok = all_ok && status.ok();
  }
  return all_ok ? 0 : 1;
}

Status Require(bool holds, const std::string& expected) {
  return holds ? elanus::Ok() : elanus::Internal("expected ", expected);
}

Status RequireStatus(const Status& status, elanus::Code code, const std::string& text) {
  return Require(status.code() == code && status.message() == text,
                 elanus::StrCat(elanus::CodeName(code), ": ", text, ", got ", status.ToString()));
}

}  // namespace grpc_peer
