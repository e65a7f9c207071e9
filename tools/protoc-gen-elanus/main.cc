// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The plugin for people who run protoc themselves: protoc --cpp_out=gen --elanus_out=gen user.proto
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>

#include "elanus/protogen/plugin.h"

int main(int argc, char** argv) {
  if (argc > 1) {
    std::fprintf(stderr, "%s: expected no argument: protoc starts this program, as --elanus_out=DIR says\n", argv[0]);
    return 2;
  }
  const std::string request((std::istreambuf_iterator<char>(std::cin)), std::istreambuf_iterator<char>());
  const std::string response = elanus::protogen::RunPlugin(request);
  std::cout.write(response.data(), static_cast<std::streamsize>(response.size()));
  return std::cout.flush() ? 0 : 1;
}
