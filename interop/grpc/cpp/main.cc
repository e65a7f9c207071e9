// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// gRPC's interop service and its cases with gRPC's C++ library, as Debian has it.
#include <cstdio>
#include <string_view>

#include "client.h"
#include "server.h"

int main(int argc, char** argv) {
  const std::string_view command = argc > 2 ? argv[1] : "";
  if (command == "server" && argc == 3) return RunServer(argv[2]);
  if (command == "client" && argc > 3) return RunClient(argv[2], {argv + 3, argv + argc});
  std::fprintf(stderr, "expected: server HOST:PORT | client HOST:PORT CASE...\n");
  return 2;
}
