// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "client.h"

#include <cstdio>
#include <stdexcept>

#include "cases.h"

namespace {

// The text of what is wrong; empty when nothing is.
std::string Run(const std::string& name, const std::string& address) try {
  for (const Case& one : AllCases()) {
    if (name != one.name) continue;
    one.run(grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
    return "";
  }
  return "there is no such case";
} catch (const std::exception& wrong) {
  return wrong.what();
}

}  // namespace

int RunClient(const std::string& address, std::span<char*> names) {
  bool all_ok = true;
  for (const char* name : names) {
    std::string why = Run(name, address);
    for (char& c : why) {
      if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    std::printf("{\"case\": \"%s\", \"ok\": %s, \"text\": \"%s\"}\n", name, why.empty() ? "true" : "false",
                why.c_str());
    std::fflush(stdout);
    all_ok = all_ok && why.empty();
  }
  return all_ok ? 0 : 1;
}
