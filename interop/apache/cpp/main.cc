// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The interop contract (docs/interop.md) on Apache Thrift's C++ library.
#include <cstdio>
#include <map>
#include <sstream>

#include <thrift/TOutput.h>

#include "client.h"
#include "server.h"

namespace {

std::vector<std::string> Split(const std::string& list) {
  std::vector<std::string> parts;
  std::istringstream in(list);
  for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
  return parts;
}

int Usage(const std::string& why) {
  std::fprintf(stderr,
               "%s\nexpected: server --listen HOST:PORT | client --connect HOST:PORT --transport buffered|framed"
               " (--all | --case A,B)\n",
               why.c_str());
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return Usage("no command");
  // --meta, --crc, --otlp and --ratio are about what this library does not have.
  std::map<std::string, std::string> options = {{"--name", "interop"}};
  bool all = false;
  for (int i = 2; i < argc; ++i) {
    std::string name = argv[i];
    if (name == "--all") {
      all = true;
    } else if (i + 1 == argc || name.rfind("--", 0) != 0) {
      return Usage("expected an option with a value, got " + name);
    } else {
      options[name] = argv[++i];
    }
  }
  apache::thrift::GlobalOutput.setOutputFunction([](const char*) {});
  if (argv[1] == std::string("server")) return RunServer(options["--listen"], options["--name"]);
  auto transport = options["--transport"];
  if (transport != "framed" && transport != "buffered")
    return Usage("expected transport framed or buffered, got " + transport);
  Options client = {options["--connect"], transport, Split(options["--hops"]),
                    std::atoi(options["--server-pid"].c_str())};
  auto names = Split(options["--case"]);
  if (all == !names.empty()) return Usage("expected --all or --case");
  return RunClient(client, {names.begin(), names.end()});
}
