// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gRPC's interop service and its cases with Elanus.
#include <cstdio>
#include <string_view>

#include "interop/grpc/elanus/cases.h"
#include "interop/grpc/elanus/service.h"

int main(int argc, char** argv) {
  const std::string_view command = argc > 2 ? argv[1] : "";
  if (command == "server" && argc == 3) return grpc_peer::RunServer(argv[2]);
  if (command == "client" && argc > 3) return grpc_peer::RunCases(argv[2], {argv + 3, argv + argc});
  std::fprintf(stderr, "expected: server HOST:PORT | client HOST:PORT CASE...\n");
  return 2;
}
